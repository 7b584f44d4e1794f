import { sql } from 'kysely'
import type { z } from 'zod'
import { addMonths, formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { type OfficeCode, offices } from '#authority/offices.ts'
import { officesOfPosts, personNames, standingsOf } from '#authority/reads.ts'
import type { appoint, endAppointment, saveDeputies, saveOfficeRule } from './contract-commands.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>

/** Puts a person into a post from a date: 事務取扱 for a vacancy, 兼務, 併任 … A second 本務 is refused. */
export async function appointPerson(act: Act, input: In<typeof appoint>): Promise<{ id: string }> {
  checkPeriod(act, input)
  refuseOneself(act, input.personId)
  const name = await nameOf(act, input.personId)
  const title = await titleOf(act, input.postId, input.from)
  const clash = await act.tx
    .selectFrom('appointment')
    .select(['post_id', 'kind', 'valid_from'])
    .where('person_id', '=', input.personId)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', input.from)]))
    .$if(input.to !== null, (rows) => rows.where('valid_from', '<', input.to ?? input.from))
    .where((at) =>
      at.or([
        at('post_id', '=', input.postId),
        ...(input.kind === '本務' ? [at('kind', '=', '本務' as const)] : []),
      ]),
    )
    .executeTakeFirst()
  if (clash !== undefined) {
    const what = clash.post_id === input.postId ? `${title}に${clash.kind}で` : '別の職に本務で'
    refuse(
      'conflict',
      `${name}さんは、${formatDate(clash.valid_from)}から${what}発令されています。先にその発令を終えてください。`,
    )
  }
  const row = { tenant_id: act.tenantId, id: newId(), person_id: input.personId, post_id: input.postId }
  const saved = await act.recorder.save('appointment', {
    ...row,
    kind: input.kind,
    valid_from: input.from,
    valid_to: input.to,
  })
  act.recorder.describe({
    act: '発令の登録',
    subject: { kind: 'person', id: input.personId, label: name },
    note: `${title}(${input.kind})`,
  })
  return { id: saved.id }
}

/** Ends an appointment: it holds until the day before `to`. */
export async function endAppointmentOn(act: Act, input: In<typeof endAppointment>): Promise<{ id: string }> {
  const found = await act.tx
    .selectFrom('appointment')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return refuse('not-found', 'この発令は登録されていません。')
  if (input.to <= found.valid_from) {
    wrong('to', `終わりの日は、発令の日(${formatDate(found.valid_from)})より後の日にしてください。`, input.to)
  }
  if (found.valid_to !== null && found.valid_to <= act.today) {
    refuse('conflict', `この発令は${formatDate(found.valid_to)}にすでに終わっています。`)
  }
  if (input.to < act.today) {
    wrong(
      'to',
      '過ぎた日にさかのぼって発令を終えることはできません。今日か、これからの日にしてください。',
      input.to,
    )
  }
  await act.recorder.save('appointment', { ...found, valid_to: input.to })
  act.recorder.describe({ act: '発令の終了', subject: { kind: 'person', id: found.person_id } })
  return { id: found.id }
}

/** Sets the order of deputies of a post from a date; the order in force until then ends there. */
export async function orderDeputies(act: Act, input: In<typeof saveDeputies>): Promise<{ count: number }> {
  if (input.from < act.today) wrong('from', '代決の順序は、今日以後の日から定めてください。', input.from)
  const title = await titleOf(act, input.postId, input.from)
  if (new Set(input.deputyPostIds).size !== input.deputyPostIds.length) {
    wrong('deputyPostIds', '同じ職が2回入っています。順序を確かめてください。', '')
  }
  if (input.deputyPostIds.length > 0) await requireOwnOffices(act, input.postId, input.from, title)
  if (input.deputyPostIds.includes(input.postId)) {
    wrong('deputyPostIds', 'その職自身は代決者になれません。別の職を選んでください。', input.postId)
  }
  for (const postId of input.deputyPostIds) await titleOf(act, postId, input.from)
  const inForce = await act.tx
    .selectFrom('deputy_order')
    .selectAll()
    .where('post_id', '=', input.postId)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', input.from)]))
    .execute()
  for (const [index, postId] of input.deputyPostIds.entries()) {
    const before = inForce.find((row) => row.deputy_post_id === postId)
    // One's own post may stay where it is; coming in or moving up is for somebody else to set.
    if (before === undefined || index + 1 < before.place) await refuseOwnPost(act, postId)
  }
  for (const row of inForce) {
    if (row.valid_from < input.from) await act.recorder.save('deputy_order', { ...row, valid_to: input.from })
    else await act.recorder.remove('deputy_order', { id: row.id })
  }
  await act.recorder.saveAll(
    'deputy_order',
    input.deputyPostIds.map((deputy_post_id, index) => ({
      tenant_id: act.tenantId,
      id: newId(),
      post_id: input.postId,
      place: index + 1,
      deputy_post_id,
      basis: input.basis,
      eid: null,
      valid_from: input.from,
      valid_to: null,
    })),
  )
  act.recorder.describe({ act: '代決順序の設定', subject: { kind: 'post', id: input.postId, label: title } })
  return { count: input.deputyPostIds.length }
}

/** Says who holds an office from a date on. */
export async function ruleOffice(act: Act, input: In<typeof saveOfficeRule>): Promise<{ id: string }> {
  if (input.from < act.today) wrong('from', '役割の決め方は、今日以後の日から定めてください。', input.from)
  const { rule } = input
  if (offices[input.office].single) await requireSingle(act, input)
  if (rule.by === 'post') await titleOf(act, rule.postId, input.from)
  if (rule.by === 'person') refuseOneself(act, rule.personId)
  if (rule.by === 'person') await nameOf(act, rule.personId)
  const unitId = rule.by === 'members' || rule.by === 'person' ? rule.unitId : null
  if (unitId !== null) {
    const unit = await act.tx.selectFrom('unit_at').select('id').where('id', '=', unitId).executeTakeFirst()
    if (unit === undefined) refuse('not-found', 'この組織は登録されていません。')
  }
  const before = await ownOffices(act, input.from)
  if (input.replace) {
    const inForce = await act.tx
      .selectFrom('office_rule')
      .selectAll()
      .where('office', '=', input.office)
      .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', input.from)]))
      .execute()
    for (const row of inForce) {
      if (row.valid_from < input.from)
        await act.recorder.save('office_rule', { ...row, valid_to: input.from })
      else await act.recorder.remove('office_rule', { id: row.id })
    }
  }
  const saved = await act.recorder.save('office_rule', {
    tenant_id: act.tenantId,
    id: newId(),
    office: input.office,
    word: input.word,
    scope: input.scope,
    rule,
    eid: input.eid,
    valid_from: input.from,
    valid_to: null,
  })
  const gained = [...(await ownOffices(act, input.from))].some((seat) => !before.has(seat))
  if (gained && act.actor.kind === 'person') refuseOneself(act, act.actor.personId)
  act.recorder.describe({
    act: '役割の決め方の設定',
    subject: { kind: 'office', id: input.office, label: input.word },
  })
  return { id: saved.id }
}

/** An office of one person is given to one post or one person, and by one rule. */
async function requireSingle(act: Act, input: In<typeof saveOfficeRule>): Promise<void> {
  const { word } = offices[input.office]
  if (input.rule.by !== 'post' && input.rule.by !== 'person') {
    wrong('rule', `${word}は1人が担う役割です。1つの職か、1人の職員を選んでください。`, input.rule.by)
  }
  if (input.scope !== 'city') {
    wrong('scope', `${word}は市全体で1人です。範囲は市全体にしてください。`, input.scope)
  }
  if (input.replace) return
  const other = await act.tx
    .selectFrom('office_rule')
    .select('id')
    .where('office', '=', input.office)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', input.from)]))
    .executeTakeFirst()
  if (other !== undefined) {
    refuse(
      'conflict',
      `${word}は1人が担う役割で、すでに決め方が定められています。いまの決め方を置き換えてください。`,
    )
  }
}

/** Whoever keeps the organisation does not give himself the power to decide; a colleague or the operator does. */
export function refuseOneself(act: Act, personId: string | null): void {
  if (act.actor.kind === 'person' && act.actor.personId === personId) {
    refuse('forbidden', '自分自身に職や権限を与える登録はできません。ほかの担当者に登録を依頼してください。')
  }
}

/** The seats the actor holds in his own right on a date; a rule that adds one would be a gift to himself. */
async function ownOffices(act: Act, on: string): Promise<Set<string>> {
  if (act.actor.kind !== 'person') return new Set()
  const standings = await standingsOf(act.tx, act.actor.personId, on)
  return new Set(standings.map((standing) => `${standing.office} ${standing.unitId ?? ''}`))
}

export async function refuseOwnPost(act: Act, postId: string): Promise<void> {
  if (act.actor.kind !== 'person') return
  const own = await act.tx
    .selectFrom('appointment')
    .select('person_id')
    .where('person_id', '=', act.actor.personId)
    .where('post_id', '=', postId)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', act.today)]))
    .executeTakeFirst()
  refuseOneself(act, own?.person_id ?? null)
}

/**
 * A right that a post only has by 代決, 職務代理 or 委任 is not passed on: a post without an office of its own has
 * nothing to lend, and what it lent would look like a deputy of the deputy.
 */
export async function requireOwnOffices(
  act: Act,
  postId: string,
  on: string,
  title: string,
): Promise<readonly { office: OfficeCode; word: string }[]> {
  const own = (await officesOfPosts(act.tx, [postId], on)).get(postId)
  if (own !== undefined) return own
  return refuse(
    'conflict',
    `${title}は、その職としての役割を持っていません。代決や委任によって行う権限を、さらに別の職へ移すことはできません。役割を持つ職を選んでください。`,
    { cites: [] },
  )
}

export function checkPeriod(act: Act, { from, to }: { from: string; to: string | null }): void {
  if (to !== null && to <= from) wrong('to', '終わりの日は、始まりの日より後の日にしてください。', to)
  if (from > addMonths(act.today, 60)) {
    wrong('from', '5年より先の日付は登録できません。始まりの日を確かめてください。', from)
  }
}

export async function nameOf(act: Act, personId: string): Promise<string> {
  const name = (await personNames(act.tx, [personId])).get(personId)
  return name ?? refuse('not-found', 'この職員は登録されていません。')
}

export async function titleOf(act: Act, postId: string, on: string): Promise<string> {
  const { rows } = await sql<{ title: string }>`
    select coalesce(u.name, '') || p.title as title
      from post p
      left join unit_at u on u.id = p.unit_id
       and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
     where p.id = ${postId}::uuid and (p.valid_to is null or p.valid_to > ${on}::date)`.execute(act.tx)
  return rows[0]?.title ?? refuse('not-found', 'この職は登録されていません。')
}

export function wrong(at: string, message: string, value: string): never {
  refuse('invalid', message, { problems: [{ at, message, value }] })
}
