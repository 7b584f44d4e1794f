import { sql, type RawBuilder, type Selectable } from 'kysely'
import { personNames } from '#authority/reads.ts'
import type { Tx } from '#ground/database/database.ts'
import { foldTerms, searchTerms } from '#ground/words/fold.ts'
import type { LineRow } from './contract.ts'
import type { Area } from './areas.ts'
import type { EntryLineTable } from './tables.ts'

export type Line = Selectable<EntryLineTable> & { corrected: boolean }

export type Selection = {
  readonly areaIds: readonly string[]
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly search?: string | undefined
  readonly kind?: string | undefined
}

/** The condition of a selection on `l`. */
export function matching({ areaIds, from, to, search, kind }: Selection): RawBuilder<unknown> {
  const parts = [
    sql`l.area_id = any(${[...areaIds]}::uuid[])`,
    ...(from === undefined ? [] : [sql`l.day >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`l.day <= ${to}::date`]),
    ...(kind === undefined ? [] : [sql`l.kind = ${kind}`]),
    ...foldTerms(search ?? '').map((term) => sql`strpos(l.search, ${term}) > 0`),
  ]
  return sql.join(parts, sql` and `)
}

export const corrected = sql`exists (select from entry_line c where c.tenant_id = l.tenant_id and c.corrects = l.line_id)`

/** Lines that count: not put right by a later one, and not struck. */
export const standing = sql`not l.struck and not ${corrected}`

/**
 * Of a selection with a search: the lines in which every word stands, by the index of what was written, or undefined when
 * they are more than `limit`. One query.
 */
export async function linesSaying(
  tx: Tx,
  { areaIds, from, to, kind, search = '' }: Selection,
  limit: number,
): Promise<string[] | undefined> {
  const { grams, patterns } = searchTerms(foldTerms(search))
  const { rows } = await sql<{ id: string }>`
    select id from entry_hits(${[...areaIds]}::uuid[], ${from ?? null}::date, ${to ?? null}::date, ${kind ?? null},
      ${[...grams]}::text[], ${[...patterns]}::text[], ${limit + 1}) as hit (id)`.execute(tx)
  return rows.length > limit ? undefined : rows.map(({ id }) => id)
}

/** Lines newest first. One query. */
export async function readLines(
  tx: Tx,
  where: RawBuilder<unknown>,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select l.*, ${corrected} as corrected from entry_line l where ${where}
     order by l.day desc, l.at desc, l.line_id limit ${limit} offset ${offset}`.execute(tx)
  return rows
}

/** How many lines match, counted up to a limit. One query. */
export async function countLines(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from entry_line l where ${where} limit ${limit}) as found`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

/** Lines as the screen shows them. One query. */
export async function shownLines(tx: Tx, lines: readonly Line[], areas: readonly Area[]): Promise<LineRow[]> {
  const names = await personNames(
    tx,
    lines.flatMap((line) => line.escort_id ?? []),
  )
  const areaNames = new Map(areas.map((area) => [area.areaId, area.name]))
  return lines.map((line) => ({
    lineId: line.line_id,
    area: { id: line.area_id, name: areaNames.get(line.area_id) ?? '' },
    at: line.at,
    direction: line.direction,
    kind: line.kind,
    personId: line.person_id,
    name: line.name,
    company: line.company,
    card: line.card,
    badge: line.badge,
    escort: line.escort_id === null ? null : { id: line.escort_id, name: names.get(line.escort_id) ?? '' },
    purpose: line.purpose,
    items: line.items,
    origin: line.origin,
    corrects: line.corrects,
    struck: line.struck,
    why: line.why,
    corrected: line.corrected,
  }))
}
