import { createCipheriv, createDecipheriv } from 'node:crypto'
import { randomBytes } from '#ground/ids/ids.ts'

const NONCE = 12
const TAG = 16

/**
 * Encrypts a secret for the database (AES-256-GCM). `place` names the row it belongs to and must be given again, so
 * that a sealed value copied to another row opens nothing.
 */
export function seal(key: Buffer, place: string, secret: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Opens what `seal` closed; null when the key is another one, or the value or its place was changed. */
export function unseal(key: Buffer, place: string, sealed: Buffer): string | null {
  if (sealed.length < NONCE + TAG) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
