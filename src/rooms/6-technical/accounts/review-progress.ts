import { sql } from 'kysely'
import type { z } from 'zod'
import { personNames, unitNames } from '#authority/reads.ts'
import type { OrganisationPort } from '#engine/register/access.ts'
import type { Act } from '#ground/operation/act.ts'
import type { showReview } from './contract-review.ts'
import { reviewToShow } from './review.ts'
import { sightOf } from './who-may.ts'

type In = z.output<typeof showReview.input>
type Out = z.input<typeof showReview.output>

type SheetRow = {
  unitId: string
  parentId: string | null
  total: number
  kept: number
  removing: number
  unknown: number
  remindedOn: string | null
  signedAt: string | null
  signedBy: string | null
  capacity: string | null
}

/** How far a stock-take is, section by section, of the sections the viewer reads. Nine queries. */
export async function reviewProgress(act: Act, input: In, organisation: OrganisationPort): Promise<Out> {
  const { tx } = act
  const review = await reviewToShow(act, input.reviewId)
  const sight = await sightOf(act, organisation)
  const mayManage = sight.manages
    ? { allowed: true }
    : { allowed: false, because: '棚卸を始めたり締め切ったりするのは、事務局です。' }
  const { rows: earlier } = await sql<{ reviewId: string; title: string; asOf: string }>`
    select review_id as "reviewId", title, as_of as "asOf" from id_review
     order by opened_at desc limit 20`.execute(tx)
  const paging = { page: input.page, size: input.size }
  if (review === undefined) {
    return {
      review: null,
      sheets: [],
      total: 0,
      signed: 0,
      all: 0,
      lines: 0,
      answered: 0,
      earlier,
      mayManage,
      ...paging,
    }
  }
  const units = sight.accounts.read
  const inSight = units === 'all' ? sql<boolean>`true` : sql<boolean>`s.unit_id = any(${[...units]}::uuid[])`
  const only =
    input.only === 'all'
      ? sql<boolean>`true`
      : input.only === 'open'
        ? sql<boolean>`s.signed_at is null`
        : sql<boolean>`s.signed_at is not null`
  const { rows: sums } = await sql<Pick<Out, 'total' | 'signed' | 'all' | 'lines' | 'answered'>>`
    select count(*) filter (where ${only})::int as total, count(s.signed_at)::int as signed, count(*)::int as "all",
           coalesce(sum(s.total), 0)::int as lines,
           coalesce(sum(s.kept + s.removing + s.unknown), 0)::int as answered
      from id_review_sheet s where s.review_id = ${review.review_id}::uuid and ${inSight}`.execute(tx)
  const { rows } = await sql<SheetRow>`
    select s.unit_id as "unitId", u.parent_id as "parentId", s.total, s.kept, s.removing, s.unknown,
           s.reminded_on as "remindedOn", s.signed_at as "signedAt", s.signed_by as "signedBy", s.capacity
      from id_review_sheet s
      left join lateral (
        select a.parent_id, a.code from unit_at a where a.id = s.unit_id
         order by (a.valid_from <= ${act.today}::date) desc, abs(a.valid_from - ${act.today}::date) limit 1) u on true
     where s.review_id = ${review.review_id}::uuid and ${inSight} and ${only}
     order by u.code, s.unit_id limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  const names = await unitNames(
    tx,
    rows.flatMap((row) => [row.unitId, ...(row.parentId === null ? [] : [row.parentId])]),
    act.today,
  )
  const people = await personNames(
    tx,
    rows.flatMap((row) => row.signedBy ?? []),
  )
  const [sum = { total: 0, signed: 0, all: 0, lines: 0, answered: 0 }] = sums
  return {
    review: {
      reviewId: review.review_id,
      title: review.title,
      asOf: review.as_of,
      dueOn: review.due_on,
      state: review.state,
      openedAt: review.opened_at,
      closedAt: review.closed_at,
    },
    sheets: rows.map(({ unitId, parentId, signedBy, ...row }) => ({
      ...row,
      unit: { id: unitId, name: names.get(unitId) ?? '' },
      parentName: parentId === null ? '' : (names.get(parentId) ?? ''),
      signedBy: signedBy === null ? null : (people.get(signedBy) ?? ''),
    })),
    ...sum,
    earlier: earlier.filter((each) => each.reviewId !== review.review_id),
    mayManage,
    ...paging,
  }
}
