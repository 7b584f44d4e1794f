import { refuse, Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { type Act, personOf } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { tryOidc } from '#ground/oidc/oidc.ts'
import { checkSaml } from '#ground/saml/saml.ts'
import { seal } from '../seal.ts'
import {
  identityProviders,
  myIdentities,
  removeIdentityProvider,
  saveIdentityProvider,
  signInProviders,
  tryIdentityProvider,
  unlinkIdentity,
} from './contract.ts'
import { linkedCounts, providersIn, secretOf, secretPlace } from './providers.ts'

/** Where other systems send people back to, below our own address. */
export const callbackPaths = { oidc: '/auth/oidc', saml: '/auth/saml' } as const

export type ProviderPorts = {
  /** Key under which secrets are kept; null when the installation has none. */
  readonly sealKey: Buffer | null
  /** Tries the city's directory with its own account. @throws Refusal with what is wrong. */
  tryDirectory(act: Act): Promise<void>
}

/** What people and administrators do with other systems that sign people in. */
export function providerOperations(ports: ProviderPorts): readonly Implementation[] {
  return [
    implement(signInProviders, async (act) => ({
      providers: (await providersIn(act.tx))
        .filter((each) => each.enabled)
        .map(({ providerId, name, settings }) => ({ providerId, name, kind: settings.kind })),
    })),

    implement(identityProviders, async (act) => {
      const linked = await linkedCounts(act.tx)
      return {
        providers: (await providersIn(act.tx)).map((each) => ({
          providerId: each.providerId,
          name: each.name,
          enabled: each.enabled,
          settings: each.settings,
          hasSecret: each.sealed !== null,
          linked: linked.get(each.providerId) ?? 0,
        })),
        callbackPath: callbackPaths,
      }
    }),

    implement(saveIdentityProvider, async (act, input) => {
      const all = await providersIn(act.tx)
      const before = all.find((each) => each.providerId === input.providerId)
      if (input.providerId !== undefined && before === undefined) {
        refuse('not-found', 'この認証の仕組みは登録されていません。一覧を開き直してください。')
      }
      if (before !== undefined && before.settings.kind !== input.settings.kind) {
        refuse('invalid', '種類は変えられません。新しく登録し、古いものを外してください。')
      }
      if (all.some((each) => each.name === input.name && each.providerId !== input.providerId)) {
        refuse('conflict', '同じ名前の認証の仕組みがあります。別の名前にしてください。', {
          problems: [{ at: 'name', message: '使われている名前です', value: input.name }],
        })
      }
      if (all.length >= 20 && before === undefined) {
        refuse('conflict', '登録できる認証の仕組みは20までです。使わないものを外してください。')
      }
      if (input.settings.kind === 'saml') checkSaml(input.settings)
      const providerId = before?.providerId ?? newId()
      const { secret } = input
      if (secret !== undefined && secret !== '' && ports.sealKey === null) {
        refuse('unavailable', '秘密の値を守る鍵がないため保存できません。運用の担当者に知らせてください。')
      }
      const sealed =
        secret === undefined
          ? (before?.sealed ?? null)
          : secret === '' || ports.sealKey === null
            ? null
            : seal(ports.sealKey, secretPlace(providerId), secret)
      await act.recorder.save('identity_provider', {
        tenant_id: act.tenantId,
        provider_id: providerId,
        name: input.name,
        settings: JSON.stringify(input.settings),
        sealed,
        enabled: input.enabled,
      })
      act.recorder.describe({
        act: before === undefined ? '外部の認証の登録' : '外部の認証の設定の変更',
        subject: { kind: 'identity-provider', id: providerId, label: input.name },
        note: input.enabled ? '使う' : '使わない',
      })
      return { providerId }
    }),

    implement(removeIdentityProvider, async (act, input) => {
      const provider = (await providersIn(act.tx)).find((each) => each.providerId === input.providerId)
      if (provider === undefined) {
        return refuse('not-found', 'この認証の仕組みは登録されていません。一覧を開き直してください。')
      }
      const links = await act.tx
        .selectFrom('external_identity')
        .select(['provider', 'subject'])
        .where('provider', '=', input.providerId)
        .execute()
      await act.recorder.removeAll('external_identity', links)
      await act.tx.deleteFrom('external_attempt').where('provider_id', '=', input.providerId).execute()
      await act.recorder.remove('identity_provider', { provider_id: input.providerId })
      act.recorder.describe({
        act: '外部の認証を外す',
        subject: { kind: 'identity-provider', id: input.providerId, label: provider.name },
        note: `結び付き${links.length}件を解きました`,
      })
      return { unlinked: links.length }
    }),

    implement(tryIdentityProvider, async (act, input) => {
      const provider = (await providersIn(act.tx)).find((each) => each.providerId === input.providerId)
      if (provider === undefined) {
        return refuse('not-found', 'この認証の仕組みは登録されていません。一覧を開き直してください。')
      }
      const { settings } = provider
      try {
        if (settings.kind === 'ldap') await ports.tryDirectory(act)
        else if (settings.kind === 'saml') checkSaml(settings)
        else {
          const secret = ports.sealKey === null ? '' : secretOf(provider, ports.sealKey)
          if (secret === null) {
            return {
              works: false,
              says: '秘密の値を読み取れません。鍵が変わっています。クライアントの秘密を入れ直してください。',
            }
          }
          await tryOidc({ ...settings, clientSecret: secret }, new Date(act.at))
        }
        return {
          works: true,
          says:
            settings.kind === 'saml'
              ? '設定の形は正しいです。実際にサインインして確かめてください。'
              : 'つながりました。',
        }
      } catch (error) {
        if (error instanceof Refusal) return { works: false, says: error.message }
        throw error
      }
    }),

    implement(myIdentities, async (act) => {
      const { accountId } = personOf(act)
      const names = new Map((await providersIn(act.tx)).map((each) => [each.providerId, each.name]))
      const rows = await act.tx
        .selectFrom('external_identity')
        .select(['provider', 'linked_at'])
        .where('account_id', '=', accountId)
        .orderBy('linked_at')
        .limit(50)
        .execute()
      return {
        identities: rows.map((row) => ({
          providerId: row.provider,
          name: names.get(row.provider) ?? '外した仕組み',
          linkedAt: row.linked_at,
        })),
      }
    }),

    implement(unlinkIdentity, async (act, input) => {
      const links = await act.tx
        .selectFrom('external_identity')
        .innerJoin('account', (join) =>
          join
            .onRef('account.tenant_id', '=', 'external_identity.tenant_id')
            .onRef('account.account_id', '=', 'external_identity.account_id'),
        )
        .select(['external_identity.provider', 'external_identity.subject', 'account.account_id'])
        .where('external_identity.provider', '=', input.providerId)
        .where('account.person_id', '=', input.personId)
        .execute()
      const [first] = links
      if (first === undefined) {
        return refuse('not-found', 'この職員は、その認証の仕組みと結び付いていません。')
      }
      await act.recorder.removeAll(
        'external_identity',
        links.map(({ provider, subject }) => ({ provider, subject })),
      )
      act.recorder.describe({
        act: '外部の認証との結び付きを解く',
        subject: { kind: 'account', id: first.account_id },
      })
      return { unlinked: links.length }
    }),
  ]
}
