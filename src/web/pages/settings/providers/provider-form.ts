import type {
  ProviderKind,
  ProviderSettings,
  ProviderView,
  saveIdentityProvider,
} from '#authority/sign-in/providers/contract.ts'
import type { z } from 'zod'

/** Everything a dialog about a provider may show; which of it is sent follows from the kind. */
export type Typed = {
  readonly name: string
  readonly enabled: boolean
  readonly kind: ProviderKind
  readonly issuer: string
  readonly clientId: string
  readonly secret: string
  readonly scopes: string
  readonly entryPoint: string
  readonly idpIssuer: string
  readonly certificates: string
  readonly entityId: string
  readonly loginAttribute: string
  readonly claim: string
  readonly matchTo: 'number' | 'login'
  readonly strong: string
}

export const emptyForm: Typed = {
  name: '',
  enabled: true,
  kind: 'oidc',
  issuer: '',
  clientId: '',
  secret: '',
  scopes: 'profile',
  entryPoint: '',
  idpIssuer: '',
  certificates: '',
  entityId: '',
  loginAttribute: 'sAMAccountName',
  claim: 'employee_number',
  matchTo: 'number',
  strong: 'mfa',
}

/** The form of a provider that is known. Its secret is not told and stays unless another is typed. */
export function formOf(provider: ProviderView): Typed {
  const { settings } = provider
  const shared = {
    ...emptyForm,
    name: provider.name,
    enabled: provider.enabled,
    kind: settings.kind,
    claim: settings.matching.claim,
    matchTo: settings.matching.to,
  }
  switch (settings.kind) {
    case 'oidc':
      return {
        ...shared,
        issuer: settings.issuer,
        clientId: settings.clientId,
        scopes: settings.scopes,
        strong: settings.strong.join(' '),
      }
    case 'saml':
      return {
        ...shared,
        entryPoint: settings.entryPoint,
        idpIssuer: settings.idpIssuer,
        certificates: settings.certificates.join('\n'),
        entityId: settings.entityId,
        strong: settings.strong.join(' '),
      }
    case 'ldap':
      return { ...shared, loginAttribute: settings.loginAttribute }
  }
}

/** What is sent of a form. */
export function inputOf(
  typed: Typed,
  providerId: string | undefined,
): z.input<typeof saveIdentityProvider.input> {
  return {
    ...(providerId === undefined ? {} : { providerId }),
    name: typed.name,
    enabled: typed.enabled,
    settings: settingsOf(typed),
    ...(typed.secret === '' ? {} : { secret: typed.secret }),
  }
}

function settingsOf(typed: Typed): ProviderSettings {
  const matching = { claim: typed.claim.trim(), to: typed.matchTo }
  const strong = typed.strong.split(/\s+/u).filter((each) => each !== '')
  switch (typed.kind) {
    case 'oidc':
      return {
        kind: 'oidc',
        issuer: typed.issuer.trim(),
        clientId: typed.clientId.trim(),
        scopes: typed.scopes.trim(),
        matching,
        strong,
      }
    case 'saml':
      return {
        kind: 'saml',
        entryPoint: typed.entryPoint.trim(),
        idpIssuer: typed.idpIssuer.trim(),
        certificates: certificatesIn(typed.certificates),
        entityId: typed.entityId.trim(),
        matching,
        strong,
      }
    case 'ldap':
      return { kind: 'ldap', loginAttribute: typed.loginAttribute.trim(), matching }
  }
}

/** The certificates in a pasted text; a text without any is handed on as it is, to be refused with its reason. */
export function certificatesIn(text: string): string[] {
  const found = text.match(/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/gu)
  return found === null ? [text.trim()].filter((each) => each !== '') : [...found]
}
