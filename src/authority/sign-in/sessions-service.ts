import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { accountSessions, endAccountSessions, endSession, sessionList } from './contract-sessions.ts'
import { deviceWords } from './device-words.ts'
import { factorsOf } from './factors.ts'
import { IDLE_MINUTES } from './session.ts'
import './tables.ts'

/** Open sessions, seen and ended by oneself and by who administers. */
export function sessionOperations(): Implementation[] {
  return [
    implement(sessionList, async (act) => {
      const { accountId, sessionId } = personOf(act)
      return { sessions: await openSessions(act, accountId, sessionId) }
    }),

    implement(endSession, async (act, input) => {
      const { accountId, sessionId } = personOf(act)
      const ended = await act.tx
        .deleteFrom('session')
        .where('account_id', '=', accountId)
        .$if(input.sessionId !== undefined, (rows) => rows.where('session_id', '=', input.sessionId ?? ''))
        .$if(input.sessionId === undefined && sessionId !== undefined, (rows) =>
          rows.where('session_id', '<>', sessionId ?? ''),
        )
        .returning('session_id')
        .execute()
      if (input.sessionId !== undefined && ended.length === 0) {
        return refuse('not-found', 'その端末のサインインは、もう終わっています。')
      }
      act.recorder.describe({
        act: 'ほかの端末のサインインの終了',
        subject: { kind: 'account', id: accountId },
        note: `${ended.length}件`,
      })
      return { ended: ended.length }
    }),

    implement(accountSessions, async (act, input) => {
      const { account_id: accountId, login } = await accountOfPerson(act, input.personId)
      const factors = await factorsOf(act.tx, accountId)
      return {
        login,
        secondFactors: factors.passkeys + factors.totp,
        sessions: await openSessions(act, accountId, undefined),
      }
    }),

    implement(endAccountSessions, async (act, input) => {
      const { account_id: accountId } = await accountOfPerson(act, input.personId)
      const ended = await act.tx
        .deleteFrom('session')
        .where('account_id', '=', accountId)
        .returning('session_id')
        .execute()
      await act.tx.deleteFrom('sign_in_attempt').where('account_id', '=', accountId).execute()
      act.recorder.describe({
        act: '職員のサインインの終了',
        subject: { kind: 'account', id: accountId },
        note: `${ended.length}件: ${input.reason}`,
      })
      return { ended: ended.length }
    }),
  ]
}

async function accountOfPerson(act: Act, personId: string): Promise<{ account_id: string; login: string }> {
  const account = await act.tx
    .selectFrom('account')
    .select(['account_id', 'login'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return account ?? refuse('not-found', 'その職員のログインIDは見つかりません。')
}

async function openSessions(act: Act, accountId: string, own: string | undefined) {
  const idleSince = new Date(Date.parse(act.at) - IDLE_MINUTES * 60_000).toISOString()
  const rows = await act.tx
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('expires_at', '>', act.at)
    .where('last_seen_at', '>', idleSince)
    .orderBy('last_seen_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    sessionId: row.session_id,
    own: row.session_id === own,
    device: deviceWords(row.agent),
    address: row.address,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    methods: row.methods,
  }))
}
