import { z } from 'zod'
import { boundedText } from '#ground/words/text.ts'

const address = z
  .string()
  .max(500, 'アドレスは500文字以内にしてください')
  .refine(
    (value) => URL.canParse(value) && /^https?:$/u.test(new URL(value).protocol),
    'https:// で始まるアドレスを入れてください',
  )

/** How somebody the other system names is found here when he comes for the first time. */
const matching = z.object({
  /** Name of the claim or attribute: `employee_number`. */
  claim: boundedText(200),
  /** What it is compared with. */
  to: z.enum(['number', 'login']),
})

/** Values of `amr`, `acr` or AuthnContext that mean two factors were asked for; then Kijun asks for none of its own. */
const strong = z.array(boundedText(200)).max(20).default([])

const oidc = z.object({
  kind: z.literal('oidc'),
  issuer: address,
  clientId: boundedText(200),
  scopes: z.string().max(200).default('profile'),
  matching,
  strong,
})

const saml = z.object({
  kind: z.literal('saml'),
  entryPoint: address,
  idpIssuer: boundedText(500),
  /** PEM; public. */
  certificates: z.array(z.string().min(1).max(20_000)).min(1).max(5),
  entityId: boundedText(500),
  matching,
  strong,
})

/** The city's directory, whose address is set once for the whole house. */
const ldap = z.object({
  kind: z.literal('ldap'),
  /** `sAMAccountName`, `uid`: where the login stands. */
  loginAttribute: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/u, '属性の名前を半角英数字で入れてください'),
  matching,
})

/** What is kept openly of a provider. */
export const providerSettings = z.discriminatedUnion('kind', [oidc, saml, ldap])
export type ProviderSettings = z.output<typeof providerSettings>
export type ProviderKind = ProviderSettings['kind']

/** Whom another system vouches for, whichever it is. */
export const foundIdentity = z.object({
  subject: z.string().min(1).max(255),
  claims: z.record(z.string(), z.string()),
  /** `amr` and `acr`, or AuthnContext. */
  shown: z.array(z.string()),
})
export type FoundIdentity = z.output<typeof foundIdentity>

/** Two when the other system says that it asked for two factors, in one of the words the city trusts. */
export function strengthShown(settings: ProviderSettings, identity: FoundIdentity): 1 | 2 {
  const trusted = settings.kind === 'ldap' ? [] : settings.strong
  return identity.shown.some((each) => trusted.includes(each)) ? 2 : 1
}
