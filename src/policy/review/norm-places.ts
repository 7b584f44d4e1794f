import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { displayNumber } from '../display-number.ts'

export type Place = {
  readonly wid: string
  readonly eid: string
  readonly parent_wid: string | null
  readonly place: number
  readonly depth: number
  readonly heading: string | null
}

/** Where the provisions of an edition stand to each other. */
export type Places = {
  /** In the order of the text. */
  readonly all: readonly Place[]
  find(wid: string): Place | undefined
  /** 「第5-2(6)ア」; empty for a provision that is not there. */
  number(wid: string): string
  /** The topmost provision above one: its chapter. */
  top(wid: string): Place | undefined
  /** Its own heading and those above it, in one text. */
  headings(wid: string): string
}

export async function placesOf(act: Act, editionId: string): Promise<Places> {
  const all = await act.tx
    .selectFrom('provision')
    .select(['wid', 'eid', 'parent_wid', 'place', 'depth', 'heading'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .orderBy('place')
    .execute()
  return indexPlaces(all)
}

/** Indexes provisions; parents are found in one pass, whatever the depth. */
export function indexPlaces(all: readonly Place[]): Places {
  const byWid = new Map(all.map((place) => [place.wid, place]))
  const tops = new Map<string, Place>()
  const headings = new Map<string, string>()
  for (const place of all) {
    const parent = place.parent_wid === null ? undefined : byWid.get(place.parent_wid)
    tops.set(place.wid, (parent === undefined ? undefined : tops.get(parent.wid)) ?? place)
    const above = parent === undefined ? '' : (headings.get(parent.wid) ?? '')
    headings.set(place.wid, place.heading === null ? above : `${above}\n${place.heading}`)
  }
  return {
    all,
    find: (wid) => byWid.get(wid),
    number: (wid) => displayNumber(byWid.get(wid)?.eid ?? ''),
    top: (wid) => tops.get(wid),
    headings: (wid) => headings.get(wid) ?? '',
  }
}

/** A provision, by number or permanent id, with everything below it. @throws Refusal 'not-found'. */
export function chapterIn(places: Places, chapter: string): readonly Place[] {
  const { all } = places
  const at = all.findIndex((place) => place.eid === chapter || place.wid === chapter)
  const head = all[at]
  if (head === undefined)
    return refuse('not-found', 'その章はこの版にありません。目次から選び直してください。')
  const end = all.findIndex((place, i) => i > at && place.depth <= head.depth)
  return all.slice(at, end < 0 ? all.length : end)
}
