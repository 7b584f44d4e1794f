import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { Tables } from '#ground/database/tables.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { lockPlan } from './add-changes.ts'
import { personOrNull } from './author.ts'
import { imagesOf, keyColumns, nameOf, pick } from './capture.ts'
import type { RowImage, WrittenRow } from './tables.ts'

/**
 * Takes a confirmed plan back before its day: every row is again what it was, and rows it made are gone. Refused from
 * the effective moment on, and when something else has changed one of the rows since.
 * @throws Refusal 'not-found', 'conflict'.
 */
export async function undoPlan(act: Act, planId: string): Promise<{ rows: number }> {
  const plan = await lockPlan(act, planId)
  if (plan.state === 'draft') return refuse('conflict', 'この案はまだ確定していません。')
  if (plan.state === 'undone') return refuse('conflict', 'この案はすでに取り消されています。')
  if (plan.state === 'effective' || plan.effective_on <= act.today) {
    return refuse(
      'conflict',
      `この案は${formatDate(plan.effective_on)}0時に効力を生じたため、取り消せません。直すには、新しい異動の案を作ってください。`,
    )
  }
  await sql`set local plan_cache_mode = 'force_custom_plan'`.execute(act.tx)
  const parts = await act.tx
    .selectFrom('transfer_write')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('place', 'desc')
    .execute()
  let rows = 0
  const fresh: { table: string; keys: Record<string, string>[] }[] = []
  for (const part of parts) {
    const now = await currentOf(act, part.table_name, part.writes)
    await restore(act, part.table_name, part.writes, now)
    const made = part.writes.filter((write) => write.before === null).map((write) => ({ ...write.key }))
    fresh.push({ table: part.table_name, keys: made })
    rows += part.writes.length
  }
  // All rows are restored before those they may point to are removed.
  for (const table of writable) {
    const keys = fresh.filter((each) => each.table === table).flatMap((each) => each.keys)
    await removeMade(act, table, keys)
  }
  const returning = await act.tx
    .selectFrom('transfer_return')
    .select('person_id')
    .where('plan_id', '=', planId)
    .execute()
  await act.recorder.removeAll(
    'transfer_return',
    returning.map((row) => ({ plan_id: planId, person_id: row.person_id })),
  )
  await act.recorder.save('transfer_plan', {
    ...plan,
    state: 'undone',
    undone_at: act.at,
    undone_by: personOrNull(act),
  })
  act.recorder.describe({
    act: '異動の確定の取消し',
    subject: { kind: 'transfer', id: planId, label: plan.title },
    note: `発令などの行${rows}件を、確定の前に戻した`,
  })
  return { rows }
}

/** The rows as they are now. @throws Refusal 'conflict' when something else has changed what the plan wrote. */
async function currentOf(
  act: Act,
  table: string,
  writes: readonly WrittenRow[],
): Promise<ReadonlyMap<string, RowImage>> {
  const columns = keyColumns(table)
  const now = await imagesOf(
    act,
    table,
    writes.map((write) => write.key),
  )
  const touched = writes.filter((write) => {
    const row = now.get(nameOf(pick(write.key, columns)))
    return row === undefined || !planned(table, write).every((name) => same(row[name], write.after[name]))
  })
  if (touched.length > 0) {
    refuse(
      'conflict',
      `確定のあとで、この案が登録した行のうち${touched.length}件が別に直されています(あとから確定した案や、個別の発令など)。先にそちらを取り消してください。`,
    )
  }
  return now
}

/** Who somebody is and how to reach him may be mended meanwhile; that is not what the plan decided. */
const besides = new Set(['family', 'given', 'family_kana', 'given_kana', 'mail', 'extension', 'search'])

/** The columns of a row that the plan decided: those it changed, or all of a row it made. */
function planned(table: string, { before, after }: WrittenRow): string[] {
  const names = Object.keys(after)
  if (before === null) return table === 'person' ? names.filter((name) => !besides.has(name)) : names
  return names.filter((name) => !same(before[name], after[name]))
}

/** A column that came later (a new version of the program) is no difference while it is empty. */
function same(a: unknown, b: unknown): boolean {
  const left = a ?? null
  const right = b ?? null
  return left === right || sortedJson(left) === sortedJson(right)
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}

/**
 * The tables that plans write, those that refer to others before them: the order in which made rows are removed. A name
 * from the database is turned into one of them here and nowhere else.
 */
const writable = [
  'person_name',
  'acting_right',
  'absence',
  'appointment',
  'unit_succession',
  'post',
  'person',
  'unit',
] as const

function writableTable(name: string): (typeof writable)[number] {
  const table = writable.find((each) => each === name)
  if (table === undefined) throw new TypeError(`${name} is not a table that a transfer plan may write`)
  return table
}

/** Puts what the plan changed back; what was mended beside it stays. */
async function restore(
  act: Act,
  table: string,
  writes: readonly WrittenRow[],
  now: ReadonlyMap<string, RowImage>,
): Promise<void> {
  const columns = keyColumns(table)
  const rows = writes.flatMap((write): RowImage[] => {
    const { before, key } = write
    if (before === null) return []
    const changed = pick(before, planned(table, write))
    return [{ ...now.get(nameOf(pick(key, columns))), ...changed }]
  })
  await saveImages(act, writableTable(table), rows)
}

/** Rows that the database itself gave; the recorder refuses a column that the table does not have. */
async function saveImages<T extends (typeof writable)[number]>(
  act: Act,
  table: T,
  rows: readonly RowImage[],
): Promise<void> {
  if (rows.length > 0) await act.recorder.saveAll(table, rows as readonly Insertable<Tables[T]>[])
}

async function removeMade(
  act: Act,
  table: (typeof writable)[number],
  keys: readonly Record<string, string>[],
): Promise<void> {
  if (keys.length === 0) return
  try {
    await act.recorder.removeAll(table, keys)
  } catch (error) {
    if (!isReferenced(error)) throw error
    refuse(
      'conflict',
      'この案で採用・新設するものに、すでに登録されたもの(アカウント、台帳など)があるため取り消せません。先にそれらを消すか、発令日を迎えてから新しい案で直してください。',
    )
  }
}

/** PostgreSQL's foreign_key_violation. */
function isReferenced(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23503'
}
