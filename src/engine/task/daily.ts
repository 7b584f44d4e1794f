import { sql } from 'kysely'
import { officeCodes } from '#authority/offices.ts'
import { describePeople } from '#authority/people.ts'
import { decidersOf } from '#authority/reads.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { mailJobName } from '#ground/mail/mail-job.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { remindTasks } from './contract.ts'
import { overdueBy } from './lists.ts'
import type { Task } from './seat.ts'

/** More lines make no mail more urgent. */
const LINES = 20

/** Everybody who owes something overdue and was not told today: one per person or seat. One query. */
export async function overdueOwners(
  tx: Tx,
  today: string,
): Promise<({ personId: string } | { office: string; unitId: string | null })[]> {
  const { rows } = await sql<{ person_id: string | null; office: string | null; unit_id: string | null }>`
    select distinct person_id, office, unit_id from task
     where state = 'open' and due_on < ${today}::date and (reminded_on is null or reminded_on < ${today}::date)
     order by person_id, office, unit_id`.execute(tx)
  return rows.map((row) =>
    row.person_id === null ? { office: row.office ?? '', unitId: row.unit_id } : { personId: row.person_id },
  )
}

/** The reminder: one mail a day to whoever answers, with all that is overdue. */
export const taskReminder: Implementation = implement(remindTasks, async (act, input) => {
  if (act.actor.kind !== 'system' && act.actor.kind !== 'operator') {
    return refuse('forbidden', 'この操作は日々の処理だけが行います。')
  }
  const owner =
    'personId' in input
      ? sql`person_id = ${input.personId}::uuid`
      : sql`office = ${input.office} and unit_id is not distinct from ${input.unitId}::uuid`
  const { rows } = await sql<Task>`
    select * from task
     where state = 'open' and due_on < ${act.today}::date
       and (reminded_on is null or reminded_on < ${act.today}::date) and ${owner}
     order by due_on, id limit 5000 for update`.execute(act.tx)
  const key = 'personId' in input ? input.personId : `${input.office}:${input.unitId ?? ''}`
  const subject = { kind: 'task-reminder', id: key }
  if (rows.length === 0) {
    await requireOwner(act.tx, input)
    act.recorder.describe({ act: '督促の確認', subject, note: '督促は不要' })
    return { tasks: 0, mails: 0 }
  }
  await act.recorder.saveAll(
    'task',
    rows.map((row) => ({ ...row, reminders: (row.reminders ?? 0) + 1, reminded_on: act.today })),
  )
  const mails = await sendMails(act, await recipients(act, input), rows, key)
  act.recorder.describe({ act: '督促', subject, note: `やること${rows.length}件、メール${mails}通` })
  return { tasks: rows.length, mails }
})

async function requireOwner(
  tx: Tx,
  owner: { personId: string } | { office: string; unitId: string | null },
): Promise<void> {
  const known =
    'personId' in owner
      ? await tx.selectFrom('person').select('id').where('id', '=', owner.personId).executeTakeFirst()
      : owner.unitId === null ||
        (await tx.selectFrom('unit_at').select('id').where('id', '=', owner.unitId).executeTakeFirst())
  const office = 'personId' in owner || officeCodes.some((code) => code === owner.office)
  if (known === undefined || !office) refuse('not-found', 'その担当は見つかりません。')
}

async function recipients(
  act: Act,
  owner: { personId: string } | { office: string; unitId: string | null },
): Promise<string[]> {
  if ('personId' in owner) return [owner.personId]
  const office = officeCodes.find((code) => code === owner.office)
  if (office === undefined) return []
  const { deciders } = await decidersOf(act.tx, { office, unitId: owner.unitId }, act.today)
  return deciders.map((each) => each.personId)
}

async function sendMails(
  act: Act,
  personIds: readonly string[],
  tasks: readonly Task[],
  key: string,
): Promise<number> {
  const people = await describePeople(act.tx, personIds, act.today)
  const lines = tasks
    .slice(0, LINES)
    .map(
      (task) =>
        `・${task.title}(期限 ${task.due_on === null ? '' : formatDate(task.due_on)}、${overdueBy(task, act.today)}日過ぎています)`,
    )
  const rest = tasks.length > LINES ? [`ほか${tasks.length - LINES}件`] : []
  let mails = 0
  for (const person of people.values()) {
    if (person.mail === null) continue
    await act.jobs.send(
      mailJobName,
      {
        to: person.mail,
        subject: `【やること】期限を過ぎたものが${tasks.length}件あります`,
        text:
          `${person.name} 様\n\n期限を過ぎているやることがあります。「今日やること」を開いて進めてください。\n\n` +
          `${[...lines, ...rest].join('\n')}\n`,
      },
      { once: `task-remind:${key}:${act.today}:${person.personId}` },
    )
    mails++
  }
  return mails
}
