import type { Clock } from '#ground/clock/clock.ts'
import { refuse } from '#ground/errors/refusal.ts'

/** How long a failure counts. */
const WINDOW_MS = 10 * 60_000
/** Failures of one network address before it has to wait … */
const MOST_FAILURES = 30
/** … or different logins it failed with: one password tried on many people shows here first. */
const MOST_LOGINS = 20
/** Failures of the whole house before strangers have to wait; a device that signed in before does not. */
const MOST_IN_HOUSE = 600
const MOST_ADDRESSES = 10_000

export type Throttle = {
  /** @throws Refusal 'too-many'. `known`: somebody has signed in on this device before. */
  admit(address: string, known?: boolean): void
  failed(address: string, login?: string): void
}

type Failure = { readonly at: number; readonly login: string }

/** Slows guessing over many logins; guessing one login is locked by the account's own counters. */
export function createThrottle(
  clock: Clock,
  /** Told to an address that has to wait. */
  sentence = 'この端末からのサインインの失敗が続いています。10分ほどおいてから、もう一度試してください。',
): Throttle {
  const failures = new Map<string, Failure[]>()
  let house: number[] = []
  const since = (): number => clock.now().getTime() - WINDOW_MS
  const recent = (address: string): Failure[] =>
    (failures.get(address) ?? []).filter(({ at }) => at > since())

  return {
    admit: (address, known = false) => {
      const here = recent(address)
      const logins = new Set(here.flatMap(({ login }) => (login === '' ? [] : [login])))
      if (here.length >= MOST_FAILURES || (!known && logins.size >= MOST_LOGINS)) {
        refuse('too-many', sentence)
      }
      house = house.filter((at) => at > since())
      if (!known && house.length >= MOST_IN_HOUSE) {
        refuse(
          'too-many',
          'サインインの失敗がとても多いため、はじめての端末からのサインインを少しの間止めています。10分ほどおいてから試すか、いつもの端末を使ってください。',
        )
      }
    },
    failed: (address, login = '') => {
      if (failures.size >= MOST_ADDRESSES) failures.clear()
      const failure = { at: clock.now().getTime(), login }
      failures.set(address, [...recent(address), failure].slice(-MOST_FAILURES))
      if (house.length < MOST_IN_HOUSE * 2) house.push(failure.at)
    },
  }
}
