import { describePeople } from '#authority/people.ts'
import { unitsAbove } from '#authority/units.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { mailJobName } from '#ground/mail/mail-job.ts'
import type { Act } from '#ground/operation/act.ts'
import { operation } from '#ground/operation/contract.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { addEvent, type Case, definitionOf, lockCase } from './case.ts'
import type { ProcedurePorts } from './ports.ts'
import { editionsNow, endPermission, overBecause } from './lapse.ts'
import { describeSeats } from './route-view.ts'
import { seatsOf, shownSeat } from './seats.ts'
import { overdueDays } from './view.ts'

/** One reminder a day at most, so that a repeated run of the job sends nothing twice. */
export const remindOverdue = operation({
  name: 'application.remind',
  kind: 'command',
  summary: '返却の遅れている申請に督促する',
  who: { right: 'system' },
  input: z.object({ applicationId: z.uuid() }),
  output: z.object({ sent: z.boolean() }),
})

export const lapseGranted = operation({
  name: 'application.lapse',
  kind: 'command',
  summary: '期限の過ぎた許可を失効させる',
  who: { right: 'system' },
  input: z.object({ applicationId: z.uuid() }),
  output: z.object({ lapsed: z.boolean() }),
})

/** What the calendar does to cases: reminders on open days, lapse of permissions after their last day (年度末). */
export function dailyOperations(ports: ProcedurePorts): Implementation[] {
  return [
    implement(remindOverdue, async (act, input) => {
      requireSystem(act.actor.kind)
      const file = await lockCase(act.tx, input.applicationId)
      const definition = await definitionOf(ports, act.tx, file.procedure)
      const days = overdueDays(file, act.today)
      const already = await act.tx
        .selectFrom('application_event')
        .select('place')
        .where('application_id', '=', file.application_id)
        .where('act', '=', '督促')
        .where(sql<boolean>`(at at time zone 'Asia/Tokyo')::date = ${act.today}::date`)
        .executeTakeFirst()
      const subject = {
        kind: 'application',
        id: file.application_id,
        label: `${definition.name} ${file.number ?? ''}`,
      }
      if (days === 0 || already !== undefined) {
        act.recorder.describe({ act: '督促の確認', subject, note: '督促は不要' })
        return { sent: false }
      }
      const ids = [file.applicant_id, ...(await lastDeciders(act, file))]
      const people = await describePeople(act.tx, ids, act.today)
      const due = file.period_to === null ? '' : formatDate(file.period_to)
      for (const person of people.values()) {
        if (person.mail === null) continue
        await act.jobs.send(
          mailJobName,
          {
            to: person.mail,
            subject: `【返却のお願い】${file.title} ${file.number ?? ''}`,
            text:
              `${person.name} 様\n\n` +
              `次の対象資産の返却期限を${days}日過ぎています。返却し、確認を受けてください。\n\n` +
              `番号: ${file.number ?? ''}\n件名: ${file.title}\n返却期限: ${due}\n`,
          },
          { once: `remind:${file.application_id}:${act.today}:${person.personId}` },
        )
      }
      await act.recorder.save('application', {
        ...file,
        reminders: file.reminders + 1,
        version: file.version + 1,
      })
      await addEvent(
        act,
        { applicationId: file.application_id },
        { act: '督促', actorId: null, note: `${days}日遅れ` },
      )
      act.recorder.describe({ act: '督促', subject, editionId: file.edition_id })
      return { sent: true }
    }),

    implement(lapseGranted, async (act, input) => {
      requireSystem(act.actor.kind)
      const file = await lockCase(act.tx, input.applicationId)
      const definition = await definitionOf(ports, act.tx, file.procedure)
      const subject = {
        kind: 'application',
        id: file.application_id,
        label: `${definition.name} ${file.number ?? ''}`,
      }
      const editions = await editionsNow(act.tx, ports, [definition], act.today)
      const why = overBecause(definition, file, editions.get(definition.key) ?? null, act.today, formatDate)
      if (why === null) {
        act.recorder.describe({ act: '失効の確認', subject, note: '失効していない' })
        return { lapsed: false }
      }
      await endPermission(act, file, why)
      act.recorder.describe({ act: '失効', subject, editionId: file.edition_id })
      return { lapsed: true }
    }),
  ]
}

/** Who would decide the case today: those in the seats of its last step that decided. */
async function lastDeciders(act: Act, file: Case): Promise<string[]> {
  const seats = (await seatsOf(act.tx, file.application_id)).filter((seat) => seat.state === 'done')
  const last = Math.max(...seats.map((seat) => seat.place))
  const of = {
    matter: file.procedure,
    caseUnits: await unitsAbove(act.tx, [file.unit_id], act.today),
    applicantId: file.applicant_id,
    on: act.today,
  }
  const shown = await describeSeats(act.tx, seats.filter((seat) => seat.place === last).map(shownSeat), of)
  return shown.flatMap((seat) => seat.deciders.map((each) => each.personId))
}

function requireSystem(kind: string): void {
  if (kind !== 'system' && kind !== 'operator') refuse('forbidden', 'この操作は日々の処理だけが行います。')
}
