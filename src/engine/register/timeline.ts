import { sql } from 'kysely'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { z } from 'zod'
import { accessOf, reachOf, type Reach } from './access.ts'
import { authorNames } from './conflict.ts'
import type { registerTimeline } from './contract-faces.ts'
import type { RegisterDefinition } from './definition.ts'
import type { Author, Entry } from './reads.ts'
import type { RegisterPorts } from './service.ts'
import { noCases } from './standing-on.ts'
import type { EntryState } from './tables.ts'

type Output = z.output<typeof registerTimeline.output>
type Item = Output['items'][number]

/** Further back than this nobody pages; a search answers better. */
const farthest = 1_000

/**
 * What happened to one line, newest first: its versions, the cases about it, and lines of any register that point to
 * it. What the reader may not read is counted and not shown. Nine statements, whatever there is.
 */
export async function timelineOf(
  act: Act,
  ports: RegisterPorts,
  entry: Entry,
  { page, size }: { page: number; size: number },
): Promise<Output> {
  const upTo = page * size
  if (upTo > farthest) {
    refuse('invalid', `さかのぼって見られるのは${farthest.toLocaleString('ja-JP')}件までです。`)
  }
  const reach = await reachOf(act, ports.organisation)
  const versions = await versionsOf(act, entry, upTo)
  const lines = await linesAbout(act, reach, ports.definitions, entry.entryId, upTo)
  const cases = await (ports.cases ?? noCases).about(act, entry.entryId, upTo)
  const merged: Item[] = [
    ...versions.items,
    ...lines.items,
    ...cases.shown.map((it) => ({ kind: 'case' as const, ...it })),
  ].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || order.indexOf(a.kind) - order.indexOf(b.kind))
  return {
    items: merged.slice(upTo - size, upTo),
    total: Math.min(farthest, versions.total + lines.readable + cases.readable),
    page,
    size,
    hidden: lines.total - lines.readable + (cases.total - cases.readable),
  }
}

/** Of one instant: the line itself last, as the others brought it about. */
const order: readonly Item['kind'][] = ['case', 'line', 'version']

async function versionsOf(act: Act, entry: Entry, limit: number): Promise<{ items: Item[]; total: number }> {
  const { rows } = await sql<{
    at: string
    version: number
    state: EntryState
    by_kind: Author['kind']
    by_id: string
    why: string
    total: number
  }>`
    select at, version, state, by_kind, by_id, why, count(*) over ()::int as total
      from register_entry_version where entry_id = ${entry.entryId}
     order by version desc limit ${limit}`.execute(act.tx)
  const names = await authorNames(
    act.tx,
    rows.map((row) => ({ kind: row.by_kind, id: row.by_id })),
  )
  const disposed = typeof entry.disposedOn === 'string'
  const items = rows.map((row, index): Item => ({
    kind: 'version',
    at: row.at,
    version: row.version,
    act:
      row.version === 1
        ? 'first'
        : row.state === 'current'
          ? 'changed'
          : disposed && row.version === entry.version
            ? 'disposed'
            : 'closed',
    by: { kind: row.by_kind, name: names[index] ?? '' },
    why: row.why,
  }))
  return { items, total: rows[0]?.total ?? 0 }
}

async function linesAbout(
  act: Act,
  reach: Reach,
  definitions: readonly RegisterDefinition[],
  entryId: string,
  limit: number,
): Promise<{ items: Item[]; readable: number; total: number }> {
  const known = new Map(definitions.map((definition) => [definition.key, definition]))
  const wide = definitions.filter((definition) => accessOf(reach, definition).read === 'all')
  const readable = sql`(e.register = any(${wide.map(({ key }) => key)}::text[])
    or (e.unit_id = any(${[...reach.own]}::uuid[]) and e.register = any(${[...known.keys()]}::text[])))`
  const counted = await sql<{ total: number; readable: number }>`
    select count(*)::int as total, count(*) filter (where ${readable})::int as readable
      from register_pointer p
      join register_entry e on e.tenant_id = p.tenant_id and e.entry_id = p.entry_id
     where p.target_id = ${entryId} and p.entry_id <> p.target_id`.execute(act.tx)
  const { rows } = await sql<{
    at: string
    register: string
    entry_id: string
    number: string
    label: string
    state: EntryState
    column_key: string
  }>`
    select e.created_at as at, e.register, e.entry_id, e.number, e.label, e.state, p.column_key
      from register_pointer p
      join register_entry e on e.tenant_id = p.tenant_id and e.entry_id = p.entry_id
     where p.target_id = ${entryId} and p.entry_id <> p.target_id and ${readable}
     order by e.created_at desc, e.number desc
     limit ${limit}`.execute(act.tx)
  const items = rows.map((row): Item => {
    const definition = known.get(row.register)
    return {
      kind: 'line',
      at: row.at,
      register: row.register,
      registerName: definition?.name ?? '台帳',
      entryId: row.entry_id,
      number: row.number,
      label: row.label,
      state: row.state,
      column: definition?.columns.find((column) => column.key === row.column_key)?.label ?? '',
    }
  })
  const [count = { total: 0, readable: 0 }] = counted.rows
  return { items, ...count }
}
