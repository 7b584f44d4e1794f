import type { Touched } from './norm-tables.ts'

export type PastAct = {
  readonly act_id: string
  readonly undoes: string | null
  readonly touched: readonly Touched[]
}

/**
 * Norms that an act touched and that are no longer as it left them. An act and its undo cancel each other, so that
 * one can go back step by step. `later` are the acts after it, oldest first; `now` the revisions of the edition's
 * norms. Pure.
 */
export function changedSince(
  done: PastAct,
  later: readonly PastAct[],
  now: ReadonlyMap<string, number>,
): string[] {
  const open = new Map(
    done.touched.map((each) => [each.normId, { acts: [] as string[], last: each.revision }]),
  )
  for (const act of later) {
    for (const { normId, revision } of act.touched) {
      const norm = open.get(normId)
      if (norm === undefined) continue
      norm.last = revision
      if (act.undoes !== null && norm.acts.at(-1) === act.undoes) norm.acts.pop()
      else norm.acts.push(act.act_id)
    }
  }
  // A reading of the text again may have changed a norm without an act.
  return [...open].flatMap(([normId, { acts, last }]) =>
    acts.length > 0 || (now.get(normId) ?? null) !== last ? [normId] : [],
  )
}
