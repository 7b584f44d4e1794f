import { above, type Outline } from '../reading/outline.ts'
import type { NormOut, ReviewAct } from './types.ts'

export type Chapter = {
  /** The top provision. */
  readonly wid: string
  readonly number: string
  readonly heading: string | null
  readonly norms: readonly NormOut[]
}

/** The norms chapter by chapter, in the order of the text. A chapter without norms is left out. */
export function chaptersOf(outline: Outline, norms: readonly NormOut[]): Chapter[] {
  const chapters = new Map<string, NormOut[]>()
  for (const norm of norms) {
    const top = above(outline, norm.wid)[0]?.wid ?? norm.wid
    const list = chapters.get(top)
    if (list === undefined) chapters.set(top, [norm])
    else list.push(norm)
  }
  return [...chapters].map(([wid, own]) => {
    const node = outline.nodes[outline.at.get(wid) ?? -1]
    return { wid, number: node?.number ?? own[0]?.number ?? '', heading: node?.heading ?? null, norms: own }
  })
}

/** The latest act of every other officer, as far as it is not much older than the newest of all. */
export function othersAtWork(acts: readonly ReviewAct[]): ReviewAct[] {
  const newest = Math.max(...acts.map((act) => Date.parse(act.at)))
  const recent = acts.filter((act) => !act.mine && newest - Date.parse(act.at) < 30 * 60_000)
  const byPerson = new Map<string, ReviewAct>()
  for (const act of recent) if (!byPerson.has(act.by)) byPerson.set(act.by, act)
  return [...byPerson.values()]
}
