import { SAML, ValidateInResponseTo } from '@node-saml/node-saml'
import { systemClock } from '#ground/clock/clock.ts'
import { randomSecret } from '#ground/ids/ids.ts'
import { SamlRefusal } from './faults.ts'

/** What is needed to ask a SAML identity provider who somebody is. */
export type SamlSettings = {
  /** Where the browser is sent: the provider's single sign-on address (HTTP-Redirect). */
  readonly entryPoint: string
  /** Name the provider gives itself (entityID). */
  readonly idpIssuer: string
  /** Certificates that sign the provider's answers, PEM; several while one is being changed. */
  readonly certificates: readonly string[]
  /** Name under which the provider knows us (entityID). */
  readonly entityId: string
}

/** Whom the provider vouches for. */
export type SamlIdentity = {
  /** NameID. */
  readonly subject: string
  /** Attributes that are text, the first value of each. */
  readonly claims: ReadonlyMap<string, string>
  /** How he showed it (AuthnContextClassRef); null when the provider does not say. */
  readonly level: string | null
}

/** Longest answer taken, in characters of base64. */
export const longestSamlAnswer = 200_000
const SKEW_MS = 60_000
const REQUEST_MS = 10 * 60_000

/** The address to send the browser to, and the id of the request, by which its answer is known again. */
export async function beginSaml(
  settings: SamlSettings,
  callbackUrl: string,
  relayState: string,
): Promise<{ readonly url: string; readonly requestId: string }> {
  const requestId = `_${randomSecret(24).replaceAll(/[^A-Za-z0-9]/gu, '0')}`
  const url = await serviceFor(settings, callbackUrl, requestId)
    .getAuthorizeUrlAsync(relayState, undefined, {})
    .catch((error: unknown) => {
      throw new SamlRefusal('settings', error)
    })
  return { url, requestId }
}

/**
 * Checks the answer the browser brought: both signatures, issuer, audience, times, and that it answers this very
 * request. Unsigned parts are never read. The times in the answer are compared with the machine's own clock.
 * @throws SamlRefusal.
 */
export async function finishSaml(
  settings: SamlSettings,
  callbackUrl: string,
  answer: string,
  requestId: string,
): Promise<SamlIdentity> {
  if (answer.length > longestSamlAnswer) throw new SamlRefusal('answer')
  try {
    const { profile } = await serviceFor(settings, callbackUrl, requestId).validatePostResponseAsync({
      SAMLResponse: answer,
    })
    if (profile === null || profile.nameID === '') throw new SamlRefusal('answer')
    // how he showed it stands in no claim: it is read from the assertion whose signature was checked
    const context = /<(?:\w+:)?AuthnContextClassRef[^>]*>([^<]{1,300})</u.exec(
      profile.getAssertionXml?.() ?? '',
    )
    return { subject: profile.nameID, claims: claimsOf(profile), level: context?.[1]?.trim() ?? null }
  } catch (error) {
    if (error instanceof SamlRefusal) throw error
    const calledOff = error instanceof Error && /AuthnFailed|RequestDenied|NoPassive/u.test(error.message)
    throw new SamlRefusal(calledOff ? 'called-off' : 'answer', error)
  }
}

/** Refuses settings that cannot work, before anybody is sent anywhere. @throws SamlRefusal 'settings'. */
export function checkSaml(settings: SamlSettings): void {
  const usable =
    URL.canParse(settings.entryPoint) &&
    settings.certificates.length > 0 &&
    settings.certificates.every((each) => /^-----BEGIN (?:CERTIFICATE|PUBLIC KEY)-----/u.test(each.trim()))
  if (!usable) throw new SamlRefusal('settings')
  try {
    serviceFor(settings, 'https://kijun.invalid/', '_check')
  } catch (error) {
    throw new SamlRefusal('settings', error)
  }
}

function serviceFor(settings: SamlSettings, callbackUrl: string, requestId: string): SAML {
  const waiting = new Set([requestId])
  return new SAML({
    entryPoint: settings.entryPoint,
    issuer: settings.entityId,
    idpIssuer: settings.idpIssuer,
    idpCert: settings.certificates.map((each) => each.trim()),
    callbackUrl,
    audience: settings.entityId,
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: true,
    acceptedClockSkewMs: SKEW_MS,
    maxAssertionAgeMs: REQUEST_MS,
    generateUniqueId: () => requestId,
    validateInResponseTo: ValidateInResponseTo.always,
    requestIdExpirationPeriodMs: REQUEST_MS,
    // The request is remembered with the attempt in the database; here only that one is known.
    cacheProvider: {
      // The library compares every time with the machine's own clock, and this one with them.
      saveAsync: async () => null,
      getAsync: async (key) => (waiting.has(key) ? systemClock.now().toISOString() : null),
      removeAsync: async (key) => (key !== null && waiting.delete(key) ? key : null),
    },
  })
}

function claimsOf(profile: Readonly<Record<string, unknown>>): Map<string, string> {
  const claims = new Map<string, string>()
  for (const [name, value] of Object.entries(profile)) {
    const first: unknown = Array.isArray(value) ? value[0] : value
    if (typeof first === 'string') claims.set(name, first)
  }
  return claims
}
