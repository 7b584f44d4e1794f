import { saveIdentityProvider } from '#authority/sign-in/providers/contract.ts'
import { linkIdentity } from '#authority/sign-in/open-session.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

let made = 0
const provider = async ({ city }: World): Promise<string> =>
  (
    await city.run('officer', saveIdentityProvider, {
      name: `認証の仕組み${++made}`,
      enabled: true,
      settings: {
        kind: 'ldap',
        loginAttribute: 'uid',
        matching: { claim: 'employeeNumber', to: 'number' },
      },
    })
  ).providerId

/** Other systems that say who somebody is. */
export const providerExamples: Examples = {
  'sign-in.providers': { as: 'nobody', input: () => ({}) },
  'sign-in.my-identities': { as: 'applicant', input: () => ({}) },
  'settings.identity-providers': { as: 'officer', input: () => ({}) },
  'settings.save-identity-provider': {
    as: 'officer',
    input: async (world) => ({
      providerId: await provider(world),
      name: '庁内の認証基盤',
      enabled: false,
      settings: {
        kind: 'ldap',
        loginAttribute: 'uid',
        matching: { claim: 'employeeNumber', to: 'number' },
      },
      secret: '',
    }),
    refusedFor: 'applicant',
  },
  'settings.remove-identity-provider': {
    as: 'officer',
    input: async (world) => ({ providerId: await provider(world) }),
    refusedFor: 'applicant',
  },
  'settings.try-identity-provider': {
    as: 'officer',
    input: async (world) => ({ providerId: await provider(world) }),
    refusedFor: 'applicant',
  },
  'settings.unlink-identity': {
    as: 'officer',
    input: async (world) => {
      const providerId = await provider(world)
      const { city, house, tenantId, db } = world
      const personId = city.ids.person.applicant
      const { account_id: accountId } = await db.readTenant(tenantId, (tx) =>
        tx
          .selectFrom('account')
          .select('account_id')
          .where('person_id', '=', personId)
          .executeTakeFirstOrThrow(),
      )
      await house.runner.perform(
        'test.link',
        { tenantId, actor: { kind: 'system', job: 'test' } },
        async (act) => {
          await linkIdentity(act, { provider: providerId, subject: 'tanabe', accountId })
          act.recorder.describe({ act: '結び付け', subject: { kind: 'account', id: accountId } })
        },
      )
      return { providerId, personId }
    },
    refusedFor: 'applicant',
  },
}
