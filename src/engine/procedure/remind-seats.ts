import { sql } from 'kysely'
import { z } from 'zod'
import { describePeople } from '#authority/people.ts'
import { unitsAbove } from '#authority/units.ts'
import { openDaysBetween } from '#ground/clock/calendar.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { mailJobName } from '#ground/mail/mail-job.ts'
import { operation } from '#ground/operation/contract.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { addEvent, definitionOf, definitionsOf, lockCase, parametersOf, parametersOfAll } from './case.ts'
import { ANSWER_WITHIN } from './definition.ts'
import type { ProcedurePorts } from './ports.ts'
import { describeSeats } from './route-view.ts'
import { seatsOf, shownSeat } from './seats.ts'

/** One reminder a day at most, so that a repeated run of the job sends nothing twice. */
export const remindSeats = operation({
  name: 'application.remind-seats',
  kind: 'command',
  summary: '目安の日数を過ぎた段の人に知らせる',
  who: { right: 'system' },
  input: z.object({ applicationId: z.uuid() }),
  output: z.object({ sent: z.boolean() }),
})

/** Cases in which somebody has had his turn for longer than the city gives him. Three queries. */
export async function casesWithLateSeats(
  tx: Tx,
  ports: Pick<ProcedurePorts, 'procedures' | 'ownProcedures'>,
  today: string,
): Promise<string[]> {
  const timed = (await definitionsOf(ports, tx)).filter((each) => each.answerWithin !== undefined)
  if (timed.length === 0) return []
  const values = await parametersOfAll(tx, timed)
  const { rows } = await sql<{ application_id: string; procedure: string; opened_at: string }>`
    select a.application_id, a.procedure, min(s.opened_at) as opened_at
      from application_step s
      join application a on a.tenant_id = s.tenant_id and a.application_id = s.application_id
     where s.state = 'open' and a.procedure = any(${timed.map((each) => each.key)}::text[])
     group by a.application_id, a.procedure
     order by a.application_id`.execute(tx)
  return rows
    .filter((row) => {
      const most = values.get(row.procedure)?.[ANSWER_WITHIN]
      return most !== undefined && openDaysBetween(jstDate(row.opened_at), today) > most
    })
    .map((row) => row.application_id)
}

export function remindSeatsOperation(ports: ProcedurePorts): Implementation {
  return implement(remindSeats, async (act, input) => {
    if (act.actor.kind === 'person') return refuse('forbidden', 'この操作は日々の処理だけが行います。')
    const file = await lockCase(act.tx, input.applicationId)
    const definition = await definitionOf(ports, act.tx, file.procedure)
    const subject = {
      kind: 'application',
      id: file.application_id,
      label: `${definition.name} ${file.number ?? ''}`,
    }
    const most = (await parametersOf(act.tx, definition))[ANSWER_WITHIN]
    const open = (await seatsOf(act.tx, file.application_id)).filter((seat) => seat.state === 'open')
    const late = open.filter(
      (seat) =>
        most !== undefined &&
        seat.opened_at !== null &&
        openDaysBetween(jstDate(seat.opened_at), act.today) > most,
    )
    const already = await act.tx
      .selectFrom('application_event')
      .select('place')
      .where('application_id', '=', file.application_id)
      .where('act', '=', '催促')
      .where(sql<boolean>`(at at time zone 'Asia/Tokyo')::date = ${act.today}::date`)
      .executeTakeFirst()
    if (late.length === 0 || already !== undefined) {
      act.recorder.describe({ act: '催促の確認', subject, note: '催促は不要' })
      return { sent: false }
    }
    const shown = await describeSeats(act.tx, late.map(shownSeat), {
      matter: file.procedure,
      caseUnits: await unitsAbove(act.tx, [file.unit_id], act.today),
      applicantId: file.applicant_id,
      on: act.today,
    })
    const ids = shown.flatMap((seat) =>
      seat.deciders.filter((each) => each.awayUntil === null).map((each) => each.personId),
    )
    for (const person of (await describePeople(act.tx, [...new Set(ids)], act.today)).values()) {
      if (person.mail === null) continue
      await act.jobs.send(
        mailJobName,
        {
          to: person.mail,
          subject: `【お願い】決裁を待つ申請があります ${file.number ?? ''}`.trim(),
          text: `${person.name} 様\n\n次の申請が、目安の${most ?? 0}開庁日を過ぎてもあなたの「${late[0]?.word ?? ''}」を待っています。内容を確かめてください。\n\n番号: ${file.number ?? ''}\n件名: ${file.title}\n`,
        },
        { once: `remind-seats:${file.application_id}:${act.today}:${person.personId}` },
      )
    }
    await addEvent(
      act,
      { applicationId: file.application_id },
      {
        act: '催促',
        actorId: null,
        note: `${late.map((seat) => seat.word).join('、')}を待って${most ?? 0}開庁日を過ぎたため`,
      },
    )
    act.recorder.describe({ act: '催促', subject, editionId: file.edition_id })
    return { sent: true }
  })
}
