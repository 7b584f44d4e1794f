import type { Tx } from '#ground/database/database.ts'
import type { SecondFactor } from './methods.ts'
import './tables.ts'

export type Factors = { readonly passkeys: number; readonly totp: number; readonly recovery: number }

/** What an account can show as a second step. One query. */
export async function factorsOf(tx: Tx, accountId: string): Promise<Factors> {
  const row = await tx
    .selectNoFrom((eb) => [
      eb
        .selectFrom('account_passkey')
        .select((each) => each.fn.countAll<number>().as('n'))
        .where('account_id', '=', accountId)
        .as('passkeys'),
      eb
        .selectFrom('account_totp')
        .select((each) => each.fn.countAll<number>().as('n'))
        .where('account_id', '=', accountId)
        .where('confirmed_at', 'is not', null)
        .as('totp'),
      eb
        .selectFrom('account_recovery_code')
        .select((each) => each.fn.countAll<number>().as('n'))
        .where('account_id', '=', accountId)
        .where('used_at', 'is', null)
        .as('recovery'),
    ])
    .executeTakeFirstOrThrow()
  return { passkeys: row.passkeys ?? 0, totp: row.totp ?? 0, recovery: row.recovery ?? 0 }
}

/** The second steps a person can choose from. Recovery codes alone are no second way: they stand in for one. */
export function choicesOf(factors: Factors): SecondFactor[] {
  const own: SecondFactor[] = [
    ...(factors.passkeys > 0 ? (['passkey'] as const) : []),
    ...(factors.totp > 0 ? (['totp'] as const) : []),
  ]
  return own.length > 0 && factors.recovery > 0 ? [...own, 'recovery'] : own
}
