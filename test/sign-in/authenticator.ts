import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { z } from 'zod'

const newOptions = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
})
const askOptions = z.object({ challenge: z.string(), rpId: z.string() })

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest()
const b64 = (data: Buffer | Uint8Array): string => Buffer.from(data).toString('base64url')

/** The few forms of CBOR an attestation needs: byte strings, texts, small numbers, maps. */
function cbor(value: Buffer | string | number | Map<string | number, unknown>): Buffer {
  const head = (major: number, n: number): Buffer => {
    if (n < 24) return Buffer.from([(major << 5) | n])
    if (n < 256) return Buffer.from([(major << 5) | 24, n])
    return Buffer.from([(major << 5) | 25, n >> 8, n & 255])
  }
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const parts = [...value].flatMap(([key, each]) => [cbor(key), cbor(each as Buffer)])
  return Buffer.concat([head(5, value.size), ...parts])
}

/** What a test may get wrong on purpose. */
export type Wrongs = {
  readonly origin?: string
  readonly challenge?: string
  readonly rpId?: string
  readonly counter?: number
  readonly verified?: boolean
  readonly forged?: boolean
}

/** A passkey in software, for tests that need no browser: makes itself and answers as an authenticator does. */
export class Authenticator {
  readonly credentialId = randomBytes(32)
  readonly #origin: string
  readonly #key: KeyObject
  readonly #publicKey: Buffer
  #counter = 1
  #userHandle = ''

  constructor(origin: string) {
    this.#origin = origin
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#key = privateKey
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    this.#publicKey = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    )
  }

  #clientData(type: string, challenge: string, wrongs: Wrongs): Buffer {
    const data = {
      type,
      challenge: wrongs.challenge ?? challenge,
      origin: wrongs.origin ?? this.#origin,
      crossOrigin: false,
    }
    return Buffer.from(JSON.stringify(data))
  }

  #authenticatorData(rpId: string, flags: number, counter: number, more: Buffer = Buffer.alloc(0)): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, more])
  }

  /** Answers `newPasskeyQuestion`. */
  make(options: unknown, wrongs: Wrongs = {}) {
    const { challenge, rp, user } = newOptions.parse(options)
    this.#userHandle = user.id
    const length = Buffer.alloc(2)
    length.writeUInt16BE(this.credentialId.length)
    const attested = Buffer.concat([Buffer.alloc(16), length, this.credentialId, this.#publicKey])
    const flags = 0x41 | (wrongs.verified === false ? 0 : 0x04)
    const authData = this.#authenticatorData(wrongs.rpId ?? rp.id, flags, this.#counter, attested)
    const attestationObject = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    )
    return {
      id: b64(this.credentialId),
      rawId: b64(this.credentialId),
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON: b64(this.#clientData('webauthn.create', challenge, wrongs)),
        attestationObject: b64(attestationObject),
        transports: ['internal'],
      },
    }
  }

  /** Answers a question for a passkey. */
  answer(options: unknown, wrongs: Wrongs = {}) {
    const { challenge, rpId } = askOptions.parse(options)
    const counter = wrongs.counter ?? ++this.#counter
    const flags = 0x01 | (wrongs.verified === false ? 0 : 0x04)
    const authenticatorData = this.#authenticatorData(wrongs.rpId ?? rpId, flags, counter)
    const clientData = this.#clientData('webauthn.get', challenge, wrongs)
    const signed =
      wrongs.forged === true ? randomBytes(64) : Buffer.concat([authenticatorData, sha256(clientData)])
    return {
      id: b64(this.credentialId),
      rawId: b64(this.credentialId),
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON: b64(clientData),
        authenticatorData: b64(authenticatorData),
        signature: b64(sign('sha256', signed, this.#key)),
        userHandle: this.#userHandle,
      },
    }
  }
}
