import type { Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { isId } from '#ground/ids/ids.ts'
import type { RegisterDefinition, Values } from './definition.ts'
import { idsIn } from './display.ts'
import type { AuthorKind, EntryState, Origin, RegisterEntryTable } from './tables.ts'

/** One line of a register as it is now. */
export type Entry = {
  readonly entryId: string
  readonly register: string
  readonly number: string
  readonly unitId: string
  readonly version: number
  readonly state: EntryState
  /** The name of the line. */
  readonly label: string
  readonly values: Values
  /** Instants, ISO 8601 UTC. */
  readonly createdAt: string
  readonly createdBy: Author
  readonly updatedAt: string
  readonly updatedBy: Author
  /** The day its values were disposed of. */
  readonly disposedOn?: string | null
}

/** Who wrote: a person by id, or an operator or a job by name. */
export type Author = { readonly kind: AuthorKind; readonly id: string }

/** One version of a line, as it was written then. */
export type EntryVersion = {
  readonly version: number
  readonly number: string
  readonly unitId: string
  readonly state: EntryState
  readonly label: string
  readonly values: Values
  readonly at: string
  readonly by: Author
  readonly origin: Origin
  /** What happened, when an event wrote this version. */
  readonly source: { readonly kind: string; readonly id: string } | null
  readonly why: string
}

export const entryColumns = [
  'entry_id',
  'register',
  'number',
  'unit_id',
  'version',
  'state',
  'label',
  'values',
  'created_at',
  'created_by_kind',
  'created_by',
  'updated_at',
  'updated_by_kind',
  'updated_by',
  'disposed_on',
] as const

/** A row of `entryColumns`. */
export type EntryRow = Pick<Selectable<RegisterEntryTable>, (typeof entryColumns)[number]>

/** A stored row as the engine's callers see it. */
export function entryOf(row: EntryRow): Entry {
  return {
    entryId: row.entry_id,
    register: row.register,
    number: row.number,
    unitId: row.unit_id,
    version: row.version,
    state: row.state,
    label: row.label,
    values: row.values,
    createdAt: row.created_at,
    createdBy: { kind: row.created_by_kind, id: row.created_by },
    updatedAt: row.updated_at,
    updatedBy: { kind: row.updated_by_kind, id: row.updated_by },
    disposedOn: row.disposed_on,
  }
}

/** The line with this id in this register, or undefined: also for ids of other registers and other tenants. */
export async function findEntry(
  tx: Tx,
  definition: RegisterDefinition,
  entryId: string,
): Promise<Entry | undefined> {
  if (!isId(entryId)) return undefined
  const row = await tx
    .selectFrom('register_entry')
    .select(entryColumns)
    .where('entry_id', '=', entryId)
    .where('register', '=', definition.key)
    .executeTakeFirst()
  return row === undefined ? undefined : entryOf(row)
}

/** The line with this id. @throws Refusal 'not-found'. */
export async function getEntry(tx: Tx, definition: RegisterDefinition, entryId: string): Promise<Entry> {
  return (await findEntry(tx, definition, entryId)) ?? noSuchEntry(definition)
}

/** The line with this 管理番号, or undefined. */
export async function findEntryByNumber(
  tx: Tx,
  definition: RegisterDefinition,
  number: string,
): Promise<Entry | undefined> {
  const row = await tx
    .selectFrom('register_entry')
    .select(entryColumns)
    .where('register', '=', definition.key)
    .where('number', '=', number)
    .executeTakeFirst()
  return row === undefined ? undefined : entryOf(row)
}

// Numbers asked for in one statement.
const numbersAtOnce = 5_000

/** The lines with these 管理番号, by number; numbers without a line are absent. */
export async function entriesByNumbers(
  tx: Tx,
  definition: RegisterDefinition,
  numbers: readonly string[],
): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>()
  for (let at = 0; at < numbers.length; at += numbersAtOnce) {
    const rows = await tx
      .selectFrom('register_entry')
      .select(entryColumns)
      .where('register', '=', definition.key)
      .where('number', 'in', numbers.slice(at, at + numbersAtOnce))
      .execute()
    for (const row of rows) found.set(row.number, entryOf(row))
  }
  return found
}

/** The lines an event wrote or changed, newest change first; at most 100. */
export async function entriesFrom(
  tx: Tx,
  definition: RegisterDefinition,
  source: { readonly kind: string; readonly id: string },
): Promise<Entry[]> {
  const rows = await tx
    .selectFrom('register_entry')
    .select(entryColumns)
    .where('register', '=', definition.key)
    .where('entry_id', 'in', (versions) =>
      versions
        .selectFrom('register_entry_version')
        .select('entry_id')
        .where('source_kind', '=', source.kind)
        .where('source_id', '=', source.id),
    )
    .orderBy('number')
    .limit(100)
    .execute()
  return rows.map(entryOf)
}

const longestHistory = 200

/** The versions of a line, newest first; at most the newest 200, `more` telling that there are older ones. */
export async function historyOf(
  tx: Tx,
  entryId: string,
): Promise<{ versions: EntryVersion[]; more: boolean }> {
  const rows = await tx
    .selectFrom('register_entry_version')
    .selectAll()
    .where('entry_id', '=', entryId)
    .orderBy('version', 'desc')
    .limit(longestHistory + 1)
    .execute()
  const versions = rows.slice(0, longestHistory).map((row) => ({
    version: row.version,
    number: row.number,
    unitId: row.unit_id,
    state: row.state,
    label: row.label,
    values: row.values,
    at: row.at,
    by: { kind: row.by_kind, id: row.by_id },
    origin: row.origin,
    source:
      row.source_kind === null || row.source_id === null
        ? null
        : { kind: row.source_kind, id: row.source_id },
    why: row.why,
  }))
  return { versions, more: rows.length > longestHistory }
}

/** 「A-00012 住民台帳」 for each id that is a line of any register; unknown ids are absent. */
export async function entryNames(
  tx: Tx,
  entryIds: readonly string[],
): Promise<Map<string, { register: string; name: string }>> {
  if (entryIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('register_entry')
    .select(['entry_id', 'register', 'number', 'label'])
    .where('entry_id', 'in', [...new Set(entryIds)])
    .execute()
  return new Map(
    rows.map((row) => [
      row.entry_id,
      { register: row.register, name: row.label === row.number ? row.number : `${row.number} ${row.label}` },
    ]),
  )
}

/** Of the lines that values point to, those that are struck off. One query at most. */
export async function closedAmong(tx: Tx, definition: RegisterDefinition, values: Values): Promise<string[]> {
  const ids = definition.columns
    .filter((column) => column.register !== undefined)
    .flatMap((column) => idsIn(values[column.key]))
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('register_entry')
    .select('entry_id')
    .where('entry_id', 'in', [...new Set(ids)])
    .where('state', '=', 'closed')
    .execute()
  return rows.map((row) => row.entry_id)
}

/** @throws Refusal 'not-found', the same for what does not exist and for what the asker may not see. */
export function noSuchEntry(definition: RegisterDefinition): never {
  return refuse(
    'not-found',
    `その${definition.noun}は「${definition.name}」に見つかりません。番号を確かめるか、一覧から選び直してください。`,
  )
}
