import type { Choice } from './definition.ts'

/** The choices of a column or field from their words; the order they are written in is the order they are shown in. */
export const choicesOf = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
