import { fold } from '#ground/words/fold.ts'
import { sameField } from './norm-reading.ts'
import type { Field } from '../norms/types.ts'
import type { StoredNorm } from './stored-norms.ts'

export type Alike = {
  readonly norm: StoredNorm
  readonly fields: readonly Field[]
  /** The whole sentence is the same but for numbers and spaces; otherwise the words of the field are. */
  readonly sameSentence: boolean
}

const MOST = 200
/** Shorter ends of sentences (「とする。」) say nothing about a field. */
const SHORTEST_END = 8

/**
 * Other norms of an edition that an officer may want corrected in the same fields: the machine read there the same
 * from the same words. Those where somebody has already put the field otherwise are left alone. Same sentences
 * first, then in the order of the text. Pure.
 */
export function alikeNorms(
  corrected: StoredNorm,
  changed: readonly Field[],
  all: readonly StoredNorm[],
): Alike[] {
  const pattern = patternOf(corrected.text)
  const words = new Map(changed.map((field) => [field, wordsOf(corrected, field)]))
  const found: Alike[] = []
  for (const norm of all) {
    if (norm.norm_id === corrected.norm_id || norm.state === 'dismissed') continue
    const sameSentence = patternOf(norm.text) === pattern
    const fields = changed.filter(
      (field) =>
        sameField(norm.machine, corrected.machine, field) &&
        sameField(norm.machine, norm.reading, field) &&
        !sameField(norm.reading, corrected.reading, field) &&
        (sameSentence || sameWords(words.get(field) ?? null, wordsOf(norm, field))),
    )
    if (fields.length > 0) found.push({ norm, fields, sameSentence })
  }
  return found.toSorted((a, b) => Number(b.sameSentence) - Number(a.sameSentence)).slice(0, MOST)
}

/** A sentence without its numbers, for telling the same wording. */
const patternOf = (text: string) => fold(text).replace(/[0-9〇一二三四五六七八九十百千]+/g, '#')

/** The words a field was read from; where it has none, the end of the sentence, which carries what it asks. */
function wordsOf(norm: StoredNorm, field: Field): string | null {
  const cues = norm.cues.filter((cue) => cue.field === field)
  if (cues.length > 0) return patternOf(cues.map((cue) => norm.text.slice(cue.start, cue.end)).join('\n'))
  const end = patternOf(norm.text.slice(norm.text.lastIndexOf('、') + 1))
  return end.length < SHORTEST_END ? null : end
}

const sameWords = (a: string | null, b: string | null) => a !== null && a === b
