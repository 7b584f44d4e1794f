import { hashSecret } from '#authority/sign-in/session.ts'
import type { House } from '#house'

const EVERY_MS = 60_000
const touched = new Map<string, number>()
const MOST_REMEMBERED = 50_000

/** Keeps a session in use alive: at most one write a minute, outside the request's own transaction. */
export async function touchSession(
  house: House,
  session: { tenantId: string; secret: string },
  onError: (error: unknown) => void,
): Promise<void> {
  const key = session.secret
  const now = house.clock.now()
  const last = touched.get(key)
  if (last !== undefined && now.getTime() - last < EVERY_MS) return
  if (touched.size > MOST_REMEMBERED) touched.clear()
  touched.set(key, now.getTime())
  try {
    await house.database.inTenant(session.tenantId, (tx) =>
      tx
        .updateTable('session')
        .set({ last_seen_at: now.toISOString() })
        .where('secret_hash', '=', hashSecret(session.secret))
        .execute(),
    )
  } catch (error) {
    onError(error)
  }
}
