import type { Alignment } from './align-places.ts'
import { sameNeighbours, sameParent } from './links.ts'
import { numberAt, type Place } from './place-tree.ts'

export const changeKinds = [
  'renumbered',
  'modified',
  'heading',
  'moved',
  'added',
  'deleted',
  'split',
  'merged',
  'swapped',
  'context',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export type PlaceChanges = {
  /** By position in the new edition; empty is unchanged. */
  readonly after: readonly ReadonlySet<ChangeKind>[]
  /** Old places that no new one goes on: `deleted`, or `merged` into another. */
  readonly before: ReadonlyMap<number, ReadonlySet<ChangeKind>>
  /** Only width, blanks or the sort of comma differ. */
  readonly notation: ReadonlySet<number>
}

/** What became of each place: the classes of the comparison. Pure. */
export function placeChanges(alignment: Alignment): PlaceChanges {
  const { before, after, links, parts } = alignment
  const out = after.places.map(() => new Set<ChangeKind>())
  const notation = new Set<number>()
  const splits = new Set(parts.splitFrom.values())
  const merges = new Set(parts.mergedInto.values())
  const order = reordered(alignment)
  for (const [n, place] of after.places.entries()) {
    const changes = out[n] ?? new Set()
    const o = numberAt(links.toBefore, n)
    if (parts.splitFrom.has(n)) changes.add('split')
    const was = before.places[o]
    if (was === undefined) {
      if (!parts.splitFrom.has(n)) changes.add('added')
      continue
    }
    if (place.type === 'deleted' && was.type !== 'deleted') {
      changes.add('deleted')
      continue
    }
    if (was.eid !== place.eid) changes.add('renumbered')
    if (before.words[o] !== after.words[n]) changes.add('modified')
    if (before.heading[o] !== after.heading[n]) changes.add('heading')
    if (changes.size === 0 && (was.text !== place.text || was.heading !== place.heading)) notation.add(n)
    if (splits.has(o)) changes.add('split')
    if (merges.has(n)) changes.add('merged')
    if (!underTheSame(alignment, o, n)) changes.add('moved')
    else if (order.moved.has(n)) changes.add('moved')
    else if (order.swapped.has(n)) changes.add('swapped')
  }
  exchangePlaces(alignment, out)
  markContext(alignment, out)
  const gone = new Map<number, Set<ChangeKind>>()
  for (let o = 0; o < before.places.length; o += 1) {
    if (numberAt(links.toAfter, o) >= 0) continue
    gone.set(o, new Set([parts.mergedInto.has(o) ? ('merged' as const) : ('deleted' as const)]))
  }
  return { after: out, before: gone, notation }
}

/** Under the same parent, or under a part of it. */
function underTheSame(alignment: Alignment, o: number, n: number): boolean {
  const { before, after, links, parts } = alignment
  if (sameParent(before, after, links, o, n)) return true
  const was = numberAt(before.parent, o)
  const is = numberAt(after.parent, n)
  if (was < 0 || is < 0) return false
  return parts.splitFrom.get(is) === was || parts.mergedInto.get(was) === is
}

/** Siblings that stand in another order than before: two that changed places, or those taken out of the row. */
function reordered(alignment: Alignment): { moved: Set<number>; swapped: Set<number> } {
  const { after } = alignment
  const moved = new Set<number>()
  const swapped = new Set<number>()
  for (const siblings of [after.roots, ...after.children]) {
    if (siblings.length < 2) continue
    const rows = siblings
      .map((n) => ({ n, o: numberAt(alignment.links.toBefore, n) }))
      .filter(({ n, o }) => o >= 0 && underTheSame(alignment, o, n))
    const sorted = rows.map(({ o }) => o).toSorted((a, b) => a - b)
    if (rows.every(({ o }, i) => o === sorted[i])) continue
    const seat = new Map(sorted.map((o, i) => [o, i]))
    const seats = rows.map(({ o }) => seat.get(o) ?? 0)
    const exchanged = (i: number) => seats[i] !== i && seats[seats[i] ?? -1] === i
    for (const [i, { n }] of rows.entries()) if (exchanged(i)) swapped.add(n)
    const others = rows.filter(({ n }) => !swapped.has(n))
    const staying = longestRise(others.map(({ o }) => o))
    for (const [i, { n }] of others.entries()) if (!staying.has(i)) moved.add(n)
  }
  return { moved, swapped }
}

/** Positions of a longest rising run of a list, by patience sorting. */
function longestRise(list: readonly number[]): ReadonlySet<number> {
  const tails: number[] = []
  const previous = new Int32Array(list.length).fill(-1)
  for (const [i, value] of list.entries()) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((list[tails[middle] ?? 0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    previous[i] = low > 0 ? (tails[low - 1] ?? -1) : -1
    tails[low] = i
  }
  const run = new Set<number>()
  for (let i = tails.at(-1) ?? -1; i >= 0; i = numberAt(previous, i)) run.add(i)
  return run
}

/** Two provisions of different chapters that took each other's place: each stands between the other's neighbours. */
function exchangePlaces(alignment: Alignment, changes: readonly Set<ChangeKind>[]): void {
  const { before, after, links } = alignment
  const movedInto = new Map<string, number[]>()
  const way = (n: number) => {
    const above = numberAt(after.parent, n)
    const to = above < 0 ? -1 : numberAt(links.toBefore, above)
    return { from: numberAt(before.parent, numberAt(links.toBefore, n)), to }
  }
  for (let n = 0; n < after.places.length; n += 1) {
    if (changes[n]?.has('moved') !== true) continue
    const { from, to } = way(n)
    const list = movedInto.get(`${from} ${to}`)
    if (list === undefined) movedInto.set(`${from} ${to}`, [n])
    else list.push(n)
  }
  for (const [key, list] of movedInto) {
    const [from = '', to = ''] = key.split(' ')
    const back = movedInto.get(`${to} ${from}`) ?? []
    // Whole lists that change places are moved, not exchanged one by one.
    if (Number(from) >= Number(to) || list.length > 20 || back.length > 20) continue
    for (const n of list) {
      const o = numberAt(links.toBefore, n)
      const other = back.find((m) => {
        const p = numberAt(links.toBefore, m)
        return (
          sameNeighbours(before, after, links, p, n) > 0 && sameNeighbours(before, after, links, o, m) > 0
        )
      })
      if (other === undefined || changes[other]?.has('moved') !== true) continue
      for (const i of [n, other]) {
        changes[i]?.delete('moved')
        changes[i]?.add('swapped')
      }
    }
  }
}

const OTHER_WORDS: readonly ChangeKind[] = ['modified', 'moved', 'swapped', 'split', 'merged', 'context']

/** What stands under words that changed may mean something else although its own words are the same. */
function markContext(alignment: Alignment, changes: readonly Set<ChangeKind>[]): void {
  const { after, links } = alignment
  for (let n = 0; n < after.places.length; n += 1) {
    const above = numberAt(after.parent, n)
    const own = changes[n]
    const theirs = changes[above]
    if (own === undefined || theirs === undefined || numberAt(links.toBefore, n) < 0) continue
    if (own.has('deleted') || !leansOn(after.places[above], after.places[n])) continue
    const newWords = theirs.has('added') && (after.words[above] ?? '') !== ''
    const others = OTHER_WORDS.some((kind) => theirs.has(kind)) && !onlyItsContent(alignment, above, theirs)
    if (newWords || others) own.add('context')
  }
}

/** A further paragraph of an article stands by itself; an item leans on the words above it. */
function leansOn(above: Place | undefined, place: Place | undefined): boolean {
  if (above === undefined || place === undefined) return false
  if (above.type !== 'provision' || above.text === '') return true
  return (
    ['detail', 'bullet', 'row'].includes(place.type) ||
    /[次左下]の|以下の|次に掲げる|次のとおり/.test(above.text)
  )
}

/** A heading without words of its own that was split or merged says nothing about what stands below. */
function onlyItsContent(alignment: Alignment, n: number, changes: ReadonlySet<ChangeKind>): boolean {
  if (changes.has('moved') || changes.has('swapped') || changes.has('context')) return false
  return (alignment.after.words[n] ?? '') === '' && !changes.has('modified')
}
