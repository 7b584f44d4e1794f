import type { Problem } from '#ground/errors/refusal.ts'
import { ENOUGH, guessability, weaknessWords } from './guessability.ts'

/** What Kijun asks where the city's text names no number, and the bounds within which it follows one. */
export const USUAL_LENGTH = 10
const SHORTEST = 8
const LONGEST = 64

/** The length that holds: the city's number, never below what keeps guessing hopeless and never above what fits a hand. */
export function minLengthFrom(cityNumber: number | null): number {
  if (cityNumber === null) return USUAL_LENGTH
  return Math.min(LONGEST, Math.max(SHORTEST, Math.ceil(cityNumber)))
}

export type PasswordAsk = {
  readonly minLength: number
  readonly login: string
  /** Name, unit, city: what an acquaintance would try first. */
  readonly ownWords: readonly string[]
  /** The password it replaces, where one is known. */
  readonly current?: string
}

/** What is wrong with a new password, field 'next': length, the login in it, how hard it is to guess, sameness. */
export function passwordProblems(next: string, ask: PasswordAsk): Problem[] {
  const problems: Problem[] = []
  const add = (message: string): void => void problems.push({ at: 'next', message })
  const folded = next.normalize('NFKC').toLowerCase()
  if ([...folded].length < ask.minLength) add(`パスワードは${ask.minLength}文字以上にしてください`)
  if (ask.login.length > 2 && folded.includes(ask.login.toLowerCase())) {
    add('ログインIDを含まないパスワードにしてください')
  }
  if (ask.current !== undefined && ask.current.normalize('NFKC') === next.normalize('NFKC')) {
    add('今のパスワードと違うものにしてください')
  }
  if (problems.length > 0) return problems
  const guess = guessability(next, [ask.login, ...ask.ownWords])
  if (guess.log10 < ENOUGH) {
    const why = guess.weaknesses.slice(0, 2).map((each) => weaknessWords[each])
    add(
      `推測されやすいパスワードです${why.length === 0 ? '' : `(${why.join('。')})`}。関係のない言葉をいくつか並べるなどして、長くしてください`,
    )
  }
  return problems
}
