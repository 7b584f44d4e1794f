import { CompiledQuery } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { canonical } from './canonical.ts'
import { sha256 } from './merkle.ts'

/** A table that changes only through the recorder; `key` is its primary key without tenant_id. */
export type RecordedTable = { readonly table: string; readonly key: readonly string[] }

/** One column as the database declares it. */
export type Column = {
  readonly name: string
  readonly json: boolean
  /** An insert must name it: not null and without a default. */
  readonly required: boolean
  /** Computed by the database from the others: neither written nor hashed. */
  readonly generated: boolean
}

export type TableShape = {
  readonly table: string
  readonly key: readonly string[]
  readonly columns: readonly Column[]
  /** Names of the hashed columns, in the order their texts are read. */
  readonly hashed: readonly string[]
  /** False for append-only tables: they take inserts and nothing else. */
  readonly changeable: boolean
}

/** The recorded tables of the house. Shapes are read once per registry: the schema changes only before a start. */
export type Registry = {
  readonly tables: ReadonlyMap<string, RecordedTable>
  shape(tx: Tx, table: string): Promise<TableShape>
}

/** A fault in how the house uses the ledger, never a user's. */
export class RecorderFault extends Error {
  override readonly name = 'RecorderFault'
}

/** Collects the lists the rooms export. A table listed twice or without a key is a fault. */
export function createRegistry(lists: Iterable<readonly RecordedTable[]>): Registry {
  const tables = new Map<string, RecordedTable>()
  for (const list of lists) {
    for (const recorded of list) {
      if (tables.has(recorded.table)) throw new RecorderFault(`table ${recorded.table} is recorded twice`)
      if (recorded.key.length === 0) throw new RecorderFault(`table ${recorded.table} has no key`)
      tables.set(recorded.table, recorded)
    }
  }
  const shapes = new Map<string, TableShape>()
  return {
    tables,
    shape: async (tx, table) => {
      const known = shapes.get(table)
      if (known !== undefined) return known
      const recorded = tables.get(table)
      if (recorded === undefined) throw new RecorderFault(`table ${table} is not under the ledger`)
      const ask: Ask = async <Row extends object>(text: string, values: readonly unknown[]) =>
        (await tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows
      const shape = await readShape(ask, recorded)
      shapes.set(table, shape)
      return shape
    },
  }
}

/**
 * Session settings under which a value has one text. The house's pools run in UTC and leave the rest at the
 * server's defaults; a server configured otherwise must fail loudly, not produce hashes nobody can repeat.
 */
export const textSettings: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
}

type CatalogueRow = {
  name: string
  type: string
  not_null: boolean
  has_default: boolean
  generated: boolean
  in_key: boolean
  changeable: boolean
}

/** Asks the database one question and returns the rows. */
export type Ask = <Row extends object>(text: string, values: readonly unknown[]) => Promise<Row[]>

/** Reads a table's shape for the role that asks. Throws RecorderFault when the table is missing or keyed otherwise. */
export async function readShape(ask: Ask, { table, key }: RecordedTable): Promise<TableShape> {
  const settings = await ask<{ name: string; value: string }>(
    'select name, current_setting(name) as value from unnest($1::text[]) as t (name)',
    [Object.keys(textSettings)],
  )
  for (const { name, value } of settings) {
    if (value !== textSettings[name]) {
      throw new RecorderFault(
        `the database session has ${name} = ${value}; the ledger needs ${textSettings[name]}`,
      )
    }
  }
  const rows = await ask<CatalogueRow>(
    `select a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as not_null,
            a.atthasdef or a.attidentity <> '' as has_default, a.attgenerated <> '' as generated,
            coalesce(a.attnum = any (i.indkey), false) as in_key, has_table_privilege(c.oid, 'UPDATE') as changeable
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.oid = to_regclass($1) order by a.attnum`,
    [quoted(table)],
  )
  if (rows.length === 0) throw new RecorderFault(`table ${table} does not exist`)
  const primary = rows.filter((row) => row.in_key).map((row) => row.name)
  if (primary.toSorted().join() !== ['tenant_id', ...key].toSorted().join()) {
    throw new RecorderFault(
      `the primary key of ${table} is (${primary.join(', ')}), not tenant_id and its recorded key`,
    )
  }
  const columns = rows.map((row) => ({
    name: row.name,
    json: row.type === 'json' || row.type === 'jsonb',
    required: row.not_null && !row.has_default && !row.generated,
    generated: row.generated,
  }))
  return {
    table,
    key,
    columns,
    // Sorted, so that the text of a row is built in canonical order without sorting again.
    hashed: columns
      .filter((column) => !column.generated)
      .map((column) => column.name)
      .toSorted(),
    changeable: rows[0]?.changeable === true,
  }
}

/** An identifier quoted for SQL text. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** SQL for the texts of a row of `alias`, in the order of `shape.hashed`: what the database stored, exactly. */
export function rowTexts(shape: TableShape, alias: string): string {
  return `array[${shape.hashed.map((name) => `${alias}.${quoted(name)}::text`).join(', ')}]`
}

/**
 * SHA-256 of the canonical row: an object of column name → the database's text of the value, empty columns left
 * out (so that a column added later and still empty changes no hash).
 */
export function rowHash(shape: TableShape, texts: readonly (string | null)[]): Buffer {
  const parts: string[] = []
  for (const [at, name] of shape.hashed.entries()) {
    const text = texts[at]
    if (text !== null && text !== undefined) parts.push(`${JSON.stringify(name)}:${JSON.stringify(text)}`)
  }
  return sha256(`{${parts.join(',')}}`)
}

/** The key of a row as the ledger writes it: column name → text. */
export function rowKey(shape: TableShape, texts: readonly (string | null)[]): Record<string, string> {
  return Object.fromEntries(
    shape.key.map((name) => {
      const text = texts[shape.hashed.indexOf(name)]
      if (text === null || text === undefined)
        throw new RecorderFault(`row of ${shape.table} without ${name}`)
      return [name, text]
    }),
  )
}

/** The identity of a row across the house: table and canonical key. */
export function rowName(table: string, key: Readonly<Record<string, string>>): string {
  return `${table} ${canonical(key)}`
}
