import { sql, type Selectable } from 'kysely'
import type { z } from 'zod'
import { describePeople } from '#authority/people.ts'
import { decidersOf, unitNames } from '#authority/reads.ts'
import { type OfficeCode, officeCodes } from '#authority/offices.ts'
import { closeTasks } from '#engine/task/tasks.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { mailJobName } from '#ground/mail/mail-job.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { PREPARE_JOB } from './check-job.ts'
import type { openReview } from './contract-review.ts'
import type { IdReviewTable } from './tables.ts'
import { REVIEW } from './who-may.ts'

export type Review = Selectable<IdReviewTable>

/** Begins a stock-take; the sheets are laid out in the background. One runs at a time. */
export async function beginReview(
  act: Act,
  input: z.output<typeof openReview.input>,
): Promise<{ reviewId: string }> {
  const problems = []
  if (input.asOf > act.today) {
    problems.push({ at: 'asOf', message: '基準日は、今日までの日を入れてください。', value: input.asOf })
  }
  if (input.dueOn < input.asOf || input.dueOn < act.today) {
    problems.push({
      at: 'dueOn',
      message: '期限は、基準日と今日より後の日を入れてください。',
      value: input.dueOn,
    })
  }
  if (problems.length > 0) refuse('invalid', '日付を直してください。', { problems })
  const running = await act.tx
    .selectFrom('id_review')
    .select('title')
    .where('state', '<>', 'closed')
    .executeTakeFirst()
  if (running !== undefined) {
    refuse(
      'conflict',
      `「${running.title}」をまだ締め切っていません。締め切ってから、次の棚卸を始めてください。`,
    )
  }
  const reviewId = newId()
  await act.recorder.save('id_review', {
    tenant_id: act.tenantId,
    review_id: reviewId,
    title: input.title,
    as_of: input.asOf,
    due_on: input.dueOn,
    state: 'preparing',
    opened_at: act.at,
    opened_by: act.actor.kind === 'person' ? act.actor.personId : null,
  })
  await act.jobs.send(PREPARE_JOB, { reviewId }, { once: reviewId })
  act.recorder.describe({
    act: 'IDの棚卸の開始',
    subject: { kind: 'id-review', id: reviewId, label: input.title },
    note: `基準日${formatDate(input.asOf)}、期限${formatDate(input.dueOn)}`,
  })
  return { reviewId }
}

/** @throws Refusal 'not-found'. */
export async function getReview(act: Act, reviewId: string, lock = false): Promise<Review> {
  const row = await act.tx
    .selectFrom('id_review')
    .selectAll()
    .where('review_id', '=', reviewId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row ?? refuse('not-found', 'その棚卸はありません。一覧から選び直してください。')
}

/** Ends a stock-take: what was not confirmed stays visible as not confirmed, its tasks are dropped. */
export async function endReview(act: Act, reviewId: string): Promise<{ unsigned: number }> {
  const review = await getReview(act, reviewId, true)
  if (review.state === 'closed') refuse('conflict', 'この棚卸は、もう締め切られています。')
  const unsigned = await act.tx
    .selectFrom('id_review_sheet')
    .select('unit_id')
    .where('review_id', '=', reviewId)
    .where('signed_at', 'is', null)
    .execute()
  for (const { unit_id } of unsigned) {
    await closeTasks(
      act,
      { subject: { kind: 'id-review-sheet', id: `${review.review_id}:${unit_id}` } },
      { state: 'dropped', outcome: '確かめ終わらないまま、棚卸が締め切られました。' },
    )
  }
  await act.recorder.save('id_review', {
    ...review,
    state: 'closed',
    closed_at: act.at,
    closed_by: act.actor.kind === 'person' ? act.actor.personId : null,
  })
  act.recorder.describe({
    act: 'IDの棚卸の締切り',
    subject: { kind: 'id-review', id: review.review_id, label: review.title },
    note: unsigned.length === 0 ? '全ての課が確かめ終えた' : `確かめ終えていない課 ${unsigned.length}`,
  })
  return { unsigned: unsigned.length }
}

/**
 * Reminds the sections named that have not signed: one mail to whoever may sign today, once a day for each section.
 * Sections in which nobody may sign are answered, not passed over in silence.
 */
export async function remind(
  act: Act,
  input: { reviewId: string; unitIds: readonly string[] },
): Promise<{ sheets: number; mails: number; nobody: string[] }> {
  personOf(act)
  const review = await getReview(act, input.reviewId)
  if (review.state !== 'open') refuse('conflict', 'この棚卸は、いま行われていません。')
  const sheets = await act.tx
    .selectFrom('id_review_sheet')
    .selectAll()
    .where('review_id', '=', review.review_id)
    .where('unit_id', 'in', [...new Set(input.unitIds.map((id) => id.toLowerCase()))])
    .where('signed_at', 'is', null)
    .forUpdate()
    .execute()
  if (sheets.length === 0) refuse('not-found', '督促する課がありません。終わっていない課を選んでください。')
  const names = await unitNames(
    act.tx,
    sheets.map((sheet) => sheet.unit_id),
    act.today,
  )
  let mails = 0
  const nobody: string[] = []
  for (const sheet of sheets) {
    const unitName = names.get(sheet.unit_id) ?? ''
    const { deciders } = await decidersOf(
      act.tx,
      { office: officeOf(sheet.office), unitId: sheet.unit_id, matter: REVIEW },
      act.today,
    )
    if (deciders.length === 0) nobody.push(unitName)
    const people = await describePeople(
      act.tx,
      deciders.map((each) => each.personId),
      act.today,
    )
    const left = sheet.total - sheet.kept - sheet.removing - sheet.unknown
    for (const person of people.values()) {
      if (person.mail === null) continue
      mails += 1
      await act.jobs.send(
        mailJobName,
        {
          to: person.mail,
          subject: `【お願い】IDの棚卸(${unitName})`,
          text:
            `${person.name} 様\n\n` +
            `「${review.title}」で、${unitName}の利用者IDをまだ確かめ終えていません。\n\n` +
            `残り: ${left}件(全${sheet.total}件)\n期限: ${formatDate(review.due_on)}\n`,
        },
        { once: `id-review:${review.review_id}:${sheet.unit_id}:${act.today}:${person.personId}` },
      )
    }
  }
  await act.recorder.saveAll(
    'id_review_sheet',
    sheets.map((sheet) => ({ ...sheet, reminded_on: act.today })),
  )
  act.recorder.describe({
    act: 'IDの棚卸の督促',
    subject: { kind: 'id-review', id: review.review_id, label: review.title },
    note: `${sheets.length}課、メール${mails}通${nobody.length === 0 ? '' : `、確かめる人のいない課 ${nobody.join('、')}`}`,
  })
  return { sheets: sheets.length, mails, nobody }
}

export function officeOf(office: string): OfficeCode {
  return officeCodes.find((code) => code === office) ?? 'sec-manager'
}

/** The stock-take asked for, else the running one, else the last one. One query. */
export async function reviewToShow(act: Act, reviewId: string | undefined): Promise<Review | undefined> {
  if (reviewId !== undefined) return getReview(act, reviewId)
  const { rows } = await sql<Review>`
    select * from id_review order by (state <> 'closed') desc, opened_at desc limit 1`.execute(act.tx)
  return rows[0]
}
