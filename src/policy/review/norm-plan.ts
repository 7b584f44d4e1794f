import { fold } from '#ground/words/fold.ts'
import { coloursNow, differingFields, readingOf, takeFields, worstOf } from './norm-reading.ts'
import type { NormRow, StoredRef } from './norm-tables.ts'
import type { Norm } from '../norms/types.ts'

/** A norm as it will be stored, without its edition. */
export type PlannedNorm = Omit<NormRow, 'tenant_id' | 'version_id'>

export type NormPlan = {
  readonly norms: readonly PlannedNorm[]
  /** Go on as they were decided. */
  readonly kept: number
  /** Go on, but their words or their reading changed: to be confirmed again. */
  readonly reopened: number
  readonly added: number
  /** Ids of norms that nobody continues. */
  readonly removed: readonly string[]
}

/** Share of common neighbouring characters above which a changed sentence is the same norm. */
const SIMILAR = 0.55
/** Changed sentences of one provision that are looked for; more is no amendment but another text. */
const MOST_CHANGED = 50

/**
 * Joins what was just extracted with what is stored. A norm goes on when its provision does and its sentence stands
 * there unchanged: with its decision, corrections, splits and merges, unless the machine now reads it otherwise
 * (its lead-in changed, or the reader did). A changed sentence keeps the id and is to be confirmed again. Pure.
 */
export function planNorms(
  texts: readonly { readonly wid: string; readonly eid: string; readonly text: string }[],
  extracted: readonly Norm[],
  before: readonly PlannedNorm[],
  newId: () => string,
): NormPlan {
  const widOf = new Map(texts.map((node) => [node.eid, node.wid]))
  const fresh = groupBy(extracted, (norm) => norm.node)
  const old = groupBy(before, (norm) => norm.wid)
  const norms: PlannedNorm[] = []
  const counts = { kept: 0, reopened: 0, added: 0 }
  const gone = new Set(before.map((norm) => norm.norm_id))
  for (const node of texts) {
    const wanted = (fresh.get(node.eid) ?? []).map((norm) => freshNorm(norm, node.wid, widOf))
    const stored = (old.get(node.wid) ?? []).toSorted((a, b) => a.range_start - b.range_start)
    for (const { norm, fate } of continueNorms(node.text, wanted, stored)) {
      const known = fate === 'added' ? { ...norm, norm_id: newId() } : norm
      gone.delete(known.norm_id)
      counts[fate] += 1
      norms.push(known)
    }
  }
  return { norms, ...counts, removed: [...gone] }
}

type Fate = { readonly norm: PlannedNorm; readonly fate: 'kept' | 'reopened' | 'added' }

/** One provision: its fresh norms, each as a new one or as what it continues. */
function continueNorms(text: string, fresh: readonly PlannedNorm[], stored: readonly PlannedNorm[]): Fate[] {
  const slots: (Fate[] | null)[] = fresh.map(() => null)
  const byWords = groupBy([...fresh.keys()], (at) => fold(fresh[at]?.text ?? ''))
  const left: PlannedNorm[] = []
  for (const group of sentenceGroups(stored)) {
    const [single, ...others] = group
    if (single === undefined) continue
    if (others.length > 0 || single.seq !== single.seq_end) {
      const run = findRun(text, fresh, slots, group)
      const first = run === null ? undefined : fresh[run.from]
      if (run === null || first === undefined) left.push(...group)
      else {
        const shift = { at: first.range_start - single.range_start, seq: first.seq - single.seq }
        slots[run.from] = group.map((norm) => ({ norm: moved(norm, shift), fate: 'kept' }))
        for (let i = run.from + 1; i <= run.to; i += 1) slots[i] = []
      }
      continue
    }
    const at = byWords.get(fold(single.text))?.find((i) => slots[i] === null)
    const found = at === undefined ? undefined : fresh[at]
    if (at === undefined || found === undefined) left.push(single)
    else slots[at] = [goOn(found, single)]
  }
  for (const norm of left.slice(0, MOST_CHANGED)) {
    const at = fresh.findIndex((each, i) => slots[i] === null && similar(each.text, norm.text))
    const found = fresh[at]
    if (found !== undefined) slots[at] = [reopened(found, norm, found.reading)]
  }
  return slots.flatMap(
    (slot, i) => slot ?? fresh.slice(i, i + 1).map((norm) => ({ norm, fate: 'added' as const })),
  )
}

/** Norms that share sentences: the parts of a split one, or one that spans several. */
function sentenceGroups(stored: readonly PlannedNorm[]): PlannedNorm[][] {
  const groups: PlannedNorm[][] = []
  let reach = 0
  for (const norm of stored) {
    const last = groups.at(-1)
    if (last === undefined || norm.seq > reach) groups.push([norm])
    else last.push(norm)
    reach = Math.max(reach, norm.seq_end)
  }
  return groups
}

/** The fresh norms that together are exactly the words of a group. */
function findRun(
  text: string,
  fresh: readonly PlannedNorm[],
  slots: readonly (readonly Fate[] | null)[],
  group: readonly PlannedNorm[],
): { from: number; to: number } | null {
  const begin = group[0]?.range_start ?? 0
  const length = (group.at(-1)?.range_end ?? 0) - begin
  for (const [from, first] of fresh.entries()) {
    const shift = first.range_start - begin
    const same = (norm: PlannedNorm) => text.startsWith(norm.text, norm.range_start + shift)
    if (slots[from] !== null || !group.every(same)) continue
    const end = first.range_start + length
    const to = fresh.findIndex((norm, i) => i >= from && norm.range_end === end)
    if (to >= 0 && slots.slice(from, to + 1).every((slot) => slot === null)) return { from, to }
  }
  return null
}

const moved = (norm: PlannedNorm, shift: { at: number; seq: number }): PlannedNorm => ({
  ...norm,
  seq: norm.seq + shift.seq,
  seq_end: norm.seq_end + shift.seq,
  range_start: norm.range_start + shift.at,
  range_end: norm.range_end + shift.at,
})

function goOn(fresh: PlannedNorm, stored: PlannedNorm): Fate {
  if (differingFields(fresh.machine, stored.machine).length > 0) {
    // What an officer put right stays put right, in the fields he changed.
    const corrected = differingFields(stored.machine, stored.reading)
    return reopened(fresh, stored, takeFields(fresh.machine, stored.reading, corrected))
  }
  const { norm_id, reading, worst, state, revision, decided_at, decided_by_kind, decided_by } = stored
  return {
    norm: {
      ...fresh,
      norm_id,
      reading,
      worst: state === 'corrected' ? worst : fresh.worst,
      state,
      revision,
      decided_at,
      decided_by_kind,
      decided_by,
    },
    fate: 'kept',
  }
}

const reopened = (fresh: PlannedNorm, stored: PlannedNorm, reading: PlannedNorm['reading']): Fate => ({
  norm: {
    ...fresh,
    norm_id: stored.norm_id,
    reading,
    worst: worstOf(coloursNow(fresh.colour, fresh.machine, reading)),
    revision: stored.revision + 1,
  },
  fate: 'reopened',
})

function freshNorm(norm: Norm, wid: string, widOf: ReadonlyMap<string, string>): PlannedNorm {
  const reading = readingOf(norm)
  return {
    norm_id: '',
    wid,
    seq: norm.seq,
    seq_end: norm.seq,
    range_start: norm.range[0],
    range_end: norm.range[1],
    text: norm.text,
    machine: reading,
    reading,
    cues: norm.cues,
    colour: norm.colour,
    refs: norm.crossRefs.map((ref): StoredRef => ({
      ...ref,
      to: ref.to.flatMap((to) => pointed(to, widOf)),
    })),
    parameters: norm.parameters,
    worst: worstOf(norm.colour),
    state: 'unconfirmed',
    revision: 1,
    decided_at: null,
    decided_by_kind: null,
    decided_by: null,
  }
}

function pointed(to: string, widOf: ReadonlyMap<string, string>): string[] {
  if (to.startsWith('ext:')) return [to]
  const wid = widOf.get(to)
  return wid === undefined ? [] : [wid]
}

function groupBy<T>(all: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const group = groups.get(key(each))
    if (group === undefined) groups.set(key(each), [each])
    else group.push(each)
  }
  return groups
}

/** Dice coefficient of the neighbouring characters of two sentences. */
function similar(a: string, b: string): boolean {
  const pairs = new Map<string, number>()
  const [left, right] = [fold(a), fold(b)]
  for (let i = 0; i + 1 < left.length; i += 1) {
    const pair = left.slice(i, i + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  let common = 0
  for (let i = 0; i + 1 < right.length; i += 1) {
    const pair = right.slice(i, i + 2)
    const count = pairs.get(pair) ?? 0
    if (count > 0) {
      common += 1
      pairs.set(pair, count - 1)
    }
  }
  return (2 * common) / Math.max(1, left.length + right.length - 2) >= SIMILAR
}
