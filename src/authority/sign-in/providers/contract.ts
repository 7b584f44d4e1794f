import { z } from 'zod'
import { idText, operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { signInAnswer } from '../contract.ts'
import { providerSettings } from './settings.ts'

export type { ProviderKind, ProviderSettings } from './settings.ts'

/** What the sign-in page offers beside the password. Told to anybody: names only. */
export const signInProviders = operation({
  name: 'sign-in.providers',
  kind: 'query',
  summary: 'サインインに使える外部の認証の仕組みを見る',
  who: 'anyone',
  input: z.object({ tenant: z.string().max(100).optional() }),
  output: z.object({
    providers: z.array(
      z.object({ providerId: z.string(), name: z.string(), kind: z.enum(['oidc', 'saml', 'ldap']) }),
    ),
  }),
})

/**
 * A sign-in with login and password of the city's own directory. Kept by the HTTP door itself, which asks the
 * directory outside every transaction and turns the answer into cookies.
 */
export const directorySignIn = operation({
  name: 'sign-in.with-directory',
  kind: 'command',
  summary: '庁内のディレクトリのIDでサインインする',
  who: 'anyone',
  input: z.object({
    tenant: z.string().max(100).optional(),
    providerId: idText,
    login: z.string().trim().min(1, 'IDを入れてください').max(256, 'IDは256文字までです'),
    password: z.string().min(1, 'パスワードを入れてください').max(1024, 'パスワードは1024文字までです'),
  }),
  output: signInAnswer,
})

const provider = z.object({
  providerId: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  settings: providerSettings,
  /** A secret is kept; it is never told. */
  hasSecret: z.boolean(),
  /** People who have signed in with it. */
  linked: z.int(),
})
export type ProviderView = z.output<typeof provider>

export const identityProviders = operation({
  name: 'settings.identity-providers',
  kind: 'query',
  summary: '外部の認証の仕組みの設定を見る',
  who: { right: 'settings.manage' },
  input: z.object({}),
  output: z.object({
    providers: z.array(provider),
    /** Address the other system sends people back to; null until Kijun knows its own address. */
    callbackPath: z.object({ oidc: z.string(), saml: z.string() }),
  }),
})

export const saveIdentityProvider = operation({
  name: 'settings.save-identity-provider',
  kind: 'command',
  summary: '外部の認証の仕組みを設定する',
  who: { right: 'settings.manage' },
  input: z.object({
    /** Left out for a new one. */
    providerId: idText.optional(),
    name: boundedText(60),
    enabled: z.boolean(),
    settings: providerSettings,
    /** Client secret of OIDC. Left out: the one that is kept stays; empty: none. */
    secret: z.string().max(500).optional(),
  }),
  output: z.object({ providerId: z.string() }),
})

export const removeIdentityProvider = operation({
  name: 'settings.remove-identity-provider',
  kind: 'command',
  summary: '外部の認証の仕組みを外す',
  who: { right: 'settings.manage' },
  input: z.object({ providerId: idText }),
  output: z.object({ unlinked: z.int() }),
  positional: ['providerId'],
})

/** Asks the other system whether the settings can work. Writes nothing, answers in words. */
export const tryIdentityProvider = operation({
  name: 'settings.try-identity-provider',
  kind: 'query',
  summary: '外部の認証の仕組みにつながるか試す',
  who: { right: 'settings.manage' },
  input: z.object({ providerId: idText }),
  output: z.object({ works: z.boolean(), says: z.string() }),
  positional: ['providerId'],
})

/** Other systems one's own account is linked to. */
export const myIdentities = operation({
  name: 'sign-in.my-identities',
  kind: 'query',
  summary: '自分のログインIDに結び付いた外部の認証を見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    identities: z.array(z.object({ providerId: z.string(), name: z.string(), linkedAt: z.string() })),
  }),
})

/** Undoes the link of somebody's account, after a mix-up of names; the next sign-in links it anew. */
export const unlinkIdentity = operation({
  name: 'settings.unlink-identity',
  kind: 'command',
  summary: '外部の認証との結び付きを解く',
  who: { right: 'settings.manage' },
  input: z.object({ providerId: idText, personId: idText }),
  output: z.object({ unlinked: z.int() }),
})
