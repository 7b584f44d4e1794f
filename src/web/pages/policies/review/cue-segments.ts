import type { Field, NormOut } from './types.ts'

type Cue = NormOut['cues'][number]

/** A stretch of a sentence under the same cues; `ends` are the fields whose cue ends with it and get their tag there. */
export type Segment = {
  readonly start: number
  readonly text: string
  readonly fields: readonly Field[]
  readonly ends: readonly Field[]
}

/**
 * Cuts a sentence where cues begin and end. The stretches put together are the sentence again. Cues outside it, empty
 * ones and repeated ones are left out; where cues overlap the shorter one is named first.
 */
export function cueSegments(text: string, cues: readonly Cue[]): Segment[] {
  const seen = new Set<string>()
  const valid = cues
    .map(({ field, start, end }) => ({ field, start: Math.max(0, start), end: Math.min(text.length, end) }))
    .filter((cue) => {
      const key = `${cue.field} ${cue.start} ${cue.end}`
      if (cue.start >= cue.end || seen.has(key)) return false
      seen.add(key)
      return true
    })
    .toSorted((one, other) => one.end - one.start - (other.end - other.start))
  const cuts = [...new Set([0, text.length, ...valid.flatMap(({ start, end }) => [start, end])])].toSorted(
    (one, other) => one - other,
  )
  const segments: Segment[] = []
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1]
    if (end === undefined || end === start) continue
    const over = valid.filter((cue) => cue.start <= start && cue.end >= end)
    segments.push({
      start,
      text: text.slice(start, end),
      fields: [...new Set(over.map((cue) => cue.field))],
      ends: [...new Set(over.filter((cue) => cue.end === end).map((cue) => cue.field))],
    })
  }
  return segments
}

/** The words a field was read from, each once. */
export function wordsOf(norm: Pick<NormOut, 'text' | 'cues'>, field: Field): string[] {
  const words = norm.cues
    .filter((cue) => cue.field === field && cue.start < cue.end)
    .map((cue) => norm.text.slice(cue.start, cue.end))
  return [...new Set(words)].filter((word) => word !== '')
}
