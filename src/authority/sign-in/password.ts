import { hash, verify } from '@node-rs/argon2'
import { randomBytes } from '#ground/ids/ids.ts'
import type { Problem } from '#ground/errors/refusal.ts'

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
// (2 is argon2id in the library's enumeration, which erasable TypeScript cannot import.)
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

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

/** What is wrong with a new password: length, sameness with the login, only one kind of letter repeated. */
export function passwordProblems(next: string, login: string, current?: string): Problem[] {
  const problems: Problem[] = []
  if ([...next].length < 10) problems.push({ at: 'next', message: 'パスワードは10文字以上にしてください' })
  if (login.length > 2 && next.toLowerCase().includes(login.toLowerCase())) {
    problems.push({ at: 'next', message: 'ログインIDを含まないパスワードにしてください' })
  }
  if (new Set(next).size < 5) {
    problems.push({ at: 'next', message: '同じ文字の繰り返しを避け、5種類以上の文字を使ってください' })
  }
  if (current !== undefined && current === next) {
    problems.push({ at: 'next', message: '今のパスワードと違うものにしてください' })
  }
  return problems
}
