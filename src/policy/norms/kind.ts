import type { NormContext, NormDraft } from './context.ts'
import { LONGEST_SENTENCE } from './long-text.ts'
import { kindRules, type KindRule } from './kind-rules.ts'
import type { Colour, Norm, NormKind } from './types.ts'
import type { CueRange } from './record.ts'

/** The kind of mechanism a norm asks for, how sure that is, and the words that decided. */
export type KindRead = {
  readonly kind: NormKind
  readonly colour: Colour
  readonly cue: CueRange | null
  /** The next best kind, where it comes close. */
  readonly also: NormKind | null
}

/** Points by which the best kind must lead to be green, and to be amber. */
const GREEN_LEAD = 5
const AMBER_LEAD = 1

/**
 * Which of the 14 kinds a norm is, from its modality, approval, record and the words of its sentence and headings.
 * Every sign gives points; the colour says how far the best kind leads the next (green ≥ 5, red = a tie).
 */
export function kindOf(
  draft: Pick<NormDraft, 'text' | 'modality' | 'approval'> & Pick<Norm, 'record'>,
  context: Pick<NormContext, 'node' | 'path' | 'leadIn'>,
): KindRead {
  const above = [...context.path, context.node].map((n) => n.heading).filter((h): h is string => h !== null)
  const leadIn = context.leadIn?.text ?? null
  const sentence = draft.text.slice(0, LONGEST_SENTENCE)
  const where = {
    text: sentence,
    end: endOf(sentence),
    // A lead-in speaks for its items as a heading does: 「次の事項を契約に明記しなければならない」.
    headings: [...above, ...(leadIn === null ? [] : [leadIn])],
    nearest: [...above.slice(-2), ...(leadIn === null ? [] : [leadIn])],
  }
  const points = new Map<NormKind, number>()
  const cues = new Map<NormKind, { weight: number; cue: CueRange }>()
  for (const rule of kindRules) {
    if (!applies(rule, draft)) continue
    const found = rule.of === 'text' || rule.of === 'end' ? rule.words.exec(where[rule.of]) : null
    if (rule.of === 'headings' || rule.of === 'nearest') {
      if (!where[rule.of].some((h) => rule.words.test(h))) continue
    } else if (found === null) continue
    points.set(rule.kind, (points.get(rule.kind) ?? 0) + rule.weight)
    const before = cues.get(rule.kind)
    // A rule that fits every sentence (its modality speaks, not a word) shows no place.
    if (
      found !== null &&
      found[0].length > 1 &&
      found[0].length < draft.text.length &&
      (before?.weight ?? 0) < rule.weight
    ) {
      const start = found.index + (rule.of === 'end' ? sentence.length - where.end.length : 0)
      cues.set(rule.kind, { weight: rule.weight, cue: [start, start + found[0].length] })
    }
  }
  const ranked = [...points].sort((a, b) => b[1] - a[1])
  const [best, next] = ranked
  if (best === undefined) return { kind: 'duty', colour: 'red', cue: null, also: null }
  const lead = best[1] - (next?.[1] ?? 0)
  return {
    kind: best[0],
    colour: lead >= GREEN_LEAD ? 'green' : lead >= AMBER_LEAD ? 'amber' : 'red',
    cue: cues.get(best[0])?.cue ?? null,
    also: next !== undefined && lead < GREEN_LEAD ? next[0] : null,
  }
}

/** The last clause says what is to be done; what stands before says when and about what. */
// Sought from the end: an expression that only fits at the end would be tried at every place of the text.
function endOf(text: string): string {
  const comma = Math.max(...['、', '，', ','].map((c) => text.lastIndexOf(c)))
  if (comma < text.length - 41) return text.slice(Math.max(comma + 1, text.length - 100))
  const before = Math.max(...['、', '，', ','].map((c) => text.lastIndexOf(c, comma - 1)), -1)
  return text.slice(comma <= 0 ? comma + 1 : Math.max(before + 1, comma - 60))
}

const applies = (rule: KindRule, draft: Pick<NormDraft, 'modality' | 'approval'> & Pick<Norm, 'record'>) =>
  (rule.modality === undefined || rule.modality.includes(draft.modality)) &&
  (rule.approval === undefined || rule.approval === (draft.approval !== null)) &&
  (rule.record === undefined || rule.record === (draft.record !== null))
