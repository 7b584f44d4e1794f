import type { Act } from '#ground/operation/act.ts'
import { accountOfIdentity, linkIdentity } from '../open-session.ts'
import '../tables.ts'
import '../../tables.ts'
import type { FoundIdentity, ProviderSettings } from './settings.ts'

export type WhoIsIt =
  | { readonly known: true; readonly accountId: string; readonly linkedNow: boolean }
  | {
      readonly known: false
      /** `nobody`: no such person has a login here; `other`: the person is linked to another name already. */
      readonly why: 'nobody' | 'other'
    }

/**
 * The account behind somebody another system vouches for. Once linked, only that system's own name for the person
 * counts; who comes for the first time is found by the claim the city chose, and linked. At most four queries.
 */
export async function whoIsIt(
  act: Act,
  provider: { readonly providerId: string; readonly settings: ProviderSettings },
  identity: FoundIdentity,
): Promise<WhoIsIt> {
  const { providerId, settings } = provider
  const linked = await accountOfIdentity(act, { provider: providerId, subject: identity.subject })
  if (linked !== null) return { known: true, accountId: linked, linkedNow: false }
  const value = identity.claims[settings.matching.claim]?.normalize('NFKC').trim() ?? ''
  if (value === '') return { known: false, why: 'nobody' }
  const account = await act.tx
    .selectFrom('account')
    .innerJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'account.tenant_id').onRef('person.id', '=', 'account.person_id'),
    )
    .select('account.account_id')
    .where(
      settings.matching.to === 'number' ? 'person.number' : 'account.login',
      '=',
      settings.matching.to === 'number' ? value : value.toLowerCase(),
    )
    .where('person.valid_from', '<=', act.today)
    .where((at) => at.or([at('person.valid_to', 'is', null), at('person.valid_to', '>', act.today)]))
    .executeTakeFirst()
  if (account === undefined) return { known: false, why: 'nobody' }
  const other = await act.tx
    .selectFrom('external_identity')
    .select('subject')
    .where('provider', '=', providerId)
    .where('account_id', '=', account.account_id)
    .executeTakeFirst()
  if (other !== undefined) return { known: false, why: 'other' }
  await linkIdentity(act, { provider: providerId, subject: identity.subject, accountId: account.account_id })
  return { known: true, accountId: account.account_id, linkedNow: true }
}
