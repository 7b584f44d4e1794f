import type { Norm, NormKind } from './types.ts'
import { kindWords } from './words.ja.ts'

/** A place of a mechanism where a clause belongs, and which clauses belong there. */
export type Receiver = {
  readonly mechanism: string
  readonly slot: string
  /** Kinds of norm it takes, the most fitting first; empty: any. */
  readonly takes: readonly NormKind[]
  /** Words of such clauses; of a list all must be there: 委託, 確認. */
  readonly words: readonly (string | readonly string[])[]
}

export type Proposal = {
  readonly mechanism: string
  readonly slot: string
  /** Higher is better; comparable only between proposals for one norm. */
  readonly score: number
  /** Why, as a sentence for the officer who confirms. */
  readonly why: string
}

const FIRST_KIND = 4
const OTHER_KIND = 3
/** Words of the sentence count more than words of its headings. */
const HEADING_SHARE = 0.4

/**
 * The mechanisms a norm would rest on, best first, at most `limit`. Kind and words decide; a slot of the right kind
 * without any word in common is offered last, so that a norm is left without proposal only where no slot takes its
 * kind. The order of the receivers decides ties: mechanisms that exist go before those to come.
 */
export function proposeBindings(
  norm: Pick<Norm, 'text' | 'kind' | 'record' | 'approval'>,
  receivers: readonly Receiver[],
  headings: readonly string[] = [],
  limit = 5,
): readonly Proposal[] {
  const has = wordsIn(`${norm.text}${norm.record ?? ''}`)
  const hasAround = wordsIn(headings.join(' '))
  const all = receivers.flatMap((receiver, order) => {
    const place = receiver.takes.indexOf(norm.kind)
    const takes = place >= 0 || receiver.takes.length === 0
    const found = receiver.words.filter(has)
    const above = receiver.words.filter((w) => !found.includes(w) && hasAround(w))
    const words = weigh(found) + HEADING_SHARE * weigh(above)
    // Words alone may carry a norm whose kind was read amiss, but only when they say much.
    if (!takes && words < 5) return []
    const kind = !takes ? 0 : place === 0 ? FIRST_KIND : OTHER_KIND
    if (kind + words === 0) return []
    return [{ receiver, order, score: kind + words, takes, found, above }]
  })
  all.sort((a, b) => b.score - a.score || a.order - b.order)
  return all.slice(0, limit).map(({ receiver, score, takes, found, above }) => ({
    mechanism: receiver.mechanism,
    slot: receiver.slot,
    score: Math.round(score * 100) / 100,
    why: whyOf(norm.kind, takes, found, above),
  }))
}

type Words = Receiver['words']

const partsOf = (word: Words[number]): readonly string[] => (typeof word === 'string' ? [word] : word)

/** Whether words stand in a text; a word that many receivers share is looked for once. */
function wordsIn(text: string): (word: Words[number]) => boolean {
  const known = new Map<string, boolean>()
  const has = (part: string): boolean => {
    const before = known.get(part)
    if (before !== undefined) return before
    const stands = text.includes(part)
    known.set(part, stands)
    return stands
  }
  return (word) => (typeof word === 'string' ? has(word) : word.every(has))
}

/** Longer words and pairs of words say more; the third and later words add little. */
const weigh = (words: Words) =>
  words
    .map(partsOf)
    .map((w) => 1 + Math.min(w.join('').length, 8) / 3 + (w.length > 1 ? 1.5 : 0))
    .sort((a, b) => b - a)
    .reduce((sum, w, i) => sum + (i < 2 ? w : w / 3), 0)

function whyOf(kind: NormKind, takes: boolean, found: Words, above: Words): string {
  const words = found.length > 0 ? found : above
  const quoted = words
    .slice(0, 3)
    .map((w) => `「${partsOf(w).join('」「')}」`)
    .join('')
  const where = found.length > 0 ? '条文' : '見出し'
  if (quoted === '') return `規範の種類が「${kindWords[kind]}」のためです。`
  if (!takes)
    return `${where}に${quoted}とあるためです。規範の種類「${kindWords[kind]}」とは合っていないので、確かめてください。`
  return `規範の種類が「${kindWords[kind]}」で、${where}に${quoted}とあるためです。`
}
