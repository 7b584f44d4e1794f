import { sql, type Insertable } from 'kysely'
import type { OfficeCode } from '#authority/offices.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Tx } from '#ground/database/database.ts'
import type { TaskOwner } from './closing.ts'
import { answeringOwner, ownerColumns } from './seat.ts'
import type { TaskTable } from './tables.ts'

/** Whoever has to do it: one person, or whoever holds the office of that unit (null = of the whole city). */
export type Owner =
  | { readonly personId: string }
  | { readonly office: OfficeCode; readonly unitId: string | null }

export type NewTask = {
  /** `ids.leaver`, `council.report`: what kind of thing it is, for whoever closes it. */
  readonly kind: string
  /** What is to be done, as a sentence in Japanese. */
  readonly title: string
  readonly detail?: string
  readonly owner: Owner
  /** The person it is about: a leaver, the holder of an account. */
  readonly aboutId?: string
  /** The thing it belongs to; tasks of one thing are read and closed together. */
  readonly subject: { readonly kind: string; readonly id: string }
  /** Address in the house where it is done. */
  readonly href?: string
  /** The mechanism and its place whose clause demands it. */
  readonly cites?: { readonly mechanism: string; readonly slot: string }
  /** Last day, in Japan; null = none. */
  readonly dueOn: string | null
  /** A task with the same key is opened once only, also after it was closed. */
  readonly once?: string
  /** It is closed by whoever opened it (`closeTasks`) when the thing at `href` is done, and not by hand. */
  readonly closesThere?: true
}

/**
 * Opens tasks in the act's own transaction; those whose `once` is known already are left as they are. What an office
 * owes about its own holder goes one office up. Three queries, and two more per holder of an office it is about.
 */
export async function openTasks(act: Act, tasks: readonly NewTask[]): Promise<string[]> {
  const keys = tasks.flatMap((task) => task.once ?? [])
  const known = await knownKeys(act, keys)
  const fresh = tasks.filter((task) => {
    if (task.once === undefined) return true
    if (known.has(task.once)) return false
    known.add(task.once)
    return true
  })
  const chiefs = await officeHolders(
    act.tx,
    fresh.flatMap((task) => ('office' in task.owner ? (task.aboutId ?? []) : [])),
    act.today,
  )
  const rows: Insertable<TaskTable>[] = []
  for (const task of fresh) {
    const given: TaskOwner =
      'personId' in task.owner
        ? { kind: 'person', personId: task.owner.personId }
        : { kind: 'office', ...task.owner }
    const owner =
      task.aboutId !== undefined && chiefs.has(task.aboutId)
        ? await answeringOwner(act.tx, given, task.aboutId, act.today)
        : given
    rows.push(rowOf(act, task, owner))
  }
  if (rows.length > 0) await act.recorder.saveAll('task', rows)
  return rows.map((row) => row.id)
}

/** Which of the keys were used; waits for whoever opens tasks with keys at this moment. */
async function knownKeys(act: Act, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  await sql`select pg_advisory_xact_lock(hashtextextended(${`task:${act.tenantId}`}, 0))`.execute(act.tx)
  const rows = await act.tx
    .selectFrom('task')
    .select('once_key')
    .where('once_key', 'in', [...keys])
    .execute()
  return new Set(rows.flatMap((row) => row.once_key ?? []))
}

/** Those of the people whose post may bring an office. One query. */
async function officeHolders(tx: Tx, personIds: readonly string[], on: string): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('appointment as a')
    .innerJoin('post as p', (join) =>
      join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.post_id'),
    )
    .select('a.person_id')
    .distinct()
    .where('a.person_id', 'in', [...new Set(personIds)])
    .where('p.rank', 'not in', ['staff', 'member'])
    .where('a.valid_from', '<=', on)
    .where((eb) => eb.or([eb('a.valid_to', 'is', null), eb('a.valid_to', '>', on)]))
    .execute()
  return new Set(rows.map((row) => row.person_id))
}

function rowOf(act: Act, task: NewTask, owner: TaskOwner): Insertable<TaskTable> {
  return {
    tenant_id: act.tenantId,
    id: newId(),
    kind: task.kind,
    title: task.title,
    detail: task.detail ?? '',
    ...ownerColumns(owner),
    about_id: task.aboutId ?? null,
    subject_kind: task.subject.kind,
    subject_id: task.subject.id,
    href: task.href ?? null,
    mechanism: task.cites?.mechanism ?? null,
    slot: task.cites?.slot ?? null,
    due_on: task.dueOn,
    state: 'open',
    once_key: task.once ?? null,
    opened_at: act.at,
    closed_at: null,
    closed_by: null,
    outcome: null,
    closes_there: task.closesThere ?? null,
  }
}

/**
 * Closes the open tasks of a thing (of one kind when given): done by whoever acts, or dropped because there is
 * nothing left to do. Answers how many were closed.
 */
export async function closeTasks(
  act: Act,
  which: { readonly subject: { readonly kind: string; readonly id: string }; readonly kind?: string },
  how: {
    readonly state: 'done' | 'dropped'
    readonly outcome: string
    /** In which right it was done, when the caller judged one. */
    readonly capacity?: string
    readonly rightOf?: string | null
  },
): Promise<number> {
  const open = await act.tx
    .selectFrom('task')
    .selectAll()
    .where('subject_kind', '=', which.subject.kind)
    .where('subject_id', '=', which.subject.id)
    .where('state', '=', 'open')
    .$if(which.kind !== undefined, (rows) => rows.where('kind', '=', which.kind ?? ''))
    .forUpdate()
    .execute()
  if (open.length === 0) return 0
  await act.recorder.saveAll(
    'task',
    open.map((row) => ({
      ...row,
      state: how.state,
      outcome: how.outcome,
      closed_at: act.at,
      closed_by: act.actor.kind === 'person' ? act.actor.personId : null,
      closed_capacity: how.capacity ?? null,
      closed_right_of: how.rightOf ?? null,
    })),
  )
  return open.length
}
