import type { OfficeCode, Role } from './types.ts'

/** How a document told us of a role word. */
export type RoleOrigin =
  /** A word the national guideline uses; known before a document is read. */
  | 'prior'
  /** Xを置く, Yをもって充てる, 「X」とは…, a row of the table of roles. */
  | 'defined'
  /** （以下「X」という。） */
  | 'short-name'
  /** Only seen as the subject of several sentences. */
  | 'subject'

export type RoleWord = {
  readonly word: string
  readonly office: OfficeCode | null
  readonly origin: RoleOrigin
  /** Node that defines it; null for a prior or a word only seen as a subject. */
  readonly node: string | null
}

/** A role word found in a text: half-open range of UTF-16 offsets. */
export type RoleMatch = Role & { readonly start: number; readonly end: number }

/** The role words of one document. */
export type RoleLexicon = {
  readonly words: ReadonlyMap<string, RoleWord>
  /** The longest role word that begins exactly at `place`; null when none does. */
  at(text: string, place: number): RoleMatch | null
  /** All role words of a text in order, longest first, none inside another. */
  all(text: string): readonly RoleMatch[]
}

/** A lexicon of the given words. Longest word first: 情報セキュリティ責任者 is the end of 統括情報セキュリティ責任者. */
export function roleLexicon(words: Iterable<RoleWord>): RoleLexicon {
  const byWord = new Map<string, RoleWord>()
  const byFirst = new Map<string, RoleWord[]>()
  for (const w of words) if (w.word !== '' && !byWord.has(w.word)) byWord.set(w.word, w)
  for (const w of byWord.values()) {
    const first = w.word.charAt(0)
    byFirst.set(first, [...(byFirst.get(first) ?? []), w])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.word.length - a.word.length)
  const at = (text: string, place: number): RoleMatch | null => {
    const found = byFirst.get(text.charAt(place))?.find((w) => text.startsWith(w.word, place))
    return found === undefined
      ? null
      : { word: found.word, office: found.office, start: place, end: place + found.word.length }
  }
  const all = (text: string): RoleMatch[] => {
    const out: RoleMatch[] = []
    for (let place = 0; place < text.length;) {
      const found = at(text, place)
      if (found === null) place += 1
      else {
        out.push(found)
        place = found.end
      }
    }
    return out
  }
  return { words: byWord, at, all }
}
