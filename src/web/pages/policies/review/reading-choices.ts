import { approvalActs, kinds, modalities, triggerTypes } from '#policy/norms/types.ts'

export { approvalActs, kinds as normKinds, modalities, triggerTypes }

/** Intervals offered; others stay as they were read. */
export const cadences = ['P1Y', 'P6M', 'P3M', 'P1M', 'P1W', 'P1D', 'P2Y', 'P3Y'] as const

/** A text without spaces around it; null when nothing is left. */
export function textOrNull(text: string | null): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

/** One entry per line, without empty and repeated ones. */
export function linesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '').slice(0, 50)
}
