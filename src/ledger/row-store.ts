import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { quoted, RecorderFault, rowTexts, type TableShape } from './recorded-table.ts'

/** A row as the driver reads it, and the texts the database holds for it. */
export type StoredRow<Row = unknown> = { readonly row: Row; readonly texts: readonly (string | null)[] }

/** Rows per statement: large enough to be fast, small enough to keep one statement's JSON in memory. */
const CHUNK = 1000

/**
 * Inserts rows or updates them by primary key, and returns what the database stored, in the order given.
 * Rows that leave out required columns can only change rows that exist. Rows of one call must have different keys.
 */
export async function storeRows<Row>(
  tx: Tx,
  shape: TableShape,
  tenantId: string,
  rows: readonly object[],
  /** What is wanted back; everything unless told. */
  wanted?: readonly string[],
): Promise<StoredRow<Row>[]> {
  const stored: StoredRow<Row>[] = []
  const groups = new Map<string, { columns: string[]; places: number[]; texts: string[] }>()
  for (const [place, row] of rows.entries()) {
    const { columns, text } = encodeRow(shape, tenantId, row)
    const name = columns.join('\n')
    let group = groups.get(name)
    if (group === undefined) groups.set(name, (group = { columns, places: [], texts: [] }))
    group.places.push(place)
    group.texts.push(text)
  }
  for (const { columns, places, texts } of groups.values()) {
    const statement = storeStatement(shape, columns, wanted)
    for (let start = 0; start < texts.length; start += CHUNK) {
      const part = texts.slice(start, start + CHUNK)
      const found = await runReturning<Row>(tx, statement(`[${part.join(',')}]`))
      if (found.length !== part.length) {
        throw new RecorderFault(`${shape.table}: ${part.length - found.length} rows to change do not exist`)
      }
      for (const [at, row] of found.entries()) stored[places[start + at] ?? 0] = row
    }
  }
  return stored
}

/** Deletes rows and returns what they were. Throws when one of them does not exist. */
export async function deleteRows(
  tx: Tx,
  shape: TableShape,
  tenantId: string,
  keys: readonly Readonly<Record<string, string | number>>[],
): Promise<StoredRow[]> {
  const removed: StoredRow[] = []
  for (let start = 0; start < keys.length; start += CHUNK) {
    const part = keys.slice(start, start + CHUNK).map((key) => encodeRow(shape, tenantId, key).text)
    const found = await runReturning(
      tx,
      sql`delete from ${sql.table(shape.table)} as r using ${given(shape, `[${part.join(',')}]`)} where ${sameKey(shape)} ${returning(shape)}`,
    )
    if (found.length !== part.length) {
      throw new RecorderFault(`${shape.table}: ${part.length - found.length} rows to remove do not exist`)
    }
    removed.push(...found)
  }
  return removed
}

/** The rows with the given keys that exist now. */
export async function currentRows(
  tx: Tx,
  shape: TableShape,
  tenantId: string,
  keys: readonly Readonly<Record<string, string>>[],
): Promise<StoredRow[]> {
  const found: StoredRow[] = []
  for (let start = 0; start < keys.length; start += CHUNK) {
    const part = keys.slice(start, start + CHUNK).map((key) => encodeRow(shape, tenantId, key).text)
    const statement = sql`select r.*, ${sql.raw(rowTexts(shape, 'r'))} as ledger_texts
      from ${sql.table(shape.table)} as r join ${given(shape, `[${part.join(',')}]`)} on ${sameKey(shape)}`
    found.push(...(await runReturning(tx, statement)))
  }
  return found
}

type Statement = RawBuilder<unknown>
type Texts = { ledger_texts: (string | null)[] }

async function runReturning<Row>(tx: Tx, statement: Statement): Promise<StoredRow<Row>[]> {
  const { rows } = await statement.$castTo<Row & Texts>().execute(tx)
  return rows.map((row) => {
    const texts = row.ledger_texts
    const extra: Partial<Texts> = row
    delete extra.ledger_texts
    return { row, texts }
  })
}

/** The rows given as JSON, read by the database with the column types of the table. */
function given(shape: TableShape, json: string): Statement {
  return sql`json_populate_recordset(null::${sql.table(shape.table)}, ${json}::json) as g`
}

function sameKey(shape: TableShape): Statement {
  return sql.raw(
    ['tenant_id', ...shape.key].map((name) => `r.${quoted(name)} = g.${quoted(name)}`).join(' and '),
  )
}

function returning(shape: TableShape, wanted?: readonly string[]): Statement {
  const columns = wanted?.map((name) => `r.${quoted(name)}`) ?? ['r.*']
  return sql.raw(`returning ${[...columns, `${rowTexts(shape, 'r')} as ledger_texts`].join(', ')}`)
}

function storeStatement(
  shape: TableShape,
  columns: readonly string[],
  wanted: readonly string[] | undefined,
): (json: string) => Statement {
  const key = new Set(['tenant_id', ...shape.key])
  for (const name of key) {
    if (!columns.includes(name)) throw new RecorderFault(`a row of ${shape.table} needs ${name}`)
  }
  const others = columns.filter((name) => !key.has(name))
  const missing = shape.columns.find((column) => column.required && !columns.includes(column.name))
  if (missing !== undefined) {
    if (others.length === 0) throw new RecorderFault(`a row of ${shape.table} needs ${missing.name}`)
    const changes = sql.raw(others.map((name) => `${quoted(name)} = g.${quoted(name)}`).join(', '))
    return (json) =>
      sql`update ${sql.table(shape.table)} as r set ${changes} from ${given(shape, json)} where ${sameKey(shape)} ${returning(shape, wanted)}`
  }
  const list = columns.map(quoted).join(', ')
  const changes = (others.length > 0 ? others : ['tenant_id']).map(
    (name) => `${quoted(name)} = excluded.${quoted(name)}`,
  )
  const target = ['tenant_id', ...shape.key].map(quoted).join(', ')
  // On an append-only table the role may not even name an update; a second row with the key is then an error.
  const conflict = shape.changeable ? `on conflict (${target}) do update set ${changes.join(', ')}` : ''
  return (json) =>
    sql`insert into ${sql.table(shape.table)} as r (${sql.raw(list)}) select ${sql.raw(list)} from ${given(shape, json)} ${sql.raw(conflict)} ${returning(shape, wanted)}`
}

/** One row as JSON text for json_populate_recordset, with the columns it names in table order. */
function encodeRow(shape: TableShape, tenantId: string, row: object): { columns: string[]; text: string } {
  const values = new Map<string, unknown>(Object.entries(row))
  const tenant = values.get('tenant_id')
  if (tenant !== undefined && tenant !== tenantId)
    throw new RecorderFault(`row of ${shape.table} for another tenant`)
  values.set('tenant_id', tenantId)
  const columns: string[] = []
  const parts: string[] = []
  for (const { name, json, generated } of shape.columns) {
    const value = values.get(name)
    values.delete(name)
    if (value === undefined) continue
    // Computed by the database: a row that was read and is saved again may carry it, and it says nothing new.
    if (generated) continue
    columns.push(name)
    parts.push(`${JSON.stringify(name)}:${encodeValue(value, json)}`)
  }
  const [unknown] = [...values].find(([, value]) => value !== undefined) ?? []
  if (unknown !== undefined) throw new RecorderFault(`${shape.table} has no column ${unknown}`)
  return { columns, text: `{${parts.join(',')}}` }
}

function encodeValue(value: unknown, json: boolean): string {
  if (json && typeof value === 'string') {
    // JSON columns take JSON text; parsing it first keeps a broken text from reaching into its neighbours.
    JSON.parse(value)
    return value
  }
  if (value instanceof Uint8Array) return JSON.stringify(`\\x${Buffer.from(value).toString('hex')}`)
  if (typeof value === 'bigint') return String(value)
  return JSON.stringify(value) ?? 'null'
}
