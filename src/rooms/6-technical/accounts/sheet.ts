import { sql, type Selectable } from 'kysely'
import type { z } from 'zod'
import { offices } from '#authority/offices.ts'
import { personNames, standingsOf, unitNames } from '#authority/reads.ts'
import type { Standing } from '#authority/standing.ts'
import { holds } from '#engine/register/access.ts'
import { closeTasks } from '#engine/task/tasks.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { answerSheet, showSheet, signSheet } from './contract-review.ts'
import { isDifferenceKind } from './difference.ts'
import type { AccountPorts } from './differences.ts'
import { UNCHECKED } from './prepare.ts'
import { requestCheck } from './request-check.ts'
import { getReview, officeOf, type Review } from './review.ts'
import type { Answer, IdReviewSheetTable } from './tables.ts'
import { bestIn, REVIEW, sightOf } from './who-may.ts'

type Sheet = Selectable<IdReviewSheetTable>
type In<T extends { input: z.ZodType }> = z.output<T['input']>
type Out<T extends { output: z.ZodType }> = z.input<T['output']>

async function findSheet(act: Act, reviewId: string, unitId: string, lock = false): Promise<Sheet> {
  const row = await act.tx
    .selectFrom('id_review_sheet')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('unit_id', '=', unitId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row ?? noSuchSheet()
}

function noSuchSheet(): never {
  return refuse('not-found', 'その課の棚卸はありません。一覧から選び直してください。')
}

/** The right in which the actor confirms this sheet today. Two queries. */
async function rightFor(act: Act, sheet: Sheet): Promise<Standing | undefined> {
  if (act.actor.kind !== 'person') return undefined
  const standings = await standingsOf(act.tx, act.actor.personId, act.today)
  return bestIn(standings, sheet.office, sheet.unit_id, REVIEW)
}

/** Why this sheet cannot be confirmed now, by this person; undefined when it can. */
function obstacle(review: Review, sheet: Sheet, right: Standing | undefined): string | undefined {
  const word = offices[officeOf(sheet.office)].word
  if (right === undefined)
    return `この課の利用者IDを確かめるのは、この課の${word}です。ほかの課の分は確かめられません。`
  if (review.state === 'closed') return 'この棚卸は、締め切られています。'
  if (sheet.signed_at !== null) return 'この課の棚卸は、もう確かめ終えています。'
  return undefined
}

type LineRow = Omit<
  Out<typeof showSheet>['lines'][number],
  'system' | 'holder' | 'users' | 'unchecked' | 'reasons'
> & {
  reasons: string[]
  systemId: string
  systemName: string
  holderId: string | null
  userIds: string[] | null
}

/** One section's sheet, a page at a time. Ten queries whatever its size. */
export async function readSheet(
  act: Act,
  input: In<typeof showSheet>,
  ports: AccountPorts,
): Promise<Out<typeof showSheet>> {
  const { tx } = act
  const review = await getReview(act, input.reviewId)
  const sheet = await findSheet(act, review.review_id, input.unitId)
  const right = await rightFor(act, sheet)
  const sight = await sightOf(act, ports.organisation)
  if (right === undefined && !holds(sight.accounts.read, sheet.unit_id)) return noSuchSheet()
  const only =
    input.only === 'all'
      ? sql<boolean>`true`
      : input.only === 'open'
        ? sql<boolean>`a.answer is null`
        : sql<boolean>`coalesce(a.answer, l.proposal) <> 'keep'`
  const { rows } = await sql<LineRow & { shown: number }>`
    select l.line_id as "lineId", l.entry_id as "entryId", l.login, l.kind, l.system_id as "systemId",
           e.label as "systemName", l.holder_id as "holderId", l.last_used as "lastUsed", l.proposal, l.reasons,
           a.answer, a.note, count(*) over ()::int as shown,
           case when n.valid_to <= ${act.today}::date then n.valid_to end as "leftOn",
           c.values -> 'users' as "userIds"
      from id_review_line l
      join register_entry e on e.tenant_id = l.tenant_id and e.entry_id = l.system_id
      join register_entry c on c.tenant_id = l.tenant_id and c.entry_id = l.entry_id
      left join person n on n.tenant_id = l.tenant_id and n.id = l.holder_id
      left join id_review_answer a
        on a.tenant_id = l.tenant_id and a.review_id = l.review_id and a.line_id = l.line_id
     where l.review_id = ${review.review_id}::uuid and l.unit_id = ${sheet.unit_id}::uuid and ${only}
     order by l.sort, l.line_id limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  const people = await personNames(tx, [
    ...rows.flatMap((row) => [...(row.userIds ?? []), ...(row.holderId === null ? [] : [row.holderId])]),
    ...(sheet.signed_by === null ? [] : [sheet.signed_by]),
    ...(sheet.right_of === null ? [] : [sheet.right_of]),
  ])
  const names = await unitNames(tx, [sheet.unit_id], act.today)
  const because = obstacle(review, sheet, right)
  return {
    review: {
      reviewId: review.review_id,
      title: review.title,
      asOf: review.as_of,
      dueOn: review.due_on,
      state: review.state,
    },
    unit: { id: sheet.unit_id, name: names.get(sheet.unit_id) ?? '' },
    officeWord: offices[officeOf(sheet.office)].word,
    total: sheet.total,
    kept: sheet.kept,
    removing: sheet.removing,
    unknown: sheet.unknown,
    shown: rows[0]?.shown ?? 0,
    lines: rows.map(({ systemId, systemName, holderId, userIds, reasons, ...row }) => ({
      ...row,
      // Whoever left since the sheet was laid out needs it no more.
      proposal: row.leftOn === null ? row.proposal : 'remove',
      reasons: reasons.filter(isDifferenceKind),
      unchecked: reasons.includes(UNCHECKED),
      users: (userIds ?? []).flatMap((id) => people.get(id) ?? []),
      system: { id: systemId, name: systemName },
      holder: holderId === null ? null : { id: holderId, name: people.get(holderId) ?? '' },
    })),
    signed:
      sheet.signed_at === null
        ? null
        : {
            at: sheet.signed_at,
            name: people.get(sheet.signed_by ?? '') ?? '',
            capacity: sheet.capacity ?? '',
            rightOf: sheet.right_of === null ? null : (people.get(sheet.right_of) ?? null),
          },
    mayConfirm: because === undefined ? { allowed: true } : { allowed: false, because },
    capacity: right?.capacity ?? null,
    cites: [...(await ports.citations(tx, 'register:account', act.today))],
    page: input.page,
    size: input.size,
  }
}

/** The sheet, locked, with the right to confirm it. @throws Refusal with the reason. */
async function demandSheet(act: Act, reviewId: string, unitId: string, ports: AccountPorts) {
  personOf(act)
  const review = await getReview(act, reviewId)
  const sheet = await findSheet(act, review.review_id, unitId, true)
  const right = await rightFor(act, sheet)
  if (right === undefined) {
    const sight = await sightOf(act, ports.organisation)
    if (!holds(sight.accounts.read, sheet.unit_id)) return noSuchSheet()
  }
  const because = obstacle(review, sheet, right)
  if (right === undefined) return refuse('forbidden', because ?? '')
  if (because !== undefined) return refuse('conflict', because)
  return { review, sheet, right }
}

/** Keeps answers of one sheet. Lines of other sheets are not found, whoever asks. */
export async function answerLines(
  act: Act,
  input: In<typeof answerSheet>,
  ports: AccountPorts,
): Promise<Out<typeof answerSheet>> {
  const { review, sheet, right } = await demandSheet(act, input.reviewId, input.unitId, ports)
  const { personId } = personOf(act)
  const wanted = new Map<string, { answer: Answer; note: string | null }>()
  if (input.restAsProposed) {
    const { rows } = await sql<{ lineId: string; proposal: 'keep' | 'remove'; left: boolean }>`
      select l.line_id as "lineId", l.proposal, coalesce(n.valid_to <= ${act.today}::date, false) as left
        from id_review_line l
        left join person n on n.tenant_id = l.tenant_id and n.id = l.holder_id
       where l.review_id = ${review.review_id}::uuid and l.unit_id = ${sheet.unit_id}::uuid
         and not exists (select 1 from id_review_answer a
                          where a.tenant_id = l.tenant_id and a.review_id = l.review_id and a.line_id = l.line_id)`.execute(
      act.tx,
    )
    for (const row of rows) wanted.set(row.lineId, { answer: row.left ? 'remove' : row.proposal, note: null })
  }
  for (const { lineId, answer, note } of input.answers) {
    wanted.set(lineId.toLowerCase(), { answer, note: note ?? null })
  }
  if (wanted.size === 0 && !input.restAsProposed) {
    refuse('invalid', '答える利用者IDを選んでください。', {
      problems: [{ at: 'answers', message: '1件以上を選んでください。' }],
    })
  }
  const ids = [...wanted.keys()]
  const { rows: mine } = await sql<{ id: string }>`
    select line_id as id from id_review_line
     where review_id = ${review.review_id}::uuid and unit_id = ${sheet.unit_id}::uuid
       and line_id = any(${ids}::uuid[])`.execute(act.tx)
  if (mine.length < ids.length) {
    refuse('not-found', 'この課の棚卸にない利用者IDが混じっています。開き直してください。')
  }
  await act.recorder.saveAll(
    'id_review_answer',
    [...wanted].map(([lineId, { answer, note }]) => ({
      tenant_id: act.tenantId,
      review_id: review.review_id,
      line_id: lineId,
      answer,
      note,
      at: act.at,
      by: personId,
      capacity: right.capacity,
    })),
  )
  const { rows: counted } = await sql<{ kept: number; removing: number; unknown: number }>`
    select count(*) filter (where a.answer = 'keep')::int as kept,
           count(*) filter (where a.answer = 'remove')::int as removing,
           count(*) filter (where a.answer = 'unknown')::int as unknown
      from id_review_line l
      join id_review_answer a on a.tenant_id = l.tenant_id and a.review_id = l.review_id and a.line_id = l.line_id
     where l.review_id = ${review.review_id}::uuid and l.unit_id = ${sheet.unit_id}::uuid`.execute(act.tx)
  const counts = counted[0] ?? { kept: 0, removing: 0, unknown: 0 }
  await act.recorder.save('id_review_sheet', { ...sheet, ...counts })
  act.recorder.describe({
    act: 'IDの棚卸の回答',
    subject: { kind: 'id-review', id: review.review_id, label: review.title },
    capacity: right.capacity,
    note: `${wanted.size}件`,
  })
  return { total: sheet.total, ...counts }
}

/** Signs a sheet: every line is answered, and whoever signs does it in a right he has today. Once. */
export async function sign(
  act: Act,
  input: In<typeof signSheet>,
  ports: AccountPorts,
): Promise<Out<typeof signSheet>> {
  const { review, sheet, right } = await demandSheet(act, input.reviewId, input.unitId, ports)
  const { personId } = personOf(act)
  const left = sheet.total - sheet.kept - sheet.removing - sheet.unknown
  if (left > 0) {
    refuse(
      'conflict',
      `まだ答えていない利用者IDが${left}件あります。すべて答えてから、確かめ終えてください。`,
    )
  }
  const rightOf = right.capacity === '本人' ? null : right.rightOf.personId
  await act.recorder.save('id_review_sheet', {
    ...sheet,
    signed_at: act.at,
    signed_by: personId,
    capacity: right.capacity,
    right_of: rightOf,
  })
  await closeTasks(
    act,
    { subject: { kind: 'id-review-sheet', id: `${review.review_id}:${sheet.unit_id}` } },
    { state: 'done', outcome: `${sheet.total}件を確かめ終えました。` },
  )
  await requestCheck(act)
  const names = await unitNames(act.tx, [sheet.unit_id], act.today)
  act.recorder.describe({
    act: 'IDの棚卸の確認',
    subject: {
      kind: 'id-review',
      id: review.review_id,
      label: `${review.title} ${names.get(sheet.unit_id) ?? ''}`,
    },
    capacity: right.capacity,
    note: `${right.word}(${right.because.text})として、要${sheet.kept}件・不要${sheet.removing}件・不明${sheet.unknown}件を確認`.slice(
      0,
      500,
    ),
  })
  return { capacity: right.capacity, removing: sheet.removing, unknown: sheet.unknown }
}
