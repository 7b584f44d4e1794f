import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { decideApplication, formSheet, readAfterwards } from '#engine/procedure/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { ofSubject } from '#ledger/contract.ts'
import { endAppointment, saveDeputies, saveOfficeRule } from '#rooms/1-organisation/contract-commands.ts'
import {
  actingRights,
  delegate,
  endActingRight,
  saveActingRight,
} from '#rooms/1-organisation/rights/contract.ts'
import { makeWorld, type City, type Who } from '#test/world.ts'

/*
 * Ways to use a right one does not have: lent by the applicant, expired, beyond its bounds, passed on, of a post one
 * has left, on the wrong side of midnight. Each is tried against the whole house.
 */
const world = await makeWorld({ after })
const { city } = world
const morning = '2026-11-24T10:00:00+09:00'
afterEach(() => world.at(morning))

const refused = (code: string, sentence?: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  if (sentence !== undefined) assert.match(error.message, sentence)
  return true
}
const notDecided = (error: unknown) =>
  error instanceof Refusal && (error.code === 'forbidden' || error.code === 'not-found')

/** The right of the 課長 of 長寿支援課, given by himself. */
const given = (of: City, more: object = {}) => ({
  postId: of.ids.post.manager,
  holderPostId: of.ids.post.leader,
  basis: '事務決裁規程第8条',
  from: '2026-11-24',
  ...more,
})
const delegated = async (more: object = {}, who: Who = 'manager') =>
  (await city.run(who, delegate, given(city, more))).id
const end = (id: string) => city.run('manager', endActingRight, { id })

test('a deputy cannot decide the absent holder’s own case with the holder’s right', async () => {
  world.at('2027-01-12T10:00:00+09:00')
  await city.absent('manager', '2027-01-12', '2027-01-14')
  const id = await city.file('manager', { from: '2027-01-13', to: '2027-01-20' })
  // It went one office up by itself; what the deputy has is of no use there.
  await assert.rejects(city.decide('deputy', id), notDecided)
  assert.equal((await city.decide('director', id)).state, 'granted')
})

test('a delegate cannot decide the case of who gave him the right', async () => {
  const right = await delegated(
    { postId: city.ids.post.director, holderPostId: city.ids.post.leader },
    'director',
  )
  const id = await city.file('manager')
  const seen = await city.show('leader', id)
  assert.equal(seen.acts.find((each) => each.act === 'grant')?.capacity, '事務委任')
  await assert.rejects(
    city.run('leader', endActingRight, { id: right }),
    refused('forbidden', /委任した本人/),
    'who received it does not end it either',
  )
  await city.run('director', endActingRight, { id: right })
  await assert.rejects(city.decide('leader', id), notDecided)
})

test('a delegation covers its procedures and units and nothing beside them; the decision says whose right it was', async () => {
  const narrow = await delegated({ matters: ['another-procedure'] })
  const id = await city.file()
  await assert.rejects(city.decide('leader', id), refused('forbidden', /この申請は含まれていません/))
  await end(narrow)
  const elsewhere = await delegated({ unitIds: [city.ids.unit.civil] })
  await assert.rejects(city.decide('leader', id), refused('forbidden', /この申請は含まれていません/))
  await end(elsewhere)
  const right = await delegated({
    offices: ['sec-manager'],
    matters: ['carry-out'],
    unitIds: [city.ids.unit.welfare],
  })
  assert.equal((await city.decide('leader', id)).state, 'granted')
  const [decision] = (await city.show('applicant', id)).decisions
  assert.equal(decision?.capacityText, '事務委任(情報セキュリティ管理者 佐伯 真由美 の権限)')
  const { entries } = await city.run('auditor', ofSubject, { kind: 'application', id })
  assert.ok(entries.some((entry) => entry.capacity === decision?.capacityText && entry.act === '許可'))
  const row = await world.db.readTenant(world.tenantId, (tx) =>
    tx.selectFrom('decision').selectAll().where('application_id', '=', id).executeTakeFirstOrThrow(),
  )
  assert.deepEqual(
    [row.capacity, row.right_of_person_id, row.right_of_post_id, row.acting_right_id],
    ['事務委任', city.ids.person.manager, city.ids.post.manager, right],
  )
  const sheet = await city.run('applicant', formSheet, { applicationId: id })
  assert.equal(Buffer.from(sheet.body.slice(0, 5)).toString(), '%PDF-')
  await end(right)
})

test('a delegation that has expired, is called off or has not begun gives nothing', async () => {
  const right = await delegated({ holderPostId: city.ids.post.second, to: '2026-11-26' })
  const id = await city.file()
  world.at('2026-11-25T23:59:59+09:00')
  assert.equal(
    (await city.show('second', id)).acts.find((each) => each.act === 'grant')?.allowed,
    true,
    'the day before its end still counts',
  )
  world.at('2026-11-26T00:00:00+09:00')
  await assert.rejects(city.decide('second', id), notDecided)
  await assert.rejects(end(right), refused('conflict', /すでに終わっています/))
  const later = await delegated({ holderPostId: city.ids.post.second, from: '2027-02-01' })
  await assert.rejects(city.decide('second', id), notDecided)
  await end(later)
  world.at('2027-02-02T10:00:00+09:00')
  await assert.rejects(city.decide('second', id), notDecided)
})

test('nobody gives what is not his: not another’s right, not one that was lent to him, not one to himself', async () => {
  await assert.rejects(delegated({}, 'deputy'), refused('forbidden', /あなた自身が就いている職/))
  await assert.rejects(delegated({}, 'officer'), refused('forbidden', /あなた自身が就いている職/))
  const right = await delegated()
  await assert.rejects(
    delegated({ postId: city.ids.post.manager, holderPostId: city.ids.post.second }, 'leader'),
    refused('forbidden', /さらに別の人へ委任することはできません/),
  )
  await end(right)
  await assert.rejects(
    delegated({ holderPostId: null, holderPersonId: city.ids.person.manager }),
    refused('invalid', /自分自身/),
  )
  await assert.rejects(delegated({ offices: ['ciso'] }), refused('invalid', /その範囲から/))
  await assert.rejects(
    city.run('officer', saveActingRight, {
      ...given(city),
      kind: '専決',
      when: '常時',
      holderPostId: city.ids.post.officer,
    }),
    refused('forbidden', /自分自身/),
  )
})

test('a deputy of a deputy, and a delegate’s delegate, are refused when they are set, and would give nothing', async () => {
  // 課長補佐 has no office of his own: he only stands in, and so nothing can stand in for him.
  const order = { basis: '事務決裁規程', from: '2026-12-01' }
  await assert.rejects(
    city.run('officer', saveDeputies, {
      ...order,
      postId: city.ids.post.deputy,
      deputyPostIds: [city.ids.post.second],
    }),
    refused('conflict', /さらに別の職へ移すことはできません/),
  )
  await assert.rejects(
    city.run('officer', saveActingRight, {
      ...given(city, { postId: city.ids.post.deputy, holderPostId: city.ids.post.second }),
      kind: '職務代理',
      when: '不在',
    }),
    refused('conflict', /さらに別の職へ移すことはできません/),
  )
  // Put in past the house all the same, with holder and first deputy away: the second gets nothing by it.
  world.at('2027-03-02T10:00:00+09:00')
  await city.absent('manager', '2027-03-02', '2027-03-04')
  await city.absent('deputy', '2027-03-02', '2027-03-04')
  await city.absent('second', '2027-03-02', '2027-03-04')
  await city.perform(async (act) => {
    await act.recorder.save('deputy_order', {
      tenant_id: city.tenantId,
      id: newId(),
      post_id: city.ids.post.deputy,
      place: 1,
      deputy_post_id: city.ids.post.leader,
      basis: '-',
      eid: null,
      valid_from: '2027-03-01',
      valid_to: '2027-03-10',
    })
    act.recorder.describe({ act: '試験', subject: { kind: 'post', id: city.ids.post.deputy } })
  })
  const id = await city.file('applicant', { from: '2027-03-02', to: '2027-03-05' })
  await assert.rejects(city.decide('leader', id), notDecided)
})

test('a delegation ends with the giver’s post: neither he nor the hands he chose decide for his successor', async () => {
  const other = await world.secondCity()
  const inOther = { tenantId: other.tenantId }
  assert.ok(inOther.tenantId !== world.tenantId)
  await other.run('manager', delegate, given(other))
  const id = await other.file()
  const { appointmentId } = await appointmentOf(other, 'manager')
  await other.run('officer', endAppointment, { id: appointmentId, to: '2026-11-25' })
  world.at('2026-11-24T23:59:59+09:00')
  const before = await other.show('leader', id)
  assert.equal(before.acts.find((each) => each.act === 'grant')?.allowed, true)
  world.at('2026-11-25T00:00:00+09:00')
  await assert.rejects(other.decide('leader', id), notDecided)
  await assert.rejects(other.decide('manager', id), notDecided)
  const { rights } = await other.run('officer', actingRights, {})
  assert.equal(rights[0]?.state, 'giver-gone')
})

test('at 23:59:59 the old holder decides, at 00:00:00 the new one, and never both or neither', async () => {
  const other = await world.secondCity()
  const { appointmentId } = await appointmentOf(other, 'manager')
  await other.run('officer', endAppointment, { id: appointmentId, to: '2026-12-01' })
  await other.perform(async (act) => {
    await act.recorder.save('appointment', {
      tenant_id: other.tenantId,
      id: newId(),
      person_id: other.ids.person.strangerManager,
      post_id: other.ids.post.manager,
      kind: '兼務',
      valid_from: '2026-12-01',
      valid_to: null,
    })
    act.recorder.describe({ act: '異動', subject: { kind: 'person', id: other.ids.person.strangerManager } })
  })
  const first = await other.file()
  const second = await other.file()
  world.at('2026-11-30T23:59:59.999+09:00')
  await assert.rejects(other.decide('strangerManager', first), notDecided)
  assert.equal((await other.decide('manager', first)).state, 'granted')
  world.at('2026-12-01T00:00:00+09:00')
  await assert.rejects(other.decide('manager', second), notDecided)
  assert.equal((await other.decide('strangerManager', second)).state, 'granted')
})

test('of two browsers that decide at once one is told that the case was decided', async () => {
  const id = await city.file()
  const right = await delegated()
  const { contentHash } = await city.show('auditor', id)
  const act = (who: Who, what: 'grant' | 'refuse') =>
    city.run(who, decideApplication, { applicationId: id, act: what, contentHash, reason: '理由の例です' })
  const [one, two] = await Promise.allSettled([act('manager', 'grant'), act('leader', 'refuse')])
  const lost = [one, two].filter((each) => each.status === 'rejected')
  assert.equal(lost.length, 1)
  assert.ok(lost.every((each) => refused('conflict')(each.reason)))
  assert.equal((await city.show('auditor', id)).decisions.length, 1)
  await end(right)
})

test('who has left the city decides nothing, though his page was open and his appointment was forgotten', async () => {
  const other = await world.secondCity()
  const id = await other.file()
  const { contentHash } = await other.show('manager', id)
  const actor = await other.actorOf('manager')
  await other.perform(async (act) => {
    const row = await act.tx
      .selectFrom('person')
      .selectAll()
      .where('id', '=', other.ids.person.manager)
      .executeTakeFirstOrThrow()
    await act.recorder.save('person', { ...row, valid_to: '2026-11-24' })
    act.recorder.describe({ act: '退職', subject: { kind: 'person', id: row.id } })
  })
  await assert.rejects(
    other.run(actor, decideApplication, { applicationId: id, act: 'grant', contentHash }),
    notDecided,
  )
  assert.equal((await other.show('auditor', id)).state, 'waiting')
})

test('who has another name by now is the same person: his case is still his, and old decisions keep their decider', async () => {
  const id = await city.file('manager')
  await city.perform(async (act) => {
    const row = await act.tx
      .selectFrom('person')
      .selectAll()
      .where('id', '=', city.ids.person.manager)
      .executeTakeFirstOrThrow()
    await act.recorder.save('person', { ...row, family: '髙橋', search: row.search })
    act.recorder.describe({ act: '改姓', subject: { kind: 'person', id: row.id } })
  })
  await assert.rejects(city.decide('manager', id), refused('forbidden', /あなた自身の申請/))
  assert.equal((await city.show('director', id)).applicant.name, '髙橋 真由美')
  assert.equal((await city.decide('director', id)).state, 'granted')
})

test('in an office of one that two people hold nobody decides, until one of them is left', async () => {
  const other = await world.secondCity()
  const id = await other.file('director')
  assert.equal((await other.show('chief', id)).step?.office, 'chief-iso')
  await other.perform(async (act) => {
    await act.recorder.save('appointment', {
      tenant_id: other.tenantId,
      id: newId(),
      person_id: other.ids.person.strangerManager,
      post_id: other.ids.post.chief,
      kind: '事務取扱',
      valid_from: '2026-11-24',
      valid_to: '2026-12-01',
    })
    act.recorder.describe({ act: '発令', subject: { kind: 'person', id: other.ids.person.strangerManager } })
  })
  for (const who of ['chief', 'strangerManager'] as const) {
    await assert.rejects(other.decide(who, id), refused('forbidden', /1人が担う役割ですが、今日は2人/))
  }
  await assert.rejects(other.file('director'), refused('conflict', /1人が担う役割/))
  await assert.rejects(
    other.run('officer', saveOfficeRule, {
      office: 'ciso',
      word: '最高情報統括責任者',
      scope: 'city',
      rule: { by: 'post', postId: other.ids.post.director },
      from: '2026-12-01',
      replace: false,
    }),
    refused('conflict', /置き換えて/),
  )
  await other.absent('strangerManager', '2026-11-24', '2026-11-25')
  assert.equal((await other.decide('chief', id)).state, 'granted')
})

test('後閲 is asked of who was away and of nobody else, and is recorded as his', async () => {
  const other = await world.secondCity()
  await other.absent('manager', '2026-11-24', '2026-11-26')
  const id = await other.file()
  await other.decide('deputy', id)
  const [decision] = (await other.show('manager', id)).decisions
  assert.equal(decision?.capacityText, '代決(情報セキュリティ管理者 佐伯 真由美 の権限)')
  const { decisionId } = decision
  for (const who of ['deputy', 'director', 'officer', 'auditor'] as const) {
    await assert.rejects(other.run(who, readAfterwards, { decisionId }), refused('not-found'))
  }
  world.at('2026-11-26T09:00:00+09:00')
  await other.run('manager', readAfterwards, { decisionId })
  const { entries } = await other.run('auditor', ofSubject, { kind: 'application', id })
  const read = entries.find((entry) => entry.act === '後閲')
  assert.deepEqual([read?.capacity, read?.actor?.id], ['本人', other.ids.person.manager])
})

async function appointmentOf(of: City, who: Who): Promise<{ appointmentId: string }> {
  const row = await of.perform(async (act) => {
    act.recorder.describe({ act: '試験', subject: { kind: 'person', id: of.ids.person[who] } })
    return act.tx
      .selectFrom('appointment')
      .select('id')
      .where('person_id', '=', of.ids.person[who])
      .executeTakeFirstOrThrow()
  })
  return { appointmentId: row.id }
}
