import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  type Configuration,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client'
import { oidcRefusal } from './faults.ts'

/** What is needed to ask an OpenID provider who somebody is. */
export type OidcSettings = {
  /** `https://login.example.lg.jp/realms/city`; plain http only for this machine itself. */
  readonly issuer: string
  readonly clientId: string
  /** Empty for a public client: then PKCE alone proves that both halves are ours. */
  readonly clientSecret: string
  /** Beside `openid`: `profile email`. */
  readonly scopes: string
}

/** What a sign-in under way has to remember until the browser comes back. Secret. */
export type OidcChecks = { readonly nonce: string; readonly verifier: string }

/** Whom the provider vouches for, and how he showed it. */
export type OidcIdentity = {
  /** The provider's own name for the person, which never changes. */
  readonly subject: string
  /** Every claim of the ID token that is text, a number or yes/no, as text. */
  readonly claims: ReadonlyMap<string, string>
  /** `pwd`, `otp`, `hwk`, `mfa` … (RFC 8176); empty when the provider does not say. */
  readonly methods: readonly string[]
  readonly level: string | null
}

const TIMEOUT_SECONDS = 10
const KEPT_MS = 10 * 60_000
const kept = new Map<string, { readonly at: number; readonly found: Promise<Configuration> }>()

/**
 * The address to send the browser to, and what to remember meanwhile. `state` is the caller's secret that comes back
 * with the browser.
 * @throws OidcRefusal when the provider cannot be asked.
 */
export async function beginOidc(
  settings: OidcSettings,
  redirectUri: string,
  state: string,
  now: Date,
): Promise<{ readonly url: string; readonly checks: OidcChecks }> {
  try {
    const configuration = await configurationOf(settings, now)
    const checks = { nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: ['openid', ...settings.scopes.split(/\s+/u)].filter((each) => each !== '').join(' '),
      state,
      nonce: checks.nonce,
      code_challenge: await calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
    })
    return { url: url.href, checks }
  } catch (error) {
    forget(settings)
    throw oidcRefusal(error)
  }
}

/**
 * Exchanges the code the browser brought back and checks the ID token: signature, issuer, audience, nonce, times.
 * `address` is the whole address the browser came to, under the registered redirect address.
 * @throws OidcRefusal for a refusal by the provider, a forged or stale answer, or a provider that cannot be asked.
 */
export async function finishOidc(
  settings: OidcSettings,
  address: URL,
  checks: OidcChecks & { readonly state: string },
  now: Date,
): Promise<OidcIdentity> {
  try {
    const configuration = await configurationOf(settings, now)
    const answer = await authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: checks.verifier,
      expectedState: checks.state,
      expectedNonce: checks.nonce,
      idTokenExpected: true,
    })
    const claims = answer.claims()
    if (claims === undefined) throw new TypeError('an answer without an ID token')
    const texts = new Map<string, string>()
    for (const [name, value] of Object.entries(claims)) {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        texts.set(name, String(value))
    }
    const { amr } = claims
    return {
      subject: claims.sub,
      claims: texts,
      methods: Array.isArray(amr) ? amr.filter((each) => typeof each === 'string') : [],
      level: texts.get('acr') ?? null,
    }
  } catch (error) {
    throw oidcRefusal(error)
  }
}

/** Asks the provider for its description: whether the settings can work at all. @throws OidcRefusal. */
export async function tryOidc(settings: OidcSettings, now: Date): Promise<void> {
  forget(settings)
  try {
    await configurationOf(settings, now)
  } catch (error) {
    forget(settings)
    throw oidcRefusal(error)
  }
}

const keyOf = (settings: OidcSettings): string => JSON.stringify(settings)

function forget(settings: OidcSettings): void {
  kept.delete(keyOf(settings))
}

/** The provider's description, asked for again after ten minutes and after a failure. */
async function configurationOf(settings: OidcSettings, now: Date): Promise<Configuration> {
  const key = keyOf(settings)
  const before = kept.get(key)
  if (before !== undefined && now.getTime() - before.at < KEPT_MS) return before.found
  for (const [other, { at }] of kept) if (now.getTime() - at >= KEPT_MS) kept.delete(other)
  const server = new URL(settings.issuer)
  const found = discovery(
    server,
    settings.clientId,
    settings.clientSecret === '' ? undefined : settings.clientSecret,
    settings.clientSecret === '' ? None() : ClientSecretPost(settings.clientSecret),
    { timeout: TIMEOUT_SECONDS, execute: isThisMachine(server) ? [allowInsecureRequests] : [] },
  )
  kept.set(key, { at: now.getTime(), found })
  found.catch(() => kept.delete(key))
  return found
}

/** Plain http never leaves this machine. */
export function isThisMachine(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}
