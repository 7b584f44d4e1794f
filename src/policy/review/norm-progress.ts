import type { Act } from '#ground/operation/act.ts'
import { displayNumber } from '../display-number.ts'
import {
  bindingsByNorm,
  bindingState,
  type BindingOfNorm,
  type BindingState,
} from '../bindings/norm-bound.ts'
import type { Places } from './norm-places.ts'
import type { NormState } from './norm-tables.ts'
import type { Colour } from '../norms/types.ts'
import type { SlotIndex } from '../bindings/propose.ts'

/** What counting needs of a norm. */
export type LightNorm = {
  readonly norm_id: string
  readonly wid: string
  readonly seq: number
  readonly seq_end: number
  readonly state: NormState
  readonly worst: Colour
  readonly revision: number
}

export type Progress = {
  total: number
  confirmed: number
  corrected: number
  dismissed: number
  unconfirmed: number
  green: number
  amber: number
  red: number
}

/** Every norm of an edition, as light as counting needs it. One query. */
export const lightNorms = (act: Act, editionId: string): Promise<LightNorm[]> =>
  act.tx
    .selectFrom('norm')
    .select(['norm_id', 'wid', 'seq', 'seq_end', 'state', 'worst', 'revision'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .execute()

const none = (): Progress => ({
  total: 0,
  confirmed: 0,
  corrected: 0,
  dismissed: 0,
  unconfirmed: 0,
  green: 0,
  amber: 0,
  red: 0,
})

function count(progress: Progress, norm: Pick<LightNorm, 'state' | 'worst'>): void {
  progress.total += 1
  progress[norm.state] += 1
  if (norm.state === 'unconfirmed') progress[norm.worst] += 1
}

/** How far the review is. */
export function progressOf(norms: readonly Pick<LightNorm, 'state' | 'worst'>[]): Progress {
  const progress = none()
  for (const norm of norms) count(progress, norm)
  return progress
}

/** The state of the binding of every norm; a dismissed norm needs none and is left out. */
export function bindingStates(
  norms: readonly LightNorm[],
  bindings: readonly BindingOfNorm[],
  index: SlotIndex,
): ReadonlyMap<string, BindingState> {
  const bound = bindingsByNorm(norms, bindings)
  return new Map(
    norms
      .filter((norm) => norm.state !== 'dismissed')
      .map((norm) => [norm.norm_id, bindingState(bound.get(norm.norm_id) ?? [], index)]),
  )
}

/** The same chapter by chapter, in the order of the text; chapters without a norm are left out. */
export function chaptersOf(
  norms: readonly LightNorm[],
  places: Places,
  states: ReadonlyMap<string, BindingState>,
) {
  const chapters = new Map<string, Progress & { bound: number; planned: number; gap: number }>()
  for (const norm of norms) {
    const top = places.top(norm.wid)?.wid
    if (top === undefined) continue
    const chapter = chapters.get(top) ?? { ...none(), bound: 0, planned: 0, gap: 0 }
    chapters.set(top, chapter)
    count(chapter, norm)
    const state = states.get(norm.norm_id)
    if (state !== undefined) chapter[state] += 1
  }
  return places.all.flatMap((place) => {
    const chapter = chapters.get(place.wid)
    if (chapter === undefined) return []
    const { wid, eid, heading } = place
    return [{ wid, eid, number: displayNumber(eid), heading, ...chapter }]
  })
}
