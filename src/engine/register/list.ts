import { sql, type Expression, type SelectQueryBuilder, type SqlBool } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { Tables } from '#ground/database/tables.ts'
import { isDate } from '#ground/clock/date.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { foldTerms, grams } from '#ground/words/fold.ts'
import type { Column, RegisterDefinition } from './definition.ts'
import { entryColumns, entryOf, type Entry } from './reads.ts'
import { slotValue } from './slots.ts'

/** Units whose lines are read; `all` is the whole register. */
export type Scope = 'all' | readonly string[]

/** One condition: any of these values, or a range with both ends included. */
export type Filter =
  | { readonly any: readonly (string | number | boolean)[] }
  | { readonly from?: string | number | undefined; readonly to?: string | number | undefined }

export type ListQuery = {
  readonly scope: Scope
  /** Words, all of which must occur; width, kana and variant characters do not matter. */
  readonly search?: string
  /** By column key. */
  readonly filters?: Readonly<Record<string, Filter>>
  readonly state?: 'current' | 'closed' | 'all'
  /** `number`, `updated`, or the key of a column that has a slot. */
  readonly sort?: string
  readonly direction?: 'asc' | 'desc'
  /** From 1. */
  readonly page: number
  /** At most 100; exports read their own way. */
  readonly size: number
}

export type Listing = {
  readonly rows: readonly Entry[]
  /** Lines that match, counted up to `countLimit`. */
  readonly total: number
  /** True when there are more than `total`. */
  readonly more: boolean
  /** Lines of the scope that were looked through, counted up to `countLimit`. */
  readonly searched: number
  readonly searchedMore: boolean
}

/** Beyond this a list says 「以上」 instead of counting on, and asks for a narrower condition instead of paging on. */
export const countLimit = 10_000

// Below this many lines in the scope, reading them all is quicker than asking the index of pairs.
const fewLines = 2_000

type Query = SelectQueryBuilder<Tables, 'register_entry', object>

/**
 * A page of a register: at most five statements, each bounded.
 * @throws Refusal 'invalid' for a filter or sort the register does not offer, and for a page beyond `countLimit`.
 */
export async function listEntries(
  tx: Tx,
  definition: RegisterDefinition,
  query: ListQuery,
): Promise<Listing> {
  const offset = (query.page - 1) * query.size
  if (offset >= countLimit) {
    refuse(
      'invalid',
      `${countLimit.toLocaleString('ja-JP')}件目より後は一覧に出せません。条件で絞るか、書き出してください。`,
      { problems: [{ at: 'page', message: 'ページの番号が大きすぎます。' }] },
    )
  }
  const { matches, searched, narrowed } = await matchesOf(tx, definition, query)
  const total = narrowed ? await boundedCount(tx, matches, countLimit) : searched
  const rows =
    total === 0
      ? []
      : await ordered(matches, definition, query)
          .select(entryColumns)
          .limit(query.size)
          .offset(offset)
          .execute()
  return {
    rows: rows.map(entryOf),
    total: Math.min(total, countLimit),
    more: total > countLimit,
    searched: Math.min(searched, countLimit),
    searchedMore: searched > countLimit,
  }
}

export type Selection = Omit<ListQuery, 'page' | 'size'>

/** Lines an export holds at most. */
export const exportLimit = 100_000

// Lines read at once for an export.
const exportChunk = 5_000

/**
 * All lines of a selection, in order, chunk by chunk.
 * @throws Refusal 'too-large' before the first chunk when there are more than `exportLimit`.
 */
export async function* everyEntry(
  tx: Tx,
  definition: RegisterDefinition,
  query: Selection,
): AsyncGenerator<readonly Entry[]> {
  const { matches } = await matchesOf(tx, definition, query)
  if ((await boundedCount(tx, matches, exportLimit)) > exportLimit) {
    refuse(
      'too-large',
      `${exportLimit.toLocaleString('ja-JP')}件を超えるため、一度に書き出せません。部・課などの条件で絞ってください。`,
    )
  }
  for (let offset = 0; ; offset += exportChunk) {
    const rows = await ordered(matches, definition, query)
      .select(entryColumns)
      .limit(exportChunk)
      .offset(offset)
      .execute()
    if (rows.length > 0) yield rows.map(entryOf)
    if (rows.length < exportChunk) return
  }
}

async function matchesOf(
  tx: Tx,
  definition: RegisterDefinition,
  query: Selection,
): Promise<{ matches: Query; searched: number; narrowed: boolean }> {
  const conditions = conditionsOf(definition, query)
  const within = scoped(tx, definition, query.scope, query.state ?? 'current')
  const searched = await boundedCount(tx, within, countLimit)
  const terms = foldTerms(query.search ?? '')
  const found = await matching(tx, definition, query.scope, terms, within, searched)
  return {
    matches: conditions.reduce((narrowed, condition) => narrowed.where(condition), found),
    searched,
    narrowed: conditions.length > 0 || terms.length > 0,
  }
}

/** The lines of a scope, before search and filters. */
function scoped(
  tx: Tx,
  definition: RegisterDefinition,
  scope: Scope,
  state: 'current' | 'closed' | 'all',
): Query {
  let query: Query = tx.selectFrom('register_entry').where('register', '=', definition.key)
  if (scope !== 'all') query = query.where(sql<SqlBool>`unit_id = any(${[...scope]}::uuid[])`)
  if (state !== 'all') query = query.where('state', '=', state)
  return query
}

async function boundedCount(tx: Tx, query: Query, limit: number): Promise<number> {
  const row = await tx
    .selectFrom(
      query
        .select(sql<number>`1`.as('one'))
        .limit(limit + 1)
        .as('bounded'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Narrows a query to lines in which every term occurs, by the cheapest of three ways. */
async function matching(
  tx: Tx,
  definition: RegisterDefinition,
  scope: Scope,
  terms: readonly string[],
  within: Query,
  searched: number,
): Promise<Query> {
  if (terms.length === 0) return within
  const patterns = terms.map((term) => `%${term.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
  const directly = within.where(sql<SqlBool>`search like all (${patterns}::text[])`)
  // A term of one character has no pairs; it occurs in many lines, so the ordered scan soon has its page.
  const pairs = [...new Set(terms.flatMap(grams))]
  if (searched <= fewLines || pairs.length === 0) return directly
  const { rows } = await sql<{ id: string }>`
    select id from register_hits(
      ${definition.key}, ${scope === 'all' ? null : [...scope]}::uuid[], ${pairs}::text[], ${patterns}::text[],
      ${countLimit + 1}) as hit (id)`.execute(tx)
  if (rows.length > countLimit) return directly
  return within.where(sql<SqlBool>`entry_id = any(${rows.map((row) => row.id)}::uuid[])`)
}

function ordered(query: Query, definition: RegisterDefinition, wanted: Selection): Query {
  const direction = wanted.direction ?? 'asc'
  const sort = wanted.sort ?? 'number'
  if (sort === 'number') return query.orderBy('number', direction)
  if (sort === 'updated') return query.orderBy('updated_at', direction).orderBy('number')
  const slot = definition.columns.find((column) => column.key === sort)?.slot
  if (slot === undefined) {
    return refuse('invalid', 'その欄では並べ替えられません。ほかの欄を選んでください。', {
      problems: [{ at: 'sort', message: '並べ替えのできない欄です。', value: sort.slice(0, 60) }],
    })
  }
  return query.orderBy(slot, direction).orderBy('number')
}

/** Every filter as a condition on a slot. */
function conditionsOf(definition: RegisterDefinition, query: Selection): Expression<SqlBool>[] {
  return Object.entries(query.filters ?? {}).flatMap(([key, filter]) => {
    const column = definition.columns.find((it) => it.key === key)
    if (column?.slot === undefined || column.filter !== true) {
      return refuse('invalid', 'その欄では絞り込めません。ほかの欄を選んでください。', {
        problems: [{ at: `filters.${key.slice(0, 60)}`, message: '絞り込みのできない欄です。' }],
      })
    }
    return conditionsFor(column, column.slot, filter)
  })
}

function conditionsFor(column: Column, slot: string, filter: Filter): Expression<SqlBool>[] {
  const at = sql.ref(slot)
  const type = sql.raw(slot.startsWith('number_') ? 'float8' : slot.startsWith('date_') ? 'date' : 'text')
  const compared = (value: string | number | boolean): string | number => {
    const kept = slotValue(column, value)
    if (!isComparable(column, kept)) wrongFilter(column, value)
    return kept
  }
  if ('any' in filter) {
    if (filter.any.length === 0) return []
    return [sql<SqlBool>`${at} = any(${filter.any.map(compared)}::${type}[])`]
  }
  const conditions: Expression<SqlBool>[] = []
  if (filter.from !== undefined) conditions.push(sql<SqlBool>`${at} >= ${compared(filter.from)}::${type}`)
  if (filter.to !== undefined) conditions.push(sql<SqlBool>`${at} <= ${compared(filter.to)}::${type}`)
  return conditions
}

function isComparable(column: Column, value: string | number): boolean {
  if (column.type === 'number') return typeof value === 'number' && Number.isFinite(value)
  if (typeof value !== 'string') return false
  if (column.type !== 'date') return true
  return isDate(value)
}

function wrongFilter(column: Column, value: string | number | boolean): never {
  return refuse('invalid', `「${column.label}」の絞り込みの値が正しくありません。選び直してください。`, {
    problems: [
      { at: `filters.${column.key}`, message: '値を選び直してください。', value: String(value).slice(0, 60) },
    ],
  })
}
