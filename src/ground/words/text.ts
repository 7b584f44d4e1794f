import { z } from 'zod'

/**
 * Ideographs that Unicode calls compatible with another one (神 U+FA19 of 神). Normalising would
 * silently turn them into the other, and a person's name into somebody else's.
 */
const compatibilityIdeographs = /([\uf900-\ufaff\u{2f800}-\u{2fa1f}]+)/u

/** NFC, but compatibility ideographs stay what was typed: they occur in people's names. */
export function normaliseText(text: string): string {
  return text
    .split(compatibilityIdeographs)
    .map((part, index) => (index % 2 === 1 ? part : part.normalize('NFC')))
    .join('')
}

/** The number of characters as a person counts them in a form: code points. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** Why a character may be printed wrongly, or be lost in another system. */
export type UnusualKind =
  /** 外字: this organisation's own character; other systems show something else */
  | 'private-use'
  /** outside the basic plane (𠮷): old systems and CP932 cannot hold it */
  | 'beyond-bmp'
  /** a glyph choice attached to the character before it */
  | 'variation-selector'
  /** an ideograph that other programs may silently replace by its standard form */
  | 'compatibility-ideograph'

export type UnusualCharacter = {
  readonly character: string
  /** 'U+20BB7' */
  readonly codePoint: string
  /** position in characters, from 0 */
  readonly at: number
  readonly kind: UnusualKind
}

/** Every character that is kept but may not survive elsewhere, in order of appearance. */
export function unusualCharacters(text: string): UnusualCharacter[] {
  const found: UnusualCharacter[] = []
  let at = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const kind = unusualKind(code)
    if (kind !== undefined) found.push({ character, codePoint: codePointName(code), at, kind })
    at += 1
  }
  return found
}

function unusualKind(code: number): UnusualKind | undefined {
  if ((code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000) return 'private-use'
  if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)) return 'variation-selector'
  const character = String.fromCodePoint(code)
  if (compatibilityIdeographs.test(character) && character.normalize('NFC') !== character) {
    return 'compatibility-ideograph'
  }
  return code > 0xffff ? 'beyond-bmp' : undefined
}

/** 'U+0009': how a character that cannot be shown is named to a reader. */
export function codePointName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Controls, line separators, direction overrides, zero-width space and marks, non-characters. */
const forbidden =
  /[\p{Cc}\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]/u

export type BoundedTextOptions = {
  /** fewest characters after trimming; 1 unless told, 0 lets the field be empty */
  readonly min?: number
  /** whether the text may run over several lines (then tabs are allowed too) */
  readonly lines?: boolean
}

/**
 * A zod schema for text that a person typed: normalised (NFC, see `normaliseText`), trimmed at both
 * ends, line ends as LF, at most `max` characters counted as code points. Control characters,
 * direction overrides and broken surrogates are refused with their place; 外字 are kept (ask
 * `unusualCharacters`). Messages are Japanese and shown to the user as they are.
 */
export function boundedText(max: number, options: BoundedTextOptions = {}) {
  const { min = 1, lines = false } = options
  return z
    .string({ error: '文字で入力してください。' })
    .overwrite((text) => normaliseText(text.replace(/\r\n?/gu, '\n')).trim())
    .check((context) => {
      for (const message of textProblems(context.value, { max, min, lines })) {
        context.issues.push({ code: 'custom', message, input: context.value })
      }
    })
    .meta({ minLength: min, maxLength: max })
}

function textProblems(text: string, rule: { max: number; min: number; lines: boolean }): string[] {
  if (text === '' && rule.min > 0) return ['入力してください。']
  const problems: string[] = []
  const count = countCharacters(text)
  if (count < rule.min) problems.push(`${rule.min}文字以上で入力してください(いまは${count}文字です)。`)
  if (count > rule.max) problems.push(`${rule.max}文字以内で入力してください(いまは${count}文字です)。`)
  const bad = firstForbidden(text, rule.lines)
  if (bad !== undefined) problems.push(bad)
  return problems
}

function firstForbidden(text: string, lines: boolean): string | undefined {
  let at = 0
  for (const character of text) {
    at += 1
    const code = character.codePointAt(0) ?? 0
    if (lines && (character === '\n' || character === '\t')) continue
    if (character === '\n') return '改行は入力できません。1行で入力してください。'
    if (code >= 0xd800 && code <= 0xdfff) {
      return `${at}文字目が壊れた文字です。その文字を打ち直してください。`
    }
    if (forbidden.test(character)) {
      return `${at}文字目に、使えない目に見えない文字(${codePointName(code)})があります。その文字を消してください。`
    }
  }
  return undefined
}
