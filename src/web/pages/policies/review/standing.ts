import type { NormOut } from './types.ts'

/**
 * Where a norm stands in the review. decided: an officer agreed or corrected. dismissed: no norm. ready: all its cues
 * were found. check: something was inherited or has two readings. blind: a field has no cue.
 */
export type NormStanding = 'decided' | 'dismissed' | 'ready' | 'check' | 'blind'

/** Where a norm stands in the review. */
export function standingOf(norm: Pick<NormOut, 'state' | 'worst'>): NormStanding {
  if (norm.state === 'dismissed') return 'dismissed'
  if (norm.state !== 'unconfirmed') return 'decided'
  return norm.worst === 'green' ? 'ready' : norm.worst === 'amber' ? 'check' : 'blind'
}

/** Nobody has decided about it yet. */
export function isOpen(norm: Pick<NormOut, 'state'>): boolean {
  return norm.state === 'unconfirmed'
}

/** Nobody has decided about it yet, and not every field has a cue of its own. */
export function needsCheck(norm: Pick<NormOut, 'state' | 'worst'>): boolean {
  return isOpen(norm) && norm.worst !== 'green'
}
