import { displayNumber } from '../display-number.ts'
import { alignPlaces, type Alignment } from './align-places.ts'
import { differingRanges } from './character-diff.ts'
import { normChanges, pairNorms, type ComparedNorm, type NormChange } from './norm-changes.ts'
import { placeChanges, type ChangeKind, type PlaceChanges } from './place-changes.ts'
import { numberAt } from './place-tree.ts'
import type { ComparedPlace, Range, Row, Side } from './row-types.ts'
import { rowWords } from './row-words.ts'

export type EditionComparison = {
  readonly rows: readonly Row[]
  /** Rows by what happened, each row under each of its changes. */
  readonly counts: Readonly<Record<ChangeKind | 'unchanged', number>>
  readonly alignment: Alignment
  readonly changes: PlaceChanges
  readonly norms: readonly NormChange[]
}

/** An edition as it is compared; without norms only the words are. */
export type ComparedEdition = {
  readonly places: readonly ComparedPlace[]
  readonly norms: readonly ComparedNorm[] | null
}

/**
 * The 新旧対照表 of two editions: rows in the order of the new text, what was deleted where it stood. Provisions with
 * the same permanent id belong together; the rest goes by the words. Pure.
 */
export function compareEditions(before: ComparedEdition, after: ComparedEdition): EditionComparison {
  const newAt = new Map(after.places.map((p, n) => [p.wid, n]))
  const known = new Map(
    before.places.flatMap((p, o) => {
      const n = newAt.get(p.wid)
      return n === undefined ? [] : [[o, n] as const]
    }),
  )
  const alignment = alignPlaces(before.places, after.places, known)
  const changes = placeChanges(alignment)
  const norms = normsByWid(before, after, alignment)
  const families = {
    splitFrom: grouped(alignment.parts.splitFrom),
    mergedInto: grouped(alignment.parts.mergedInto),
  }
  const rows = [...after.places.keys()].map((n) =>
    rowOfNew(before, after, alignment, changes, norms, families, n),
  )
  const all = withGone(rows, before, after, alignment, changes, norms)
  const counts = emptyCounts()
  for (const row of all) {
    if (row.changes.length === 0) counts.unchanged += 1
    for (const kind of row.changes) counts[kind] += 1
  }
  return { rows: all, counts, alignment, changes, norms: [...norms.values()].flat() }
}

/** Parts by their whole. */
type Families = {
  readonly splitFrom: ReadonlyMap<number, readonly number[]>
  readonly mergedInto: ReadonlyMap<number, readonly number[]>
}

function grouped(wholeOf: ReadonlyMap<number, number>): Map<number, number[]> {
  const out = new Map<number, number[]>()
  for (const [part, of] of wholeOf) out.set(of, [...(out.get(of) ?? []), part])
  return out
}

const emptyCounts = (): Record<ChangeKind | 'unchanged', number> => ({
  unchanged: 0,
  renumbered: 0,
  modified: 0,
  heading: 0,
  moved: 0,
  added: 0,
  deleted: 0,
  split: 0,
  merged: 0,
  swapped: 0,
  context: 0,
})

/** Puts each row of what is gone after the row of the provision it followed. */
function withGone(
  rows: readonly Row[],
  before: ComparedEdition,
  after: ComparedEdition,
  alignment: Alignment,
  changes: PlaceChanges,
  norms: ReadonlyMap<string, readonly NormChange[]>,
): Row[] {
  const follow = new Map<number, Row[]>()
  let last = -1
  for (const [o, place] of before.places.entries()) {
    const n = numberAt(alignment.links.toAfter, o)
    if (n >= 0) {
      last = n
      continue
    }
    const into = after.places[alignment.parts.mergedInto.get(o) ?? -1]
    const row: Row = {
      unchanged: false,
      changes: [...(changes.before.get(o) ?? [])],
      after: null,
      before: sideOf(place, true, [], whole(place.text)),
      note: into === undefined ? rowWords.deleted : rowWords.mergedInto(displayNumber(into.eid)),
      norms: norms.get(place.wid) ?? [],
      related: into === undefined ? [] : [{ side: 'after', wid: into.wid, number: displayNumber(into.eid) }],
    }
    follow.set(last, [...(follow.get(last) ?? []), row])
  }
  return [...(follow.get(-1) ?? []), ...rows.flatMap((row, n) => [row, ...(follow.get(n) ?? [])])]
}

const whole = (text: string): Range[] => (text === '' ? [] : [{ start: 0, end: text.length }])

function rowOfNew(
  before: ComparedEdition,
  after: ComparedEdition,
  alignment: Alignment,
  changes: PlaceChanges,
  norms: ReadonlyMap<string, readonly NormChange[]>,
  families: Families,
  n: number,
): Row {
  const place = after.places[n]
  if (place === undefined) throw new RangeError(`there is no provision ${n}`)
  const kinds = changes.after[n] ?? new Set<ChangeKind>()
  const o = numberAt(alignment.links.toBefore, n)
  const was = before.places[o]
  const origin = before.places[alignment.parts.splitFrom.get(n) ?? -1]
  const mergedFrom = (families.mergedInto.get(n) ?? []).flatMap((from) => before.places[from] ?? [])
  const splitInto = (families.splitFrom.get(o) ?? []).flatMap((part) => after.places[part] ?? [])
  const related = [
    ...[...(origin === undefined ? [] : [origin]), ...mergedFrom].map((p) => relatedTo('before', p)),
    ...splitInto.map((p) => relatedTo('after', p)),
  ]
  const here = norms.get(place.wid) ?? []
  const head = {
    changes: [...kinds],
    norms: here,
    related,
    note: noteOf(kinds, changes, n, { place, was, origin, mergedFrom }),
  }
  if (was === undefined) {
    const marks = origin === undefined ? whole(place.text) : differingRanges(origin.text, place.text).after
    return { ...head, unchanged: false, before: null, after: sideOf(place, true, [], marks) }
  }
  // The words of all parts together stand for the whole, so that only what is new or gone is marked.
  const olds = inOrder(before.places, [o, ...(families.mergedInto.get(n) ?? [])], o)
  const news = inOrder(after.places, [n, ...(families.splitFrom.get(o) ?? [])], n)
  const text = differingRanges(olds.text, news.text)
  const heading = differingRanges(was.heading ?? '', place.heading ?? '')
  const renumbered = was.label !== place.label
  return {
    ...head,
    unchanged: kinds.size === 0 && !changes.notation.has(n),
    before: sideOf(was, renumbered, heading.before, within(text.before, olds.at, was.text.length)),
    after: sideOf(place, renumbered, heading.after, within(text.after, news.at, place.text.length)),
  }
}

/** The words of several provisions in the order of the text, and where those of one begin. */
function inOrder(places: readonly ComparedPlace[], which: readonly number[], one: number) {
  let text = ''
  let at = 0
  for (const i of which.toSorted((a, b) => a - b)) {
    if (i === one) at = text.length
    text += places[i]?.text ?? ''
  }
  return { text, at }
}

const within = (ranges: readonly Range[], from: number, length: number): Range[] =>
  ranges.flatMap((range) => {
    const start = Math.max(0, range.start - from)
    const end = Math.min(length, range.end - from)
    return start < end ? [{ start, end }] : []
  })

const relatedTo = (side: 'before' | 'after', p: ComparedPlace) => ({
  side,
  wid: p.wid,
  number: displayNumber(p.eid),
})

function sideOf(
  place: ComparedPlace,
  numberChanged: boolean,
  headingMarks: readonly Range[],
  textMarks: readonly Range[],
): Side {
  const { wid, eid, depth, label, heading, type, text } = place
  return {
    wid,
    eid,
    number: displayNumber(eid),
    depth,
    label,
    heading,
    type,
    text,
    numberChanged,
    headingMarks,
    textMarks,
  }
}

function noteOf(
  kinds: ReadonlySet<ChangeKind>,
  changes: PlaceChanges,
  n: number,
  about: {
    place: ComparedPlace
    was: ComparedPlace | undefined
    origin: ComparedPlace | undefined
    mergedFrom: readonly ComparedPlace[]
  },
): string {
  const { place, was, origin, mergedFrom } = about
  const number = was === undefined ? '' : displayNumber(was.eid)
  const notes: string[] = []
  if (kinds.has('added')) notes.push(rowWords.added)
  if (kinds.has('deleted')) notes.push(rowWords.deleted)
  if (kinds.has('split'))
    notes.push(rowWords.split(origin === undefined ? number : displayNumber(origin.eid)))
  if (kinds.has('merged'))
    notes.push(rowWords.merged([number, ...mergedFrom.map((p) => displayNumber(p.eid))].join('・')))
  if (kinds.has('moved')) notes.push(rowWords.moved(number))
  else if (kinds.has('swapped')) notes.push(rowWords.swapped(number))
  else if (kinds.has('renumbered')) notes.push(rowWords.renumbered(number))
  if (kinds.has('heading')) notes.push(rowWords.heading)
  if (kinds.has('modified') && was !== undefined && was.text === place.text) notes.push(rowWords.table)
  if (kinds.has('context')) notes.push(rowWords.context)
  if (changes.notation.has(n)) notes.push(rowWords.notation)
  return notes.join('、')
}

/** Changes of norms by the provision of the new edition they stand in, or of the old one when they vanish. */
function normsByWid(
  before: ComparedEdition,
  after: ComparedEdition,
  alignment: Alignment,
): Map<string, NormChange[]> {
  const out = new Map<string, NormChange[]>()
  if (before.norms === null || after.norms === null) return out
  const newWid = new Map(
    before.places.map((p, o) => [p.wid, after.places[numberAt(alignment.links.toAfter, o)]?.wid]),
  )
  const pairs = pairNorms(before.norms, after.norms, origins(before, after, alignment))
  for (const pair of pairs) {
    const wid = pair.after?.wid ?? newWid.get(pair.before?.wid ?? '') ?? pair.before?.wid ?? ''
    const found = normChanges(pair)
    if (found.length > 0) out.set(wid, [...(out.get(wid) ?? []), ...found])
  }
  return out
}

function origins(before: ComparedEdition, after: ComparedEdition, { links, parts }: Alignment) {
  const found = new Map<string, Set<string>>()
  const add = (n: number, o: number) => {
    const [now, was] = [after.places[n]?.wid, before.places[o]?.wid]
    if (now === undefined || was === undefined) return
    const set = found.get(now) ?? new Set()
    set.add(was)
    found.set(now, set)
  }
  for (const [n, o] of links.toBefore.entries()) if (o >= 0) add(n, o)
  for (const [n, o] of parts.splitFrom) add(n, o)
  for (const [o, n] of parts.mergedInto) add(n, o)
  const nothing: ReadonlySet<string> = new Set()
  return (wid: string) => found.get(wid) ?? nothing
}
