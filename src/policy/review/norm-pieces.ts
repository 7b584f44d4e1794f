import { coloursNow, joinedReading, readingOfPart, worse, worstOf } from './norm-reading.ts'
import type { PlannedNorm } from './norm-plan.ts'
import type { StoredRef } from './norm-tables.ts'
import type { Colour, Cue, Field } from '../norms/types.ts'

/** Undecided again: what was split or merged is to be looked at. */
const undecided = {
  state: 'unconfirmed',
  decided_at: null,
  decided_by_kind: null,
  decided_by: null,
} as const

const visible = (text: string) => /\S/.test(text)

/**
 * Two norms of one, parted before the character `at` of its text. Each keeps what its own words say; what stood in
 * the words of the other part alone is taken out, and what goes over without words of its own is amber.
 * Null when a part would be empty. Pure.
 */
export function splitNorm(
  norm: PlannedNorm,
  at: number,
  secondId: string,
): readonly [PlannedNorm, PlannedNorm] | null {
  if (!visible(norm.text.slice(0, at)) || !visible(norm.text.slice(at))) return null
  // A half of a surrogate pair is no character.
  if (/^[\udc00-\udfff]/.test(norm.text.slice(at))) return null
  const first = part(norm, 0, at)
  const second = part(norm, at, norm.text.length)
  return [
    { ...first, revision: norm.revision + 1 },
    { ...second, norm_id: secondId, revision: 1 },
  ]
}

function part(norm: PlannedNorm, from: number, to: number): PlannedNorm {
  const inside = (each: { start: number; end: number }) => each.start >= from && each.end <= to
  const moved = <T extends { start: number; end: number }>(each: T): T => ({
    ...each,
    start: each.start - from,
    end: each.end - from,
  })
  const cues: Cue[] = norm.cues.filter(inside).map(moved)
  const refs: StoredRef[] = norm.refs.filter(inside).map(moved)
  const here = new Set(cues.map((cue) => cue.field))
  const gone = new Set<Field>(norm.cues.filter((cue) => !here.has(cue.field)).map((cue) => cue.field))
  const colour: Partial<Record<Field, Colour>> = { ...norm.colour }
  for (const field of gone) colour[field] = worse(colour[field] ?? 'green', 'amber')
  const machine = readingOfPart(norm.machine, gone)
  const reading = readingOfPart(norm.reading, gone)
  return {
    ...norm,
    ...undecided,
    range_start: norm.range_start + from,
    range_end: norm.range_start + to,
    text: norm.text.slice(from, to),
    machine,
    reading,
    cues,
    refs,
    colour,
    worst: worstOf(coloursNow(colour, machine, reading)),
  }
}

/**
 * One norm of several that follow each other in a provision with nothing but space between them: the first one's
 * reading with what only the others say. Null when they do not follow each other. Pure.
 */
export function mergeNorms(norms: readonly PlannedNorm[], provisionText: string): PlannedNorm | null {
  const [first, ...others] = norms.toSorted((a, b) => a.range_start - b.range_start)
  if (first === undefined || others.length === 0) return null
  let merged = first
  for (const next of others) {
    const between = provisionText.slice(merged.range_end, next.range_start)
    if (next.wid !== merged.wid || next.range_start < merged.range_end || visible(between)) return null
    merged = joined(merged, next, provisionText)
  }
  return { ...merged, revision: first.revision + 1 }
}

function joined(first: PlannedNorm, second: PlannedNorm, provisionText: string): PlannedNorm {
  const shift = second.range_start - first.range_start
  const moved = <T extends { start: number; end: number }>(each: T): T => ({
    ...each,
    start: each.start + shift,
    end: each.end + shift,
  })
  const colour: Partial<Record<Field, Colour>> = { ...second.colour, ...first.colour }
  const machine = joinedReading(first.machine, second.machine)
  const reading = joinedReading(first.reading, second.reading)
  return {
    ...first,
    ...undecided,
    seq_end: Math.max(first.seq_end, second.seq_end),
    range_end: second.range_end,
    text: provisionText.slice(first.range_start, second.range_end),
    machine,
    reading,
    cues: [...first.cues, ...second.cues.map(moved)],
    refs: [...first.refs, ...second.refs.map(moved)],
    parameters: [...new Set([...first.parameters, ...second.parameters])],
    colour,
    worst: worstOf(coloursNow(colour, machine, reading)),
  }
}
