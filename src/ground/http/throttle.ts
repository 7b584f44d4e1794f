import type { Clock } from '#ground/clock/clock.ts'
import { refuse } from '#ground/errors/refusal.ts'

/** Failures of one network address before it has to wait, and how long a failure counts. */
const MOST_FAILURES = 30
const WINDOW_MS = 10 * 60_000
const MOST_ADDRESSES = 10_000

export type Throttle = { admit(address: string): void; failed(address: string): void }

/** Slows guessing over many logins from one address; guessing one login is locked by the account's own counter. */
export function createThrottle(clock: Clock): Throttle {
  const failures = new Map<string, number[]>()
  const recent = (address: string): number[] => {
    const since = clock.now().getTime() - WINDOW_MS
    return (failures.get(address) ?? []).filter((at) => at > since)
  }
  return {
    admit: (address) => {
      if (recent(address).length >= MOST_FAILURES) {
        refuse(
          'too-many',
          'この端末からのサインインの失敗が続いています。10分ほどおいてから、もう一度試してください。',
        )
      }
    },
    failed: (address) => {
      if (failures.size >= MOST_ADDRESSES) failures.clear()
      failures.set(address, [...recent(address), clock.now().getTime()])
    },
  }
}
