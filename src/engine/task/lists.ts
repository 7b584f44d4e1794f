import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import { personName, standingsWithFallbacks, unitNames } from '#authority/reads.ts'
import { officeWordOf, officeWords } from '#engine/procedure/view.ts'
import { daysBetween } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { listTasks, showTask, TaskRow } from './contract.ts'
import { mayClose } from './closing.ts'
import { areaOf, type TaskPorts } from './ports.ts'
import { ownTasks, unitTasks, viewsOf, visibleTasks, type Viewer } from './scope.ts'
import { answeringOwner, ownerOf, type Task } from './seat.ts'

/** Counting stops here: no list costs more than this. */
const COUNT_LIMIT = 10_000

/** The viewer with every right he has today. Two queries. */
export async function viewerOf(act: Act): Promise<Viewer> {
  const { personId, rights } = personOf(act)
  return { personId, rights, ...(await standingsWithFallbacks(act.tx, personId, act.today)) }
}

/** A page of tasks, overdue first, then by due date. At most ten queries, whatever the size of the city. */
export async function pageOfTasks(
  act: Act,
  input: z.output<typeof listTasks.input>,
  ports: TaskPorts,
): Promise<z.input<typeof listTasks.output>> {
  const viewer = await viewerOf(act)
  const views = viewsOf(viewer)
  if (!views.includes(input.view)) {
    return refuse('forbidden', 'この一覧を見る役割を、今日は担っていません。自分のやることを開いてください。')
  }
  const scope =
    input.view === 'mine'
      ? ownTasks(viewer)
      : input.view === 'unit'
        ? await unitTasks(act.tx, viewer, act.today)
        : sql`true`
  const open = input.state === 'open'
  const base = sql`${open ? sql`t.state = 'open'` : sql`t.state <> 'open'`} and ${scope}`
  const filters: RawBuilder<unknown>[] = [base]
  if (input.area !== undefined) filters.push(sql`split_part(t.kind, '.', 1) = ${input.area}`)
  if (input.overdue === true) filters.push(sql`t.state = 'open' and t.due_on < ${act.today}::date`)
  if (input.aboutId !== undefined) filters.push(sql`t.about_id = ${input.aboutId}::uuid`)
  const where = sql.join(filters, sql` and `)
  const order = open ? sql`t.due_on nulls last, t.id` : sql`t.closed_at desc, t.id`
  const { rows } = await sql<Task>`
    select t.* from task t where ${where} order by ${order}
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(act.tx)
  const counted = await sql<{ total: number; overdue: number }>`
    select count(*) as total, count(*) filter (where c.state = 'open' and c.due_on < ${act.today}::date) as overdue
      from (select t.state, t.due_on from task t where ${where} limit ${COUNT_LIMIT}) c`.execute(act.tx)
  const areas = await sql<{ area: string; count: number }>`
    select split_part(c.kind, '.', 1) as area, count(*) as count
      from (select t.kind from task t where ${base} limit ${COUNT_LIMIT}) c group by 1 order by 2 desc, 1
     limit 40`.execute(act.tx)
  return {
    on: act.today,
    rows: await taskRows(act.tx, rows, act.today, ports),
    total: counted.rows[0]?.total ?? 0,
    overdue: counted.rows[0]?.overdue ?? 0,
    areas: areas.rows.map((row) => ({ ...row, name: ports.areaName(row.area) })),
    views,
    page: input.page,
    size: input.size,
  }
}

/** Tasks as the screens show them. Four queries. */
export async function taskRows(
  tx: Tx,
  tasks: readonly Task[],
  on: string,
  ports: TaskPorts,
): Promise<TaskRow[]> {
  if (tasks.length === 0) return []
  const names = await namesOf(
    tx,
    tasks.flatMap((task) => [task.person_id ?? [], task.about_id ?? []].flat()),
  )
  const units = await unitNames(
    tx,
    tasks.flatMap((task) => task.unit_id ?? []),
    on,
  )
  const words = await officeWords(tx, on)
  const cites = await ports.citations(tx, [...new Set(tasks.flatMap((task) => task.mechanism ?? []))], on)
  return tasks.map((task) => ({
    taskId: task.id,
    kind: task.kind,
    area: areaOf(task.kind),
    areaName: ports.areaName(areaOf(task.kind)),
    title: task.title,
    owner:
      task.person_id === null
        ? [units.get(task.unit_id ?? '') ?? '', officeWordOf(task.office, words)].join(' ').trim()
        : (names.get(task.person_id) ?? ''),
    about: task.about_id === null ? null : { personId: task.about_id, name: names.get(task.about_id) ?? '' },
    dueOn: task.due_on,
    overdueDays: overdueBy(task, on),
    reminders: task.reminders ?? 0,
    href: task.href,
    cites: (cites.get(task.mechanism ?? '') ?? [])
      .filter((cite) => cite.slot === task.slot)
      .map(({ slot, documentMark, label, editionId, wid }) => ({
        slot,
        documentMark,
        label,
        editionId,
        wid,
      })),
    state: task.state,
    openedAt: task.opened_at,
    closedAt: task.closed_at,
  }))
}

/** Days past the due date while it is open; 0 when it is not late. */
export function overdueBy(task: Pick<Task, 'state' | 'due_on'>, on: string): number {
  return task.state !== 'open' || task.due_on === null ? 0 : Math.max(0, daysBetween(task.due_on, on))
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'family', 'given'])
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map((row) => [row.id, personName(row)]))
}

/**
 * The task if the viewer may read it, locked for the rest of the act when asked.
 * @throws Refusal 'not-found', also for who may not even see it.
 */
export async function sightOf(act: Act, taskId: string, viewer: Viewer, lock: boolean): Promise<Task> {
  const visible = await visibleTasks(act.tx, viewer, act.today)
  const { rows } = await sql<Task>`
    select t.* from task t where t.id = ${taskId}::uuid and ${visible} ${lock ? sql`for update of t` : sql``}`.execute(
    act.tx,
  )
  return (
    rows[0] ??
    refuse(
      'not-found',
      'そのやることは見つかりません。担当が替わったか、番号が違います。一覧から選び直してください。',
    )
  )
}

/** What `mayClose` says of the viewer and a task on the day of the act. Four queries. */
export async function closingOf(act: Act, task: Task, viewer: Viewer) {
  const owner = await answeringOwner(act.tx, ownerOf(task), task.about_id, act.today)
  const words = await officeWords(act.tx, act.today)
  const lent = viewer.fallbacks.filter((each) => each.applicantId === task.about_id)
  return mayClose({
    task: {
      owner,
      aboutId: task.about_id,
      kind: task.kind,
      closesThere: task.closes_there === true,
      open: task.state === 'open',
    },
    actorId: viewer.personId,
    standings: [...viewer.standings, ...lent.map((each) => each.standing)],
    ...(owner.kind === 'office' ? { word: officeWordOf(owner.office, words) } : {}),
  })
}

/** One task with who closed it, or whether the viewer may. */
export async function viewTask(
  act: Act,
  taskId: string,
  ports: TaskPorts,
): Promise<z.input<typeof showTask.output>> {
  const viewer = await viewerOf(act)
  const task = await sightOf(act, taskId, viewer, false)
  const [row] = await taskRows(act.tx, [task], act.today, ports)
  if (row === undefined) throw new TypeError('a task that was read has no row')
  const closers = await namesOf(act.tx, [task.closed_by ?? [], task.closed_right_of ?? []].flat())
  const verdict = await closingOf(act, task, viewer)
  return {
    ...row,
    detail: task.detail,
    outcome: task.outcome,
    closedBy:
      task.closed_by === null
        ? null
        : {
            personId: task.closed_by,
            name: closers.get(task.closed_by) ?? '',
            capacity: task.closed_capacity,
            rightOf: task.closed_right_of === null ? null : (closers.get(task.closed_right_of) ?? null),
          },
    closing: verdict.allowed ? { allowed: true, capacity: verdict.capacity } : verdict,
  }
}
