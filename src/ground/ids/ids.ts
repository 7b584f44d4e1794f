import { randomBytes as nodeRandomBytes } from 'node:crypto'
import { v5, v7, validate } from 'uuid'

/** A new identifier: UUIDv7, lower case, roughly ordered by the time it was made. */
export function newId(): string {
  return v7()
}

/** The namespace of ids that are derived from a name: made once, never changed. */
const DERIVED = 'b4c2b0de-5a53-5c7e-9d0f-3f1f4f1c9a21'

/** The identifier that always belongs to a name: UUIDv5, the same on every machine and at every time. */
export function derivedId(name: string): string {
  return v5(name, DERIVED)
}

/** True when the text has the form of one of our identifiers. */
export function isId(text: string): boolean {
  return validate(text)
}

/** Cryptographically strong random bytes. The only place of the house that draws them. */
export function randomBytes(count: number): Buffer {
  return nodeRandomBytes(count)
}

/** A secret for a link, cookie or password file: URL-safe text carrying `bytes` × 8 bits. */
export function randomSecret(bytes = 32): string {
  return nodeRandomBytes(bytes).toString('base64url')
}
