import { randomBytes as nodeRandomBytes } from 'node:crypto'
import { v7, validate } from 'uuid'

/** A new identifier: UUIDv7, lower case, roughly ordered by the time it was made. */
export function newId(): string {
  return v7()
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
