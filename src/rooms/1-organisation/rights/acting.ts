import type { z } from 'zod'
import { officesOfPosts } from '#authority/reads.ts'
import { unitNames } from '#authority/units.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import {
  checkPeriod,
  nameOf,
  refuseOneself,
  refuseOwnPost,
  requireOwnOffices,
  titleOf,
  wrong,
} from '../appointing.ts'
import type { delegate, endActingRight, saveActingRight } from './contract.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>
type Lending = Pick<
  In<typeof saveActingRight>,
  'postId' | 'holderPostId' | 'holderPersonId' | 'offices' | 'matters' | 'unitIds' | 'from' | 'to'
>

/**
 * Records a right that a rule of the city or a decision of its authority gives, with that basis. Who keeps the
 * organisation gives none of his own, and none to himself. Only from today on: no right is lent to the past.
 */
export async function lendRight(act: Act, input: In<typeof saveActingRight>): Promise<{ id: string }> {
  const title = await checkLending(act, input)
  refuseOneself(act, input.holderPersonId)
  if (input.holderPostId !== null) await refuseOwnPost(act, input.holderPostId)
  const saved = await act.recorder.save('acting_right', {
    ...rowOf(act, input),
    kind: input.kind,
    applies_when: input.when,
    basis: input.basis,
    eid: input.eid,
    given_by: input.given,
    giver_person_id: null,
  })
  act.recorder.describe({
    act: `${input.kind}の登録`,
    subject: { kind: 'post', id: input.postId, label: title },
    note: `${input.given}: ${input.basis}`,
  })
  return { id: saved.id }
}

/**
 * 事務委任 by the holder himself, of his own post's right, within bounds. What he has by 代決, 職務代理 or 委任 he
 * cannot give; it ends on its day, when he ends it, and when he leaves the post.
 */
export async function delegateRight(act: Act, input: In<typeof delegate>): Promise<{ id: string }> {
  const { personId } = personOf(act)
  const name = await nameOf(act, personId)
  for (const day of new Set([act.today, input.from])) {
    if (await holdsOn(act, personId, input.postId, day)) continue
    refuse(
      'forbidden',
      '委任できるのは、あなた自身が就いている職の権限だけです。代決・職務代理・委任によって行う権限を、さらに別の人へ委任することはできません。',
    )
  }
  const title = await checkLending(act, input)
  if (input.holderPersonId === personId) {
    wrong('holderPersonId', '自分自身に委任することはできません。ほかの職員を選んでください。', personId)
  }
  if (input.holderPostId !== null && (await holdsOn(act, personId, input.holderPostId, input.from))) {
    wrong(
      'holderPostId',
      'その職にはあなた自身が就いています。ほかの人が就いている職を選んでください。',
      input.holderPostId,
    )
  }
  const saved = await act.recorder.save('acting_right', {
    ...rowOf(act, input),
    kind: '事務委任',
    applies_when: '常時',
    basis: input.basis,
    eid: input.eid,
    given_by: '本人',
    giver_person_id: personId,
  })
  act.recorder.describe({
    act: '事務委任',
    subject: { kind: 'post', id: input.postId, label: title },
    capacity: '本人',
    note: `${name}による委任: ${input.basis}`,
  })
  return { id: saved.id }
}

/** Ends a right from a day on, today at the earliest; one that has not begun is called off. */
export async function endRight(
  act: Act,
  input: In<typeof endActingRight>,
): Promise<{ id: string; from: string; to: string }> {
  const right = await act.tx
    .selectFrom('acting_right')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (right === undefined) return refuse('not-found', 'この職務代理・委任は登録されていません。')
  if (!mayEnd(act, right.giver_person_id)) {
    return refuse(
      'forbidden',
      'この職務代理・委任を終えられるのは、委任した本人と、組織の管理の権限がある人です。',
    )
  }
  if (right.valid_to !== null && right.valid_to <= act.today) {
    return refuse('conflict', `この職務代理・委任は${formatDate(right.valid_to)}にすでに終わっています。`)
  }
  const asked = input.to ?? act.today
  // What was decided in the meantime was decided rightly; the past is not taken away from under it.
  if (asked < act.today) {
    wrong('to', '過ぎた日にさかのぼって終えることはできません。今日か、これからの日にしてください。', asked)
  }
  if (right.valid_to !== null && asked > right.valid_to) {
    wrong('to', `終わりの日は、登録されている${formatDate(right.valid_to)}より後にはできません。`, asked)
  }
  const to = asked < right.valid_from ? right.valid_from : asked
  await act.recorder.save('acting_right', { ...right, valid_to: to })
  act.recorder.describe({
    act: `${right.kind}の終了`,
    subject: { kind: 'post', id: right.post_id },
    note: right.basis,
  })
  return { id: right.id, from: right.valid_from, to }
}

/** Who gave it himself, and who keeps the organisation. */
export function mayEnd(act: Act, giverId: string | null): boolean {
  const { actor } = act
  if (actor.kind !== 'person') return actor.kind !== 'nobody'
  return actor.personId === giverId || actor.rights.has('organisation.manage')
}

/** What every lending must be: bounded in time, of an office the post carries itself, to somebody else who is there. */
async function checkLending(act: Act, input: Lending): Promise<string> {
  checkPeriod(act, input)
  if (input.from < act.today) {
    wrong('from', '職務代理・専決・事務委任は、今日以後の日から登録してください。', input.from)
  }
  if ((input.holderPostId === null) === (input.holderPersonId === null)) {
    wrong('holderPostId', '代わって行う職か人の、どちらか一方を選んでください。', '')
  }
  if (input.holderPostId === input.postId) {
    wrong(
      'holderPostId',
      '同じ職に自身の権限を任せることはできません。別の職を選んでください。',
      input.postId,
    )
  }
  const title = await titleOf(act, input.postId, input.from)
  if (input.holderPostId !== null) await titleOf(act, input.holderPostId, input.from)
  if (input.holderPersonId !== null) await nameOf(act, input.holderPersonId)
  const own = await requireOwnOffices(act, input.postId, input.from, title)
  const foreign = input.offices?.find((code) => !own.some(({ office }) => office === code))
  if (foreign !== undefined) {
    const words = own.map(({ word }) => word).join('・')
    wrong('offices', `${title}が担うのは${words}です。その範囲から選んでください。`, foreign)
  }
  if (input.unitIds !== null) {
    const known = await unitNames(act.tx, input.unitIds, input.from)
    if (input.unitIds.some((unitId) => !known.has(unitId))) {
      refuse('not-found', '範囲に選んだ組織は登録されていません。選び直してください。')
    }
  }
  await refuseTwice(act, input)
  return title
}

/** The same right to the same hands twice would end once and go on. */
async function refuseTwice(act: Act, input: Lending): Promise<void> {
  const same = await act.tx
    .selectFrom('acting_right')
    .select(['scope', 'valid_from'])
    .where('post_id', '=', input.postId)
    .where('holder_post_id', 'is not distinct from', input.holderPostId)
    .where('holder_person_id', 'is not distinct from', input.holderPersonId)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', input.from)]))
    .$if(input.to !== null, (rows) => rows.where('valid_from', '<', input.to ?? input.from))
    .execute()
  const key = scopeKey({ offices: input.offices, matters: input.matters, units: input.unitIds })
  const twice = same.find(({ scope }) => scopeKey(scope) === key)
  if (twice !== undefined) {
    refuse(
      'conflict',
      `同じ相手への同じ範囲の登録が、${formatDate(twice.valid_from)}からすでにあります。先にそれを終えてください。`,
    )
  }
}

function scopeKey(scope: {
  offices: readonly string[] | null
  matters: readonly string[] | null
  units?: readonly string[] | null
}): string {
  const parts = [scope.offices, scope.matters, scope.units ?? null]
  return JSON.stringify(parts.map((part) => part?.toSorted() ?? null))
}

function rowOf(act: Act, input: Lending) {
  return {
    tenant_id: act.tenantId,
    id: newId(),
    post_id: input.postId,
    holder_post_id: input.holderPostId,
    holder_person_id: input.holderPersonId,
    scope: { offices: input.offices, matters: input.matters, units: input.unitIds },
    valid_from: input.from,
    valid_to: input.to,
  }
}

/** True when the person holds the post in his own right on the day. */
async function holdsOn(act: Act, personId: string, postId: string, on: string): Promise<boolean> {
  const row = await act.tx
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.person_id')
    .select('appointment.id')
    .where('appointment.person_id', '=', personId)
    .where('appointment.post_id', '=', postId)
    .where('appointment.valid_from', '<=', on)
    .where((at) => at.or([at('appointment.valid_to', 'is', null), at('appointment.valid_to', '>', on)]))
    .where((at) => at.or([at('person.valid_to', 'is', null), at('person.valid_to', '>', on)]))
    .executeTakeFirst()
  return row !== undefined
}

/** Posts of a person whose rights he may give away today, with the offices each carries. Two queries. */
export async function ownPosts(
  act: Act,
  personId: string,
): Promise<{ postId: string; title: string; offices: { office: string; word: string }[] }[]> {
  const rows = await act.tx
    .selectFrom('appointment')
    .innerJoin('post', 'post.id', 'appointment.post_id')
    .leftJoin('unit_at', (join) =>
      join
        .onRef('unit_at.id', '=', 'post.unit_id')
        .on('unit_at.valid_from', '<=', act.today)
        .on((at) => at.or([at('unit_at.valid_to', 'is', null), at('unit_at.valid_to', '>', act.today)])),
    )
    .select(['post.id', 'post.title', 'unit_at.name'])
    .where('appointment.person_id', '=', personId)
    .where('appointment.valid_from', '<=', act.today)
    .where((at) =>
      at.or([at('appointment.valid_to', 'is', null), at('appointment.valid_to', '>', act.today)]),
    )
    .limit(50)
    .execute()
  const carried = await officesOfPosts(
    act.tx,
    rows.map((row) => row.id),
    act.today,
  )
  return rows.flatMap(({ id, title, name }) => {
    const offices = carried.get(id)
    return offices === undefined ? [] : [{ postId: id, title: `${name ?? ''}${title}`, offices }]
  })
}
