import { plainWords } from '#policy/compare/plain-words.ts'
import type { ChangeKind } from '#policy/compare/place-changes.ts'
import { merged } from './edits.ts'
import { placesOf, seatsOf, type Piece, type Text } from './text-tree.ts'

/** What happened to each piece, told from the identities that the edits kept, by comparing id with id. */
export type Truth = {
  /** Position in the new text → position in the old one, -1 for none. */
  readonly from: readonly number[]
  readonly after: readonly ReadonlySet<ChangeKind>[]
  /** Old positions that nothing goes on. */
  readonly gone: ReadonlyMap<number, ChangeKind>
}

export function truthOf(old: Text, now: Text): Truth {
  const before = placesOf(old)
  const after = placesOf(now)
  const oldAt = new Map(before.ids.map((id, i) => [id, i]))
  const newAt = new Map(after.ids.map((id, i) => [id, i]))
  const pieces = new Map<number, Piece>(seatsOf(now).map(({ piece }) => [piece.id, piece]))
  const into = merged(now)
  const splitWholes = new Set([...pieces.values()].flatMap((p) => p.partOf ?? []))
  const mergeTargets = new Set(into.values())
  const changes = after.places.map((place, n) => {
    const set = new Set<ChangeKind>()
    const id = after.ids[n] ?? -1
    const piece = pieces.get(id)
    const was = before.places[oldAt.get(id) ?? -1]
    if (piece?.partOf !== undefined) return set.add('split')
    if (was === undefined) return set.add('added')
    if (place.type === 'deleted' && was.type !== 'deleted') return set.add('deleted')
    if (was.eid !== place.eid) set.add('renumbered')
    if (plainWords(was.text) !== plainWords(place.text)) set.add('modified')
    if (plainWords(was.heading ?? '') !== plainWords(place.heading ?? '')) set.add('heading')
    if (splitWholes.has(id)) set.add('split')
    if (mergeTargets.has(id)) set.add('merged')
    if (
      (piece?.moved === true || piece?.swapped === true) &&
      !standsAsBefore(before, after, oldAt.get(id) ?? -1, n)
    )
      set.add(piece.moved === true ? 'moved' : 'swapped')
    return set
  })
  const gone = new Map<number, ChangeKind>()
  for (const [o, id] of before.ids.entries())
    if (!newAt.has(id)) gone.set(o, into.has(id) ? 'merged' : 'deleted')
  return { from: after.ids.map((id) => oldAt.get(id) ?? -1), after: changes, gone }
}

type Edition = ReturnType<typeof placesOf>

/** A later edit may have undone a move: the same parent, and the same order towards everything that is still beside it. */
function standsAsBefore(before: Edition, after: Edition, o: number, n: number): boolean {
  const above = before.parents[o]
  if (above !== after.parents[n]) return false
  return before.ids.every((id, p) => {
    const q = after.ids.indexOf(id)
    return before.parents[p] !== above || q < 0 || after.parents[q] !== above || p < o === q < n || p === o
  })
}
