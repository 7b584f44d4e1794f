import { z } from 'zod'
import type { NormKind } from '#policy/norms/types.ts'
import type { CitationSlot } from './register/definition.ts'

/** A clause that something rests on, as the city's edition prints it. Browser-safe. */
export const citation = z.object({
  /** The place in the definition the clause is bound to. */
  slot: z.string(),
  /** The document's short mark (対策基準) and the clause as printed: 第7-1(1)ウ(ア). */
  documentMark: z.string(),
  label: z.string(),
  editionId: z.string(),
  wid: z.string(),
})
export type Citation = z.output<typeof citation>

/**
 * A place for the clause that lays something down (「運搬の許可」, or the whole of 「…を定める条文」); its words are parted by
 * blanks, and 委託+確認 wants both.
 */
export const clause = (
  slot: string,
  what: string,
  takes: readonly NormKind[],
  words: string,
): CitationSlot => ({
  slot,
  need: what.endsWith('条文') ? what : `${what}を定める条文`,
  takes,
  words: words.split(' ').map((word) => (word.includes('+') ? word.split('+') : word)),
})
