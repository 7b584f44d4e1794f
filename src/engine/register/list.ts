import { sql, type Expression, type SelectQueryBuilder, type SqlBool } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { Tables } from '#ground/database/tables.ts'
import { isDate } from '#ground/clock/date.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { collectGarbage } from '#ground/memory/garbage.ts'
import { newId } from '#ground/ids/ids.ts'
import { foldTerms, searchTerms } from '#ground/words/fold.ts'
import type { Column, RegisterDefinition, SlotName } from './definition.ts'
import { entryColumns, entryOf, type Entry, type EntryRow } from './reads.ts'
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

// Above this many matches, a page is soon found by walking along the order and taking what matches.
const manyMatches = 2_000

type Query = SelectQueryBuilder<Tables, 'register_entry', object>

/**
 * A page of a register: at most five statements, each bounded.
 * `limit` is how far is counted and paged. @throws Refusal 'invalid' for a filter or sort the register does not
 * offer, and for a page beyond the limit.
 */
export async function listEntries(
  tx: Tx,
  definition: RegisterDefinition,
  query: ListQuery,
  limit = countLimit,
): Promise<Listing> {
  const offset = (query.page - 1) * query.size
  if (offset >= limit) {
    refuse(
      'invalid',
      `${limit.toLocaleString('ja-JP')}件目より後は一覧に出せません。条件で絞るか、書き出してください。`,
      { problems: [{ at: 'page', message: 'ページの番号が大きすぎます。' }] },
    )
  }
  const matches = await matchesOf(tx, definition, query, limit)
  const { searched, known, patterns } = matches
  const total = known ?? (await boundedCount(tx, narrowedBy(matches.query, patterns), limit))
  const along = patterns.length > 0 && total > Math.min(manyMatches, limit / 5)
  const rows = total === 0 ? [] : await pageOf(tx, matches, definition, query, along)
  return {
    rows: rows.map(entryOf),
    total: Math.min(total, limit),
    more: total > limit,
    searched: Math.min(searched, limit),
    searchedMore: searched > limit,
  }
}

export type Selection = Omit<ListQuery, 'page' | 'size'>

/** Lines an export holds at most. */
export const exportLimit = 100_000

// Lines read at once for an export.
const exportChunk = 1_000

/**
 * All lines of a selection, in order, chunk by chunk.
 * @throws Refusal 'too-large' before the first chunk when there are more than `exportLimit`.
 */
export async function* everyEntry(
  tx: Tx,
  definition: RegisterDefinition,
  query: Selection,
): AsyncGenerator<readonly Entry[]> {
  const found = await matchesOf(tx, definition, query, countLimit)
  const matches = narrowedBy(found.query, found.patterns)
  if ((await boundedCount(tx, matches, exportLimit)) > exportLimit) {
    refuse(
      'too-large',
      `${exportLimit.toLocaleString('ja-JP')}件を超えるため、一度に書き出せません。部・課などの条件で絞ってください。`,
    )
  }
  // A cursor, since to read by offset is to walk past all lines before for every stretch.
  const cursor = sql.id(`lines_${newId()}`)
  const lines = ordered(matches, definition, query).select(entryColumns)
  await sql`declare ${cursor} no scroll cursor for ${lines}`.execute(tx)
  for (;;) {
    const { rows } = await sql<EntryRow>`fetch ${sql.lit(exportChunk)} from ${cursor}`.execute(tx)
    if (rows.length > 0) yield rows.map(entryOf)
    collectGarbage()
    if (rows.length < exportChunk) break
  }
  await sql`close ${cursor}`.execute(tx)
}

type Matches = {
  readonly query: Query
  readonly searched: number
  /** The number of matches, when finding them told it. */
  readonly known: number | undefined
  /** The words still to be looked for in each line of `query`. */
  readonly patterns: readonly string[]
}

/** Finds the lines by the cheapest way: reading the few that are left by the filters, or the index of pairs. */
async function matchesOf(
  tx: Tx,
  definition: RegisterDefinition,
  query: Selection,
  limit: number,
): Promise<Matches> {
  const conditions = conditionsOf(definition, query)
  const state = query.state ?? 'current'
  const within = scoped(tx, definition, query.scope, state)
  const searched = await boundedCount(tx, within, limit)
  const filtered = conditions.reduce((narrowed, condition) => narrowed.where(condition), within)
  const terms = foldTerms(query.search ?? '')
  if (terms.length === 0) {
    const known = conditions.length === 0 ? searched : undefined
    return { query: filtered, searched, known, patterns: [] }
  }
  const { grams, patterns } = searchTerms(terms)
  const few =
    conditions.length > 0 || searched <= limit ? await readAll(filtered, patterns, limit) : undefined
  if (few !== undefined) {
    const lines = withIds(tx.selectFrom('register_entry').where('register', '=', definition.key), few)
    return { query: lines, searched, known: few.length, patterns: [] }
  }
  const { rows } = await sql<{ id: string }>`
    select id from register_hits(
      ${definition.key}, ${query.scope === 'all' ? null : [...query.scope]}::uuid[],
      ${state === 'all' ? null : state}, ${[...grams]}::text[], ${[...patterns]}::text[], ${limit + 1}) as hit (id)`.execute(
    tx,
  )
  const known = conditions.length === 0 ? rows.length : undefined
  if (rows.length > limit) return { query: filtered, searched, known, patterns }
  const ids = rows.map((row) => row.id)
  return { query: withIds(filtered, ids), searched, known, patterns: [] }
}

/** The lines in which every word occurs, read one by one; undefined when there are more than `limit` to read. */
async function readAll(
  lines: Query,
  patterns: readonly string[],
  limit: number,
): Promise<string[] | undefined> {
  const read = await lines
    .select((eb) => ['entry_id', eb.and(patterns.map((pattern) => eb('search', 'like', pattern))).as('hit')])
    .limit(limit + 1)
    .execute()
  if (read.length > limit) return undefined
  return read.flatMap((row) => (row.hit === true ? [row.entry_id] : []))
}

function withIds(query: Query, ids: readonly string[]): Query {
  return query.where(sql<SqlBool>`entry_id = any(${[...ids]}::uuid[])`)
}

/** The query with the words still to be looked for. */
function narrowedBy(query: Query, patterns: readonly string[]): Query {
  return patterns.reduce((narrowed, pattern) => narrowed.where('search', 'like', pattern), query)
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

/** What a list is ordered by before the number: a slot, the time of the last change, or nothing. */
function sortColumn(definition: RegisterDefinition, wanted: Selection): SlotName | 'updated_at' | undefined {
  const sort = wanted.sort ?? 'number'
  if (sort === 'number') return undefined
  if (sort === 'updated') return 'updated_at'
  const slot = definition.columns.find((column) => column.key === sort)?.slot
  if (slot !== undefined) return slot
  return refuse('invalid', 'その欄では並べ替えられません。ほかの欄を選んでください。', {
    problems: [{ at: 'sort', message: '並べ替えのできない欄です。', value: sort.slice(0, 60) }],
  })
}

/** Lines without a value come last in both directions; the number breaks ties. */
function ordered(query: Query, definition: RegisterDefinition, wanted: Selection): Query {
  const direction = wanted.direction ?? 'asc'
  const column = sortColumn(definition, wanted)
  if (column === undefined) return query.orderBy('number', direction)
  // Never empty; saying where empty ones go would keep the planner from reading the index backwards.
  if (column === 'updated_at') return query.orderBy(column, direction).orderBy('number', direction)
  return query
    .orderBy(column, (order) => (direction === 'asc' ? order.asc() : order.desc()).nullsLast())
    .orderBy('number', direction)
}

type Row = Parameters<typeof entryOf>[0]

/**
 * One page. `along` says that there are many matches: then it walks along the order and takes what matches,
 * because the planner knows nothing of how often a text occurs (row-level security hides the statistics) and
 * would read and sort everything.
 */
async function pageOf(
  tx: Tx,
  { query: lines, patterns }: Matches,
  definition: RegisterDefinition,
  query: ListQuery,
  along: boolean,
): Promise<Row[]> {
  const offset = (query.page - 1) * query.size
  const column = sortColumn(definition, query)
  if (query.direction !== 'desc' || column === undefined || column === 'updated_at') {
    const from = { lines: ordered(lines, definition, query), patterns, along }
    return stretch(tx, from).select(entryColumns).limit(query.size).offset(offset).execute()
  }
  // An index read backwards has the empty values first. So the page is taken from two short lists: the values,
  // read backwards, and after them the empty ones.
  const upTo = offset + query.size
  const valued = lines.where(column, 'is not', null).orderBy(column, 'desc').orderBy('number', 'desc')
  const empty = lines.where(column, 'is', null).orderBy('number', 'desc')
  const columns = [...entryColumns, sql<unknown>`${sql.ref(column)}`.as('sorted_by')] as const
  const first = stretch(tx, { lines: valued, patterns, along }).select(columns).limit(upTo).as('valued')
  const last = stretch(tx, { lines: empty, patterns, along }).select(columns).limit(upTo).as('empty')
  return tx
    .selectFrom((from) =>
      from.selectFrom(first).selectAll().unionAll(from.selectFrom(last).selectAll()).as('line'),
    )
    .select(entryColumns)
    .orderBy('sorted_by', (order) => order.desc().nullsLast())
    .orderBy('number', 'desc')
    .limit(query.size)
    .offset(offset)
    .execute()
}

/** Ordered lines with the search: planned as one, or, `along` the order, with `offset 0` as a wall between them. */
function stretch(
  tx: Tx,
  { lines, patterns, along }: { lines: Query; patterns: readonly string[]; along: boolean },
): Query {
  if (!along) return narrowedBy(lines, patterns)
  return narrowedBy(tx.selectFrom(lines.selectAll().offset(0).as('register_entry')), patterns)
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
    const wanted = filter.any.map(compared)
    // One value as an equation: an index on it then also gives the order by number.
    if (wanted.length === 1) return [sql<SqlBool>`${at} = ${wanted[0]}::${type}`]
    return [sql<SqlBool>`${at} = any(${wanted}::${type}[])`]
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
