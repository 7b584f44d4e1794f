import { alignPlaces } from './align-places.ts'
import { placeChanges, type ChangeKind } from './place-changes.ts'
import type { Place } from './place-tree.ts'
import type { NodeType } from '../reading/types.ts'

export type Aligned = {
  readonly wid: string
  /** What hangs on `same` and `renumbered` goes along by itself; the rest is decided by an officer. */
  readonly change: 'same' | 'renumbered' | 'changed' | 'added'
}

/** A provision as far as it is known; what tells more about its place makes the alignment surer. */
type After = {
  readonly eid: string
  readonly heading: string | null
  readonly text: string
  readonly parent?: string | null
  readonly label?: string
  readonly type?: NodeType
  readonly table?: string | null
}
type Before = After & { readonly wid: string }

/**
 * Gives each provision of a new edition its permanent id: that of the provision whose words it goes on, whatever its
 * number, or a new one. A provision that was split keeps its id on the part with most of the words, one that was merged
 * on the largest. Each old provision is continued at most once; `removed` lists those that nobody continues.
 */
export function alignEditions(
  before: readonly Before[],
  after: readonly After[],
  newId: () => string,
): { aligned: Map<string, Aligned>; removed: string[] } {
  const alignment = alignPlaces(before.map(placeOf), after.map(placeOf))
  const changes = placeChanges(alignment)
  const aligned = new Map<string, Aligned>()
  for (const [n, p] of after.entries()) {
    const old = before[alignment.links.toBefore[n] ?? -1]
    aligned.set(
      p.eid,
      old === undefined
        ? { wid: newId(), change: 'added' }
        : { wid: old.wid, change: summary(changes.after[n] ?? new Set()) },
    )
  }
  return { aligned, removed: [...changes.before.keys()].flatMap((o) => before[o]?.wid ?? []) }
}

const placeOf = (p: After): Place => ({
  eid: p.eid,
  parent: p.parent ?? null,
  label: p.label ?? p.eid,
  heading: p.heading,
  type: p.type ?? 'provision',
  text: p.text,
  table: p.table ?? null,
})

function summary(kinds: ReadonlySet<ChangeKind>): 'same' | 'renumbered' | 'changed' {
  if (kinds.size === 0) return 'same'
  return kinds.size === 1 && kinds.has('renumbered') ? 'renumbered' : 'changed'
}
