import type { z } from 'zod'
import type { norm as normShape, normToBind } from '../contract-norm.ts'
import { displayNumber } from '../display-number.ts'
import { bindingOut, bindingState, type BindingOfNorm } from '../bindings/norm-bound.ts'
import type { Places } from './norm-places.ts'
import { coloursWhere, differingFields } from './norm-reading.ts'
import type { NormReading, StoredRef } from './norm-tables.ts'
import { proposalsFor, proposedTogether, slotKey, type SlotIndex } from '../bindings/propose.ts'
import type { StoredNorm } from './stored-norms.ts'
import type { AuthorKind } from '../tables.ts'

/** What is needed to show the norms of an edition. */
export type NormView = {
  readonly places: Places
  readonly index: SlotIndex
  readonly bound: ReadonlyMap<string, readonly BindingOfNorm[]>
  readonly nameOf: (kind: AuthorKind, id: string) => string
}

/** A norm as the officer reviews it. */
export function normOut(row: StoredNorm, view: NormView): z.output<typeof normShape> {
  const bindings = view.bound.get(row.norm_id) ?? []
  const changed = differingFields(row.machine, row.reading)
  return {
    normId: row.norm_id,
    wid: row.wid,
    eid: row.eid,
    number: displayNumber(row.eid),
    seq: row.seq,
    seqEnd: row.seq_end,
    nid: row.nid,
    text: row.text,
    range: { start: row.range_start, end: row.range_end },
    reading: readingOut(row.reading),
    machine: row.state === 'corrected' ? readingOut(row.machine) : null,
    changed,
    cues: row.cues.map((cue) => ({ ...cue })),
    colour: coloursWhere(row.colour, changed),
    worst: row.worst,
    state: row.state,
    revision: row.revision,
    decidedAt: row.decided_at,
    decidedBy:
      row.decided_by === null || row.decided_by_kind === null
        ? null
        : view.nameOf(row.decided_by_kind, row.decided_by),
    refs: row.refs.map((ref) => refOut(ref, view.places)),
    parameters: [...row.parameters],
    bindingState: bindingState(bindings, view.index),
    bindings: bindings.map((binding) => bindingOut(binding, view.index)),
  }
}

/** The same with what is proposed for it: only the screen of bindings asks for that. */
export function normToBindOut(row: StoredNorm, view: NormView): z.output<typeof normToBind> {
  const out = normOut(row, view)
  const taken = new Set(out.bindings.map((each) => slotKey(each.mechanism, each.slot)))
  const norm = { ...row.reading, text: row.text }
  const proposals = proposalsFor(norm, view.places.headings(row.wid), view.index)
  const together = new Set(proposedTogether(proposals))
  return {
    ...out,
    proposals: proposals
      .filter((each) => !taken.has(slotKey(each.mechanism, each.slot)))
      .map((each) => {
        const { mechanism, mechanismName, kind, slot, need, ready, why } = each
        return { mechanism, mechanismName, kind, slot, need, ready, why, together: together.has(each) }
      }),
  }
}

/** A reading as answers hold it: lists of their own. */
export function readingOut(reading: NormReading): z.output<typeof normShape>['reading'] {
  const roles = (list: NormReading['subject']['roles']) => list.map((role) => ({ ...role }))
  const { subject, approval } = reading
  return {
    ...reading,
    subject: { ...subject, roles: roles(subject.roles) },
    trigger: { ...reading.trigger },
    approval:
      approval === null
        ? null
        : { ...approval, applicant: roles(approval.applicant), approver: roles(approval.approver) },
    recordFields: [...reading.recordFields],
    qualifiers: [...reading.qualifiers],
  }
}

/** A pointer with the places of this edition it points to; what it points to elsewhere is left out. */
export function refOut(ref: StoredRef, places: Places) {
  const { text, start, end, kind } = ref
  const to = ref.to.flatMap((each): ({ wid: string; number: string } | { ext: string })[] => {
    if (each.startsWith('ext:')) return [{ ext: each.slice('ext:'.length) }]
    return places.find(each) === undefined ? [] : [{ wid: each, number: places.number(each) }]
  })
  return { text, start, end, kind, to }
}
