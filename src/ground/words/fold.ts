import { variantOf } from './variants.ts'

/** Small kana that old payroll systems write large (ｷﾖｳｺ for キョウコ), and ヵ ヶ. */
const largeKana: ReadonlyMap<string, string> = new Map(
  Array.from('ぁあぃいぅうぇえぉおっつゃやゅゆょよゎわゕかゖけ'.matchAll(/(.)(.)/gu), (m) => [
    m[1] ?? '',
    m[2] ?? '',
  ]),
)

/** Marks that select a glyph but are not a character of their own, and invisible joiners. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu

/** Everything that is typed for a hyphen or, after kana, for a long vowel. */
const dashes = /([ぁ-ゖ]?)([-\u2010-\u2015\u2212\u2500\u2501\u30fc]+)/gu

/** A long vowel at the end of a kana word of three or more characters: サーバー is サーバ. */
const finalLongVowel = /(?<=[ぁ-ゖー]{3})ー+(?![ぁ-ゖー])/gu

/**
 * The form under which text is searched: full and half width, katakana and hiragana, large and
 * small kana, letter case, variant characters (髙 高, 﨑 崎, 邉 邊 辺), hyphens and long vowels
 * become the same; white space is dropped, so that a name with a gap
 * between its parts meets the same name without one.
 *
 * Never shown and never stored in place of the text. Folding twice changes nothing.
 */
export function fold(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(invisible, '').replace(/\s+/gu, '')
  let folded = ''
  for (const character of plain.normalize('NFKC')) folded += foldCharacter(character)
  return settled(folded)
}

/**
 * Dashes and final long vowels as they are searched. Taking a vowel away may bring a voicing mark to the kana before it,
 * and another vowel to the end: it is done until nothing changes, each time with fewer characters.
 */
function settled(folded: string): string {
  const next = folded
    .normalize('NFC')
    .replace(dashes, (_, kana: string, run: string) => kana + (kana === '' ? '-' : 'ー').repeat(run.length))
    .replace(finalLongVowel, '')
    .normalize('NFC')
  return next === folded ? next : settled(next)
}

function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const isKatakana = (code >= 0x30a1 && code <= 0x30f6) || code === 0x30fd || code === 0x30fe
  const kana = isKatakana ? String.fromCodePoint(code - 0x60) : character
  return largeKana.get(kana) ?? variantOf.get(kana) ?? kana
}

/** The words of a search box, each folded; white space (also full width) separates them. */
export function foldTerms(query: string): string[] {
  return [...new Set(query.split(/\s+/u).map(fold))].filter((term) => term !== '')
}

/**
 * The distinct pairs of neighbouring characters of the folded text, for a GIN index on text[].
 *
 * Where the folded query is a part of the folded text, the query's pairs are among the text's. A
 * query of one character has no pair: its empty array matches every row, and the caller's own
 * `like` on the folded text decides.
 */
export function grams(text: string): string[] {
  const characters = Array.from(fold(text))
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < characters.length; i += 1) {
    pairs.add(`${characters[i] ?? ''}${characters[i + 1] ?? ''}`)
  }
  return [...pairs]
}

/** What an index of characters and pairs over folded text is asked for. */
export type SearchTerms = {
  /** Pairs of characters that stand in every hit; of a word of one character, that character. */
  readonly grams: readonly string[]
  /** For `like all`: each word, wherever it stands in the folded text. */
  readonly patterns: readonly string[]
}

/** What is asked of such an index for folded words, all of which must be there. */
export function searchTerms(terms: readonly string[]): SearchTerms {
  const asked = terms.flatMap((term) => {
    const pairs = grams(term)
    return pairs.length > 0 ? pairs : Array.from(term)
  })
  return {
    grams: [...new Set(asked)],
    patterns: terms.map((term) => `%${term.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`),
  }
}
