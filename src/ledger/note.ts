import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

/** Signature type byte of plain Ed25519 in C2SP signed notes. */
const ED25519 = 0x01
const DER_PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex')
const DER_PUBLIC = Buffer.from('302a300506032b6570032100', 'hex')
const MOST_SIGNATURES = 64

/** The text is not a well-formed note, key or checkpoint. */
export class MalformedNote extends Error {
  override readonly name = 'MalformedNote'
}

/** Who can check signatures: a key name, its 4-byte id, and the text form `<name>+<id>+<base64>`. */
export type NoteVerifier = {
  readonly name: string
  /** Eight hexadecimal digits. */
  readonly keyId: string
  readonly vkey: string
  check(text: string, signature: Uint8Array): boolean
}

/** Who can sign notes. */
export type NoteSigner = NoteVerifier & {
  /** The private key's text form `PRIVATE+KEY+<name>+<id>+<base64>`; keep it out of logs. */
  readonly skey: string
  /** The whole note: text, blank line, signature line. */
  sign(text: string): string
}

/** A C2SP key name: not empty, no spaces, no plus. */
function assertName(name: string): void {
  if (name === '' || /[\s+]/u.test(name) || !name.isWellFormed()) throw new MalformedNote('key name')
}

function keyIdOf(name: string, publicKey: Uint8Array): Buffer {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, 4)
}

function verifierOf(name: string, publicKey: Buffer): NoteVerifier {
  const keyId = keyIdOf(name, publicKey).toString('hex')
  const key = createPublicKey({ key: Buffer.concat([DER_PUBLIC, publicKey]), format: 'der', type: 'spki' })
  return {
    name,
    keyId,
    vkey: `${name}+${keyId}+${Buffer.concat([Buffer.of(ED25519), publicKey]).toString('base64')}`,
    check: (text, signature) => signature.length === 64 && verify(null, Buffer.from(text), key, signature),
  }
}

/** A signer from 32 random bytes (an Ed25519 seed). */
export function signerFromSeed(name: string, seed: Uint8Array): NoteSigner {
  assertName(name)
  if (seed.length !== 32) throw new MalformedNote('an Ed25519 seed has 32 bytes')
  const key: KeyObject = createPrivateKey({
    key: Buffer.concat([DER_PRIVATE, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  const verifier = verifierOf(name, publicKey)
  return {
    ...verifier,
    skey: `PRIVATE+KEY+${name}+${verifier.keyId}+${Buffer.concat([Buffer.of(ED25519), seed]).toString('base64')}`,
    sign: (text) => {
      assertText(text)
      const signature = Buffer.concat([
        Buffer.from(verifier.keyId, 'hex'),
        sign(null, Buffer.from(text), key),
      ])
      return `${text}\n— ${name} ${signature.toString('base64')}\n`
    },
  }
}

/** Reads `PRIVATE+KEY+<name>+<id>+<base64>`. */
export function parseSigner(skey: string): NoteSigner {
  const [first, second, name = '', keyId, ...rest] = skey.trim().split('+')
  const data = strictBase64(rest.join('+'))
  if (first !== 'PRIVATE' || second !== 'KEY' || data?.length !== 33 || data[0] !== ED25519) {
    throw new MalformedNote('not an Ed25519 note signing key')
  }
  const signer = signerFromSeed(name, data.subarray(1))
  if (signer.keyId !== keyId) throw new MalformedNote('the id of the signing key does not fit it')
  return signer
}

/** Reads `<name>+<id>+<base64>`. */
export function parseVerifier(vkey: string): NoteVerifier {
  const [name = '', keyId, ...rest] = vkey.trim().split('+')
  assertName(name)
  const data = strictBase64(rest.join('+'))
  if (data?.length !== 33 || data[0] !== ED25519)
    throw new MalformedNote('not an Ed25519 note verification key')
  const verifier = verifierOf(name, data.subarray(1))
  if (verifier.keyId !== keyId) throw new MalformedNote('the id of the verification key does not fit it')
  return verifier
}

function assertText(text: string): void {
  if (!text.endsWith('\n') || !text.isWellFormed() || /[^\P{Cc}\n]/u.test(text)) {
    throw new MalformedNote('a note is UTF-8 text without control characters that ends in a newline')
  }
}

export type NoteSignature = { readonly name: string; readonly keyId: string; readonly signature: Buffer }

/** Takes a note apart: the signed text and its signature lines. Checks form, not signatures. */
export function parseNote(note: string): { text: string; signatures: NoteSignature[] } {
  assertText(note)
  const split = note.lastIndexOf('\n\n')
  if (split < 0) throw new MalformedNote('no blank line before the signatures')
  const text = note.slice(0, split + 1)
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > MOST_SIGNATURES) throw new MalformedNote('too many signatures')
  const signatures = lines.map((line): NoteSignature => {
    const [dash, name = '', encoded = '', ...more] = line.split(' ')
    const data = strictBase64(encoded)
    if (dash !== '—' || name === '' || more.length > 0 || data === null || data.length < 5) {
      throw new MalformedNote('signature line')
    }
    return { name, keyId: data.subarray(0, 4).toString('hex'), signature: data.subarray(4) }
  })
  return { text, signatures }
}

/** The text of a note when the given key signed it, otherwise null. Signatures of other keys are ignored. */
export function openNote(note: string, verifier: NoteVerifier): string | null {
  const { text, signatures } = parseNote(note)
  const own = signatures.filter(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId)
  return own.length > 0 && own.every(({ signature }) => verifier.check(text, signature)) ? text : null
}

/** Buffer.from() skips what is not base64; here only the exact standard encoding counts. */
function strictBase64(text: string): Buffer | null {
  const data = Buffer.from(text, 'base64')
  return data.toString('base64') === text ? data : null
}

/** The head of a log: C2SP tlog-checkpoint. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Buffer }

/** The text that is signed: origin, size, root; no extension lines. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`
}

/** Reads the text of a checkpoint. Throws MalformedNote. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', encoded = ''] = text.split('\n')
  const root = strictBase64(encoded)
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || root?.length !== 32 || !text.endsWith('\n')) {
    throw new MalformedNote('checkpoint')
  }
  return { origin, size: Number(size), root }
}
