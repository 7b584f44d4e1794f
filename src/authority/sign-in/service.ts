import type { z } from 'zod'
import { personOf } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { sessionMe, signOut } from './contract.ts'
import { methodOperations } from './methods-service.ts'
import { passwordOperations } from './password-service.ts'
import type { SignInPorts } from './ports.ts'
import { ruleOperations } from './rules-service.ts'
import { sessionOperations } from './sessions-service.ts'
import { signInSteps } from './sign-in.ts'
import { stepUpOperations } from './step-up-service.ts'
import { stopOperations } from './stops-service.ts'
import './tables.ts'

/** Everything of Kijun's own sign-in. */
export function signInOperations(ports: SignInPorts): Implementation[] {
  return [
    implement(sessionMe, async (act): Promise<z.input<typeof sessionMe.output>> => {
      if (act.actor.kind !== 'person') return null
      const { personId, accountId, rights } = act.actor
      const person = await ports.describePerson(act.tx, personId, act.today)
      if (person === null) return null
      const row = await act.tx
        .selectFrom('account')
        .innerJoin('tenant', 'tenant.tenant_id', 'account.tenant_id')
        .leftJoin('account_use', (join) =>
          join
            .onRef('account_use.tenant_id', '=', 'account.tenant_id')
            .onRef('account_use.account_id', '=', 'account.account_id'),
        )
        .select(['tenant.code', 'tenant.name', 'tenant.kind', 'account.must_change'])
        .select(['account_use.previous_sign_in_at', 'account_use.failures_before'])
        .where('account.account_id', '=', accountId)
        .executeTakeFirstOrThrow()
      return {
        person,
        tenant: {
          tenantId: act.tenantId,
          code: row.code,
          name: row.name,
          kind: row.kind === 'demo' ? 'demo' : 'city',
        },
        rights: [...rights].toSorted(),
        previousSignInAt: row.previous_sign_in_at,
        failuresSince: row.failures_before ?? 0,
        mustChangePassword: act.actor.mustChangePassword ?? row.must_change,
        mustAddFactor: act.actor.mustAddFactor ?? false,
      }
    }),

    implement(signOut, async (act) => {
      const { accountId, sessionId } = personOf(act)
      await act.tx
        .deleteFrom('session')
        .where('account_id', '=', accountId)
        .$if(sessionId !== undefined, (rows) => rows.where('session_id', '=', sessionId ?? ''))
        .execute()
      act.recorder.describe({ act: 'サインアウト', subject: { kind: 'account', id: accountId } })
      return {}
    }),

    ...signInSteps(ports),
    ...passwordOperations(ports),
    ...methodOperations(ports),
    ...stepUpOperations(ports),
    ...sessionOperations(),
    ...stopOperations(ports),
    ...ruleOperations(ports),
  ]
}
