import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { z } from 'zod'
import { Refusal, refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { ChallengeFor, Challenges } from './challenges.ts'
import { passkeyName, type passkeyResponse, type passkeyQuestion } from './contract.ts'
import type { newPasskeyOptions, passkeyAnswer } from './contract-methods.ts'
import './tables.ts'

export type PasskeySite = { readonly origin: string; readonly rpId: string }
export type PasskeyPorts = { readonly challenges: Challenges; readonly publicUrl: string | null }
type Question = z.input<typeof passkeyQuestion>

/**
 * Where passkeys belong: the configured address, or else the one the browser came to (the door has compared it with the
 * host that was asked). A bare number is no name a passkey can belong to. @throws Refusal 'unavailable'.
 */
export function passkeySite(ports: PasskeyPorts, act: Act): PasskeySite {
  const address = ports.publicUrl ?? act.visit?.site ?? null
  const url = address !== null && URL.canParse(address) ? new URL(address) : null
  const named = url !== null && !/^[\d.]+$|^\[/.test(url.hostname)
  if (url === null || !named) {
    return refuse(
      'unavailable',
      'このアドレスではパスキーを使えません。名前のアドレス(例 https://kijun.city.example)で開くか、ほかの方法を使ってください。',
    )
  }
  return { origin: url.origin, rpId: url.hostname }
}

/** What the authenticator is asked: of these passkeys, or of whichever it has for this house. */
export function askPasskey(
  ports: PasskeyPorts,
  act: Act,
  for_: ChallengeFor,
  credentials: readonly { credential_id: string; transports: readonly string[] }[] = [],
): Question {
  const { rpId } = passkeySite(ports, act)
  const { challenge, token } = ports.challenges.make(for_, act.at)
  return {
    options: {
      challenge,
      rpId,
      timeout: PATIENCE_MS,
      userVerification: 'required',
      allowCredentials: credentials.map(named),
    },
    token,
  }
}

const PATIENCE_MS = 120_000
const transports = passkeyName.shape.transports.unwrap()

/** A passkey as a question names it; ways to reach it that nobody knows any more are left out. */
function named(row: { credential_id: string; transports?: readonly string[] }): z.output<typeof passkeyName> {
  const known = (row.transports ?? []).flatMap((each) => transports.element.safeParse(each).data ?? [])
  return {
    id: row.credential_id,
    type: 'public-key',
    ...(known.length === 0 ? {} : { transports: known }),
  }
}

export type PasskeyHolder = { readonly passkeyId: string; readonly accountId: string }

/**
 * Whose passkey answered: null when the answer is of another challenge, site or tenant, forged, or of a passkey whose
 * counter went back (a copy). Takes the challenge, so that an answer counts once. `accountId` narrows to one account.
 */
export async function passkeyHolder(
  ports: PasskeyPorts,
  act: Act,
  given: { readonly token: string; readonly response: z.output<typeof passkeyResponse> },
  for_: ChallengeFor,
  accountId: string | null,
): Promise<PasskeyHolder | null> {
  const site = passkeySite(ports, act)
  const challenge = ports.challenges.take(given.token, for_, act.at)
  if (challenge === null) return null
  const row = await act.tx
    .selectFrom('account_passkey')
    .selectAll()
    .where('credential_id', '=', given.response.id)
    .$if(accountId !== null, (rows) => rows.where('account_id', '=', accountId ?? ''))
    .executeTakeFirst()
  if (row === undefined) return null
  await act.tx
    .insertInto('passkey_use')
    .values({ tenant_id: act.tenantId, passkey_id: row.passkey_id, last_used_at: null })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'passkey_id']).doNothing())
    .execute()
  const use = await act.tx
    .selectFrom('passkey_use')
    .select('counter')
    .where('passkey_id', '=', row.passkey_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  let counter: number
  try {
    const { authenticatorData, clientDataJSON, signature, userHandle } = given.response.response
    const result = await verifyAuthenticationResponse({
      response: {
        id: given.response.id,
        rawId: given.response.rawId,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          authenticatorData,
          clientDataJSON,
          signature,
          ...(userHandle === undefined || userHandle === null ? {} : { userHandle }),
        },
      },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      credential: {
        id: row.credential_id,
        publicKey: new Uint8Array(row.public_key),
        counter: use.counter,
      },
    })
    if (!result.verified) return null
    counter = result.authenticationInfo.newCounter
  } catch (error) {
    // The library throws for every answer that is not right; the sentence for the person is ours.
    if (error instanceof Refusal) throw error
    return null
  }
  await act.tx
    .updateTable('passkey_use')
    .set({ counter, last_used_at: act.at })
    .where('passkey_id', '=', row.passkey_id)
    .execute()
  return { passkeyId: row.passkey_id, accountId: row.account_id }
}

/** The passkeys of an account, as the authenticator is told of them. One query. */
export async function credentialsOf(
  act: Act,
  accountId: string,
): Promise<{ credential_id: string; transports: string[] }[]> {
  return act.tx
    .selectFrom('account_passkey')
    .select(['credential_id', 'transports'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
}

/** What the browser is asked to make. */
export async function askNewPasskey(
  ports: PasskeyPorts,
  act: Act,
  for_: ChallengeFor,
  who: { readonly accountId: string; readonly login: string; readonly name: string; readonly city: string },
): Promise<z.input<typeof newPasskeyOptions>> {
  const { rpId } = passkeySite(ports, act)
  const { challenge, token } = ports.challenges.make(for_, act.at)
  return {
    options: {
      challenge,
      rp: { id: rpId, name: `Kijun ${who.city}` },
      user: {
        // No name and no number: an identifier that means nothing outside this house.
        id: Buffer.from(who.accountId.replaceAll('-', ''), 'hex').toString('base64url'),
        name: who.login,
        displayName: who.name,
      },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      timeout: PATIENCE_MS,
      attestation: 'none',
      excludeCredentials: (await credentialsOf(act, who.accountId)).map(named),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
    },
    token,
  }
}

/** EdDSA, ES256, RS256. */
const ALGORITHMS = [-8, -7, -257]

export type MadePasskey = {
  readonly credentialId: string
  readonly publicKey: Buffer
  readonly transports: readonly string[]
  readonly synced: boolean
  readonly counter: number
}

/** The passkey the browser made; null when what it says is not of our question, site or form. */
export async function madePasskey(
  ports: PasskeyPorts,
  act: Act,
  given: { readonly token: string; readonly response: z.output<typeof passkeyAnswer> },
  for_: ChallengeFor,
): Promise<MadePasskey | null> {
  const site = passkeySite(ports, act)
  const challenge = ports.challenges.take(given.token, for_, act.at)
  if (challenge === null) return null
  try {
    const { attestationObject, clientDataJSON, transports } = given.response.response
    const result = await verifyRegistrationResponse({
      response: {
        id: given.response.id,
        rawId: given.response.rawId,
        type: 'public-key',
        clientExtensionResults: {},
        response: { attestationObject, clientDataJSON },
      },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (!result.verified) return null
    const { credential, credentialBackedUp } = result.registrationInfo
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      transports: transports ?? [],
      synced: credentialBackedUp,
      counter: credential.counter,
    }
  } catch {
    return null
  }
}
