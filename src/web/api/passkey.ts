import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type { passkeyProof, passkeyQuestion } from '#authority/sign-in/contract.ts'
import type { newPasskeyOptions, passkeyAnswer } from '#authority/sign-in/contract-methods.ts'
import type { z } from 'zod'

/** Whether passkeys can work here: the browser knows them, and the address has a name and is safe. */
export function passkeysWork(): boolean {
  const { hostname } = window.location
  return window.isSecureContext && browserSupportsWebAuthn() && !/^[\d.]+$|^\[/.test(hostname)
}

type Proof = Pick<z.input<typeof passkeyProof>, 'token' | 'response'>

/** Asks the device for a passkey; null when the person gave up or the device had none. */
export async function provePasskey(question: z.output<typeof passkeyQuestion>): Promise<Proof | null> {
  try {
    const answer = await startAuthentication({ optionsJSON: optional(question.options) })
    const { id, rawId, type, response } = answer
    const { clientDataJSON, authenticatorData, signature, userHandle } = response
    return {
      token: question.token,
      response: {
        id,
        rawId,
        type,
        response: {
          clientDataJSON,
          authenticatorData,
          signature,
          ...(userHandle === undefined ? {} : { userHandle }),
        },
      },
    }
  } catch {
    return null
  }
}

/** Has the device make a passkey; null when the person gave up, 'known' when it has one for this account already. */
export async function makePasskey(
  question: z.output<typeof newPasskeyOptions>,
): Promise<z.input<typeof passkeyAnswer> | 'known' | null> {
  try {
    const { options } = question
    const { id, rawId, type, response } = await startRegistration({
      optionsJSON: { ...options, excludeCredentials: options.excludeCredentials.map(plain) },
    })
    const { clientDataJSON, attestationObject, transports } = response
    return {
      id,
      rawId,
      type,
      response: {
        clientDataJSON,
        attestationObject,
        ...(transports === undefined ? {} : { transports }),
      },
    }
  } catch (error) {
    return error instanceof Error && error.name === 'InvalidStateError' ? 'known' : null
  }
}

type Options = z.output<typeof passkeyQuestion>['options']

/** Without empty fields, as the browser wants it. */
function optional(options: Options) {
  return { ...options, allowCredentials: options.allowCredentials.map(plain) }
}

function plain({ id, type, transports }: Options['allowCredentials'][number]) {
  return { id, type, ...(transports === undefined ? {} : { transports }) }
}
