import type { Act } from '#ground/operation/act.ts'
import { hashSecret, splitSessionCookie } from './session.ts'
import './tables.ts'

export type Attempt = {
  readonly attempt_id: string
  readonly account_id: string
  readonly methods: readonly string[]
  readonly failures: number
}

/** The sign-in that waits for its second step, by the cookie that came along; null when it is over. One query. */
export async function findAttempt(act: Act): Promise<Attempt | null> {
  const cookie = act.visit?.attempt ?? null
  const secret = cookie === null ? null : splitSessionCookie(cookie)?.secret
  if (secret === undefined || secret === null) return null
  const row = await act.tx
    .selectFrom('sign_in_attempt')
    .select(['attempt_id', 'account_id', 'methods', 'failures'])
    .where('secret_hash', '=', hashSecret(secret))
    .where('expires_at', '>', act.at)
    .executeTakeFirst()
  return row ?? null
}

/** Ends a waiting sign-in. */
export async function endAttempt(act: Act, attemptId: string): Promise<void> {
  await act.tx.deleteFrom('sign_in_attempt').where('attempt_id', '=', attemptId).execute()
}

/** One more failure; true when it was the last one allowed and the sign-in must begin anew. */
export async function failAttempt(act: Act, attempt: Attempt): Promise<boolean> {
  if (attempt.failures + 1 >= 5) {
    await endAttempt(act, attempt.attempt_id)
    return true
  }
  await act.tx
    .updateTable('sign_in_attempt')
    .set({ failures: attempt.failures + 1 })
    .where('attempt_id', '=', attempt.attempt_id)
    .execute()
  return false
}
