import { fold, grams } from '#ground/words/fold.ts'
import type { RegisterDefinition, Values } from '#engine/register/definition.ts'

/** Which columns say what a line is about, and which say what was done about it. Part of a register's definition. */
export type Likeness = { readonly compares: readonly string[]; readonly tells: readonly string[] }

/** Most pairs of characters of one line that are compared. */
const mostPairs = 400

/** The pairs of characters of what a line is about, folded. Pure. */
export function pairsOf(definition: Pick<RegisterDefinition, 'similar'>, values: Values): string[] {
  const texts = (definition.similar?.compares ?? []).flatMap((key) => {
    const value = values[key]
    return typeof value === 'string' ? [value] : []
  })
  return [...new Set(texts.flatMap((text) => grams(fold(text))))].slice(0, mostPairs)
}

/** Of a line's pairs, how many out of a hundred another one shares; 0 where that says nothing. Pure. */
export function shareOf(shared: number, all: number): number {
  if (all === 0 || shared < fewestShared) return 0
  const share = Math.round((100 * shared) / all)
  return share >= leastShare ? share : 0
}

/** Fewer pairs than these are chance: 「した」 and 「する」 stand everywhere. */
const fewestShared = 4
const leastShare = 12
