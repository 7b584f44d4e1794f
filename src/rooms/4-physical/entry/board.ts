import { sql } from 'kysely'
import type { z } from 'zod'
import { personNames } from '#authority/reads.ts'
import { addDays } from '#ground/clock/date.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { doorsOf, requireArea } from './areas.ts'
import type { entryBoard } from './contract.ts'
import { readLines, shownLines, standing, type Line } from './lines.ts'
import { insideAfter } from './pairing.ts'
import { isPermitted, permittedIn, type Permitted } from './permitted.ts'
import { ENTRY_LOG, type EntryPorts } from './ports.ts'

/** Whoever went in longer ago is no longer counted as inside here; the check names him as never left. */
const daysBack = 14
const mostLines = 5_000

/** Who is inside an area now, by its lines of the last days. One query. */
export async function insideNow(tx: Tx, areaId: string, today: string): Promise<Line[]> {
  const lines = await readLines(
    tx,
    sql`l.area_id = ${areaId}::uuid and l.day >= ${addDays(today, -daysBack)}::date and ${standing}`,
    { limit: mostLines },
  )
  const inside = insideAfter(
    lines.map((line) => ({
      lineId: line.line_id,
      who: line.who,
      at: line.at,
      direction: line.direction,
      line,
    })),
  )
  return inside.map(({ line }) => line).toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

/** The screen at the door: whom the list lets in, who is inside, which badges are out. A fixed number of queries. */
export async function readBoard(
  act: Act,
  input: z.output<typeof entryBoard.input>,
  ports: EntryPorts,
): Promise<z.input<typeof entryBoard.output>> {
  const { tx, today } = act
  const { kept } = await doorsOf(act, ports)
  const area = input.areaId === undefined ? kept[0] : requireArea(kept, input.areaId)
  const cites = (await ports.citations(tx, [ENTRY_LOG], today)).get(ENTRY_LOG) ?? []
  const list = area === undefined ? [] : await permittedIn(tx, [area.areaId], { from: today, to: today })
  const lines = area === undefined ? [] : await insideNow(tx, area.areaId, today)
  const rows = await shownLines(tx, lines, kept)
  return {
    on: today,
    areas: kept.map(({ areaId, name, building }) => ({ id: areaId, name, building })),
    area: area === undefined ? null : { id: area.areaId, name: area.name },
    inside: rows.map((row, at) => ({
      ...row,
      since: row.at,
      permitted: lines[at] !== undefined && mayBeInside(list, lines[at], today),
    })),
    permitted: await peopleOf(tx, list, today),
    badges: lines.flatMap((line) =>
      line.badge === null ? [] : [{ badge: line.badge, name: line.name, since: line.at }],
    ),
    cites: cites.map(({ slot, documentMark, label, editionId, wid }) => ({
      slot,
      documentMark,
      label,
      editionId,
      wid,
    })),
  }
}

/** On the list himself, or a visitor with somebody who is. Pure. */
export function mayBeInside(
  list: readonly Permitted[],
  line: Pick<Line, 'area_id' | 'person_id' | 'name' | 'company' | 'escort_id'>,
  day: string,
): boolean {
  const at = { areaId: line.area_id, day }
  return (
    isPermitted(list, { ...at, personId: line.person_id, name: line.name, company: line.company }) ||
    (line.escort_id !== null &&
      isPermitted(list, { ...at, personId: line.escort_id, name: '', company: null }))
  )
}

type PermittedPerson = z.input<typeof entryBoard.output>['permitted'][number]

async function peopleOf(tx: Tx, list: readonly Permitted[], today: string): Promise<PermittedPerson[]> {
  const now = list.filter((each) => each.endedOn === null || today < each.endedOn)
  const names = await personNames(
    tx,
    now.flatMap((each) => each.personId ?? []),
  )
  const people = now.flatMap((each): PermittedPerson[] =>
    each.personId === null
      ? each.written.map((name) => ({ personId: null, name, company: each.company, until: each.to }))
      : [{ personId: each.personId, name: names.get(each.personId) ?? '', company: null, until: each.to }],
  )
  return people.toSorted((a, b) => a.name.localeCompare(b.name, 'ja'))
}
