import { hash, verify } from '@node-rs/argon2'
import { randomBytes } from '#ground/ids/ids.ts'

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
// (2 is argon2id in the library's enumeration, which erasable TypeScript cannot import.)
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** True when a stored hash (its text names its parameters) was made with less than ours of today. */
export function needsRehash(stored: string): boolean {
  const [, memory, time, lanes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(stored) ?? []
  if (memory === undefined) return true
  const { memoryCost, timeCost, parallelism } = parameters
  return Number(memory) < memoryCost || Number(time) < timeCost || Number(lanes) < parallelism
}

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters)
}

/** An unknown login costs the same time as a wrong password, so that the answer does not tell which logins exist. */
const absent = hash('nobody has this password', parameters)

export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await absent), password.normalize('NFKC'))
  return stored !== null && matches
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'

/** A first password to hand over on paper: 14 characters without look-alikes (about 81 bits). */
export function initialPassword(): string {
  // 55 letters; 220 is the largest multiple below 256, so every letter is equally likely.
  const letters: string[] = []
  while (letters.length < 14) {
    for (const byte of randomBytes(32)) {
      if (byte < 220 && letters.length < 14) letters.push(LETTERS[byte % 55] ?? '')
    }
  }
  return letters.join('')
}
