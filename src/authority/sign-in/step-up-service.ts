import type { z } from 'zod'
import { personOf, type Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { stepUp, stepUpQuestion } from './contract-methods.ts'
import { factorsOf } from './factors.ts'
import { askPasskey, credentialsOf, passkeyHolder } from './passkeys.ts'
import { passwordMatches } from './password.ts'
import type { SignInPorts } from './ports.ts'
import { loadRules } from './rules.ts'
import { checkAnyTotp } from './sign-in.ts'
import './tables.ts'

/** After this many failures in a row the session is ended: somebody else may sit before it. */
const MOST_FAILURES = 5

/** Proving again who one is, within a session. */
export function stepUpOperations(ports: SignInPorts): Implementation[] {
  return [
    implement(stepUpQuestion, async (act): Promise<z.input<typeof stepUpQuestion.output>> => {
      const { accountId, sessionId } = personOf(act)
      const factors = await factorsOf(act.tx, accountId)
      const { stepUpMinutes } = await loadRules(act.tx)
      const question = factors.passkeys === 0 ? null : await questionFor(act, ports, accountId, sessionId)
      return {
        methods: [
          'password',
          ...(factors.totp > 0 ? (['totp'] as const) : []),
          ...(question === null ? [] : (['passkey'] as const)),
        ],
        passkey: question,
        minutes: stepUpMinutes,
      }
    }),

    implement(stepUp, async (act, input): Promise<z.input<typeof stepUp.output>> => {
      const { accountId, sessionId } = personOf(act)
      const why = await shown(act, ports, { accountId, sessionId }, input)
      const subject = { kind: 'account', id: accountId }
      if (why === null) {
        const { stepUpMinutes } = await loadRules(act.tx)
        if (sessionId !== undefined) {
          await act.tx
            .updateTable('session')
            .set({ stepped_up_at: act.at, step_up_failures: 0 })
            .where('session_id', '=', sessionId)
            .execute()
        }
        act.recorder.describe({ act: '本人の再確認', subject })
        const until = new Date(Date.parse(act.at) + stepUpMinutes * 60_000).toISOString()
        return { result: 'confirmed', until }
      }
      act.recorder.describe({ act: '本人の再確認の失敗', subject })
      const sessionEnded = sessionId !== undefined && (await countFailure(act, sessionId))
      return {
        result: 'refused',
        message: sessionEnded
          ? '続けて間違えたため、サインアウトしました。もう一度サインインしてください。'
          : why,
        sessionEnded,
      }
    }),
  ]
}

/** Counts a failure of a session; true when it was the last allowed and the session is ended. */
async function countFailure(act: Act, sessionId: string): Promise<boolean> {
  const row = await act.tx
    .updateTable('session')
    .set((eb) => ({ step_up_failures: eb('step_up_failures', '+', 1) }))
    .where('session_id', '=', sessionId)
    .returning('step_up_failures')
    .executeTakeFirst()
  if (row === undefined || row.step_up_failures < MOST_FAILURES) return false
  await act.tx.deleteFrom('session').where('session_id', '=', sessionId).execute()
  return true
}

/** The question for the passkeys of the account; null where no passkey can work at this address. */
async function questionFor(act: Act, ports: SignInPorts, accountId: string, sessionId: string | undefined) {
  try {
    return askPasskey(
      ports,
      act,
      { purpose: 'step-up', tenantId: act.tenantId, whose: sessionId ?? '' },
      await credentialsOf(act, accountId),
    )
  } catch {
    return null
  }
}

async function shown(
  act: Act,
  ports: SignInPorts,
  who: { readonly accountId: string; readonly sessionId: string | undefined },
  input: z.output<typeof stepUp.input>,
): Promise<string | null> {
  switch (input.kind) {
    case 'password': {
      const { password_hash: hash } = await act.tx
        .selectFrom('account')
        .select('password_hash')
        .where('account_id', '=', who.accountId)
        .executeTakeFirstOrThrow()
      return (await passwordMatches(hash, input.password)) ? null : 'パスワードが違います。'
    }
    case 'totp':
      return checkAnyTotp(act, ports, who.accountId, input.code)
    case 'passkey': {
      const for_ = { purpose: 'step-up', tenantId: act.tenantId, whose: who.sessionId ?? '' } as const
      const holder = await passkeyHolder(ports, act, input, for_, who.accountId)
      return holder === null ? 'パスキーを確かめられませんでした。もう一度試してください。' : null
    }
  }
}
