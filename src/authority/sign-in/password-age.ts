import type { Selectable } from 'kysely'
import type { Act } from '#ground/operation/act.ts'
import type { SignInPorts } from './ports.ts'
import type { AccountTable } from './tables.ts'

/** When the password in use was set: the last of its history, or the day the account was made. One query. */
export async function passwordSetAt(
  act: Act,
  account: { account_id: string; created_at: string },
): Promise<string> {
  const row = await act.tx
    .selectFrom('password_history')
    .select('set_at')
    .where('account_id', '=', account.account_id)
    .orderBy('set_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.set_at ?? account.created_at
}

/**
 * Marks a password that is older than the city's confirmed text allows as one to be changed. Where the text names no
 * age nothing happens: national guidance no longer asks for changes by the calendar.
 */
export async function expirePassword(
  act: Act,
  ports: Pick<SignInPorts, 'cityText'>,
  account: Selectable<AccountTable>,
): Promise<Selectable<AccountTable>> {
  const { passwordMaxAge } = await ports.cityText(act.tx, act.today)
  if (passwordMaxAge === null || account.must_change) return account
  const age = Date.parse(act.at) - Date.parse(await passwordSetAt(act, account))
  if (age <= passwordMaxAge.value * 86_400_000) return account
  return act.recorder.save('account', { ...account, must_change: true })
}
