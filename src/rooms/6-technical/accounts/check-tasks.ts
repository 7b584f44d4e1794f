import { sql } from 'kysely'
import type { OfficeCode } from '#authority/offices.ts'
import { closeTasks, openTasks, type NewTask } from '#engine/task/tasks.ts'
import { addDays } from '#ground/clock/date.ts'
import type { Act } from '#ground/operation/act.ts'
import { daysToSettle, differenceKinds, isDifferenceKind } from './difference.ts'
import { taskTitles } from './difference-words.ts'
import type { Loaded } from './load.ts'

const GROUP = 'ids.differences'
const SYSTEM = 'ids.system'
export const ACCOUNTS = 'register:account'

type Group = { unit_id: string; kind: string; first: string; logins: string[]; count: number }

/**
 * One task for each section and kind of difference, however many IDs it has: a head of a section sees what to do, not
 * a hundred lines. It is opened with the first of them and closes by itself with the last. Beside them one task for
 * each system that cannot be checked, for whoever answers for it. Six queries and two for each task that closes.
 */
export async function settleTasks(act: Act, loaded: Loaded): Promise<void> {
  const { rows: groups } = await sql<Group>`
    select unit_id, kind, min(difference_id::text) as first, count(*)::int as count,
           (array_agg(login order by login))[1:10] as logins
      from account_difference where resolved_at is null group by unit_id, kind`.execute(act.tx)
  const { rows: open } = await sql<{ subject_kind: string; subject_id: string }>`
    select distinct subject_kind, subject_id from task
     where state = 'open' and subject_kind in (${GROUP}, ${SYSTEM})`.execute(act.tx)
  const has = new Set(open.map((row) => `${row.subject_kind} ${row.subject_id}`))
  const tasks: NewTask[] = []
  const wanted = new Set<string>()
  for (const group of groups) {
    const { kind } = group
    if (!isDifferenceKind(kind)) continue
    const subject = { kind: GROUP, id: `${group.unit_id}:${kind}` }
    wanted.add(`${subject.kind} ${subject.id}`)
    if (has.has(`${subject.kind} ${subject.id}`)) continue
    const section = loaded.sections.of(group.unit_id)
    const rest = group.count > group.logins.length ? ` ほか(計${group.count}件)` : ''
    tasks.push({
      kind: `ids.${kind}`,
      title: `${taskTitles[kind]}。`,
      detail: `見つけたときのID: ${group.logins.join('、')}${rest}`.slice(0, 2_000),
      owner: { office: section?.office ?? 'sec-manager', unitId: group.unit_id },
      subject,
      href: `/ids/differences?unit=${group.unit_id}&kind=${kind}`,
      cites: { mechanism: ACCOUNTS, slot: differenceKinds[kind] },
      dueOn: addDays(act.today, daysToSettle[kind]),
      once: `${subject.kind}:${subject.id}:${group.first}`,
      closesThere: true,
    })
  }
  for (const system of loaded.systems) {
    if (system.state.can !== 'cannot') continue
    const subject = { kind: SYSTEM, id: system.systemId }
    wanted.add(`${subject.kind} ${subject.id}`)
    if (has.has(`${subject.kind} ${subject.id}`)) continue
    const section = loaded.sections.of(system.unitId)
    const office: OfficeCode = section?.office ?? 'sec-manager'
    tasks.push({
      kind: 'ids.export',
      title: `「${system.name}」の利用者の書出しを読み込んでください。`,
      detail: 'このシステムのIDは、いま確認できません。問題がないということではありません。',
      owner: { office, unitId: section?.unitId ?? system.unitId },
      subject,
      href: `/ids/import/${system.systemId}`,
      cites: { mechanism: ACCOUNTS, slot: 'dormant' },
      dueOn: addDays(act.today, 14),
      once: `${subject.kind}:${subject.id}:${system.latest?.snapshotId ?? 'never'}:${system.state.because}`,
      closesThere: true,
    })
  }
  await openTasks(act, tasks)
  for (const row of open) {
    if (wanted.has(`${row.subject_kind} ${row.subject_id}`)) continue
    await closeTasks(
      act,
      { subject: { kind: row.subject_kind, id: row.subject_id } },
      { state: 'done', outcome: 'IDの突合せで、解消を確かめました。' },
    )
  }
}
