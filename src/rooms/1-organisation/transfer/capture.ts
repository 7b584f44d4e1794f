import { sql } from 'kysely'
import type { Insertable, Selectable } from 'kysely'
import { recordedTables as authorityTables } from '#authority/recorded.ts'
import type { Tables } from '#ground/database/tables.ts'
import type { Act, Recorder } from '#ground/operation/act.ts'
import type { RowImage, WrittenRow } from './tables.ts'

/** What was written, table by table in the order in which each was first written. */
export type Captured = ReadonlyMap<string, readonly WrittenRow[]>

const keysOf: ReadonlyMap<string, readonly string[]> = new Map(
  authorityTables.map(({ table, key }) => [table, key]),
)

/**
 * An act whose recorder also notes of every row what it was before and what it became, so that whatever wrote it can
 * be undone exactly. Only tables of the organisation can be captured: nothing else is undone with a plan.
 */
export function captureWrites(act: Act): { act: Act; written(): Captured } {
  const writes = new Map<string, Map<string, WrittenRow>>()

  const note = (table: string, key: RowImage, before: RowImage | null, after: RowImage): void => {
    let rows = writes.get(table)
    if (rows === undefined) writes.set(table, (rows = new Map()))
    const name = nameOf(key)
    const known = rows.get(name)
    // The first picture of a row within the act is the one to go back to.
    rows.set(name, { key: textKey(key), before: known === undefined ? before : known.before, after })
  }

  const saveAll = async <T extends keyof Tables & string>(
    table: T,
    rows: readonly Insertable<Tables[T]>[],
  ): Promise<Selectable<Tables[T]>[]> => {
    if (rows.length === 0) return []
    const columns = keyColumns(table)
    const before = await imagesOf(
      act,
      table,
      rows.map((row) => pick(row, columns)),
    )
    const stored = await act.recorder.saveAll(table, rows)
    for (const row of stored) {
      const image = imageOf(row)
      const key = pick(image, columns)
      note(table, key, before.get(nameOf(key)) ?? null, image)
    }
    return stored
  }

  const recorder: Recorder = {
    saveAll,
    saveReading: saveAll,
    save: async (table, row) => {
      const [stored] = await saveAll(table, [row])
      if (stored === undefined) throw new TypeError(`the database returned no row of ${table}`)
      return stored
    },
    remove: () => refuseRemoval(),
    removeAll: () => refuseRemoval(),
    describe: (deed) => act.recorder.describe(deed),
  }
  return {
    act: { ...act, recorder },
    written: () => new Map([...writes].map(([table, rows]) => [table, [...rows.values()]])),
  }
}

function refuseRemoval(): never {
  throw new TypeError('a transfer plan ends rows by their dates; it removes none')
}

/** @throws TypeError for a table that a plan cannot undo. */
export function keyColumns(table: string): readonly string[] {
  const columns = keysOf.get(table)
  if (columns === undefined) throw new TypeError(`${table} is not a table that a transfer plan may write`)
  return columns
}

/** The rows as they stand, by `nameOf` their key. One query per 5,000. */
export async function imagesOf(
  act: Pick<Act, 'tx'>,
  table: string,
  keys: readonly RowImage[],
): Promise<Map<string, RowImage>> {
  const columns = keyColumns(table)
  const found = new Map<string, RowImage>()
  for (let start = 0; start < keys.length; start += 5_000) {
    const part = keys.slice(start, start + 5_000)
    const same = columns.map((column) => `r."${column}" = k."${column}"`).join(' and ')
    const { rows } = await sql<RowImage>`
      select r.* from ${sql.table(table)} r
        join json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(part)}::json) k on ${sql.raw(same)}
       for update of r`.execute(act.tx)
    for (const row of rows) found.set(nameOf(pick(row, columns)), row)
  }
  return found
}

function imageOf(row: object): RowImage {
  return Object.fromEntries(Object.entries(row))
}

export function pick(row: object, columns: readonly string[]): RowImage {
  const values = new Map<string, unknown>(Object.entries(row))
  return Object.fromEntries(columns.map((column) => [column, values.get(column)]))
}

function textKey(key: RowImage): Record<string, string> {
  return Object.fromEntries(Object.entries(key).map(([column, value]) => [column, String(value)]))
}

export function nameOf(key: RowImage): string {
  return JSON.stringify(Object.entries(key).map(([, value]) => String(value)))
}
