import type { Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { fold } from '#ground/words/fold.ts'
import type { Column, RegisterDefinition } from './definition.ts'
import type { RegisterColumnTable } from './tables.ts'

/*
 * Columns a city adds to the registers its people write. Everything the engine does with a definition it does with
 * the definition widened by them: checking, forms, lists, history, search, spreadsheets, paper. They take no slot, so
 * they are kept and shown, and found by the search box, and not sorted by.
 */

/** Columns a city adds to one register at most, those it has retired included. */
export const mostOwnColumns = 20

type OwnRow = Selectable<RegisterColumnTable>

/** The city's columns of every register, or of one, in their order. One query. */
export async function ownColumns(tx: Tx, register?: string): Promise<Map<string, readonly OwnRow[]>> {
  let query = tx.selectFrom('register_column').selectAll()
  if (register !== undefined) query = query.where('register', '=', register)
  const found = new Map<string, OwnRow[]>()
  for (const row of await query.orderBy('place').orderBy('column_key').execute()) {
    const known = found.get(row.register)
    if (known === undefined) found.set(row.register, [row])
    else known.push(row)
  }
  return found
}

/**
 * The definition with the city's columns. The same columns give the same object, since a checker of values is kept
 * for each. A definition that has them already, and one that no hand writes, comes back as it is, without a query.
 */
export async function withOwnColumns(tx: Tx, definition: RegisterDefinition): Promise<RegisterDefinition> {
  if (widened.has(definition) || definition.written === 'by-events') return definition
  return widen(definition, (await ownColumns(tx, definition.key)).get(definition.key) ?? [])
}

const widened = new WeakSet<RegisterDefinition>()
const known = new WeakMap<RegisterDefinition, Map<string, RegisterDefinition>>()
/** Kept widenings of a register: a house of many cities, each with its own columns, stays small. */
const mostKept = 50

/** The definition with these columns behind its own. Pure, but for what it remembers. */
export function widen(definition: RegisterDefinition, own: readonly OwnRow[]): RegisterDefinition {
  if (own.length === 0 || definition.written === 'by-events') return definition
  const print = JSON.stringify(
    own.map(({ column_key, label, type, choices, hint, listed, retired_on }) => [
      column_key,
      label,
      type,
      choices,
      hint,
      listed,
      retired_on !== null,
    ]),
  )
  const kept = known.get(definition) ?? new Map<string, RegisterDefinition>()
  known.set(definition, kept)
  const before = kept.get(print)
  if (before !== undefined) return before
  const taken = new Set(definition.columns.map((column) => fold(column.label)))
  const wide = { ...definition, columns: [...definition.columns, ...own.map((row) => columnOf(row, taken))] }
  widened.add(wide)
  if (kept.size >= mostKept) kept.clear()
  kept.set(print, wide)
  return wide
}

/** Types whose words the search box finds. */
const searched: readonly string[] = ['text', 'long-text', 'choice', 'person', 'unit']

function columnOf(row: OwnRow, taken: ReadonlySet<string>): Column {
  const retired = row.retired_on !== null
  return {
    key: row.column_key,
    // A later edition of the definition may have taken the words: two columns of one heading cannot be told apart.
    label: taken.has(fold(row.label)) ? `${row.label}(市の欄)` : row.label,
    type: row.type,
    own: true,
    retired,
    list: row.listed && !retired,
    search: searched.includes(row.type) && !retired,
    ...(row.type === 'choice' ? { choices: row.choices } : {}),
    ...(row.type === 'number' ? { min: -999_999_999_999, decimals: 3 } : {}),
    ...(row.hint === '' ? {} : { hint: row.hint }),
  }
}

/** The columns that forms, lists and spreadsheets ask for. */
export function livingColumns(definition: RegisterDefinition): readonly Column[] {
  return definition.columns.filter((column) => column.retired !== true)
}
