import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { refused, withCouncil } from '#test/council-city.ts'
import { makeWorld, type Who } from '#test/world.ts'
import {
  answerInWriting,
  cancelMeeting,
  closeMeeting,
  decideItem,
  openMeeting,
  recordAttendance,
} from './contract.ts'

const world = await makeWorld({ after })
const { city, db, tenantId } = world
const council = await withCouncil(city, { written: 'all', writtenDays: 3, writtenCounts: true })
const { person } = city.ids
const question = { kind: '議決', title: 'USBメモリの取扱いについて' } as const

async function round(heldOn = '2026-12-04') {
  const meetingId = await council.plan([question, { kind: '報告', title: '研修の実施について' }], {
    way: 'written',
    heldOn,
    place: '',
  })
  await council.call(meetingId)
  await city.run('officer', openMeeting, await council.now(meetingId))
  return meetingId
}

const answer = async (
  who: Who,
  meetingId: string,
  choice: 'for' | 'against' = 'for',
  contentHash?: string,
) => {
  const [item] = (await council.view(meetingId)).items
  return city.run(who, answerInWriting, {
    meetingId,
    answers: [{ itemId: item?.itemId ?? '', contentHash: contentHash ?? item?.contentHash ?? '', choice }],
  })
}
const close = async (meetingId: string) => city.run('officer', closeMeeting, await council.now(meetingId))
const openTasks = (meetingId: string) =>
  db.readTenant(tenantId, (tx) =>
    tx
      .selectFrom('task')
      .select('person_id')
      .where('kind', '=', 'council.answer')
      .where('state', '=', 'open')
      .where('subject_id', 'like', `${meetingId}:%`)
      .execute(),
  )

test('a question goes round, each member answers on his screen in his own right, and all for it is 可決', async () => {
  world.at('2026-11-24T10:00:00+09:00')
  const meetingId = await round()
  assert.equal((await openTasks(meetingId)).length, 4)
  for (const who of ['ciso', 'chief', 'director'] as const) {
    assert.deepEqual(await answer(who, meetingId), { answered: 1, capacity: '本人' })
  }
  // a member sees his own answer and not the others' while they come in
  const seen = await council.view(meetingId, 'director')
  assert.deepEqual(
    seen.items[0]?.ballots.map((ballot) => ballot.personId),
    [person.director],
  )
  assert.equal(seen.items[0].mine, 'for')
  await refused(close(meetingId), 'conflict', /まだ回答していない人/)
  await answer('manager', meetingId, 'against')
  await answer('manager', meetingId, 'for')
  assert.equal((await openTasks(meetingId)).length, 0)
  assert.deepEqual((await close(meetingId)).resolved, 1)
  const ended = await council.view(meetingId)
  assert.deepEqual(
    ended.items.map((item) => item.outcome),
    ['可決', '了承'],
  )
  assert.equal(
    ended.heldOn,
    '2026-11-24',
    'resolved on the day it was counted, before the last day to answer',
  )
})

test('who says nothing does not consent, and after the last day nobody answers', async () => {
  world.at('2026-11-24T10:00:00+09:00')
  const meetingId = await round()
  for (const who of ['ciso', 'chief', 'director'] as const) await answer(who, meetingId)
  world.at('2026-12-04T23:59:59+09:00')
  await answer('director', meetingId)
  await refused(close(meetingId), 'conflict', /回答期限/)
  world.at('2026-12-05T00:00:00+09:00')
  await refused(answer('manager', meetingId), 'conflict', /回答期限.*過ぎた/)
  await close(meetingId)
  const [item] = (await council.view(meetingId)).items
  assert.equal(item?.outcome, '否決')
  assert.match(item.outcomeReason ?? '', /回答なし1/)
  assert.equal((await openTasks(meetingId)).length, 0, 'nothing waits for an answer any more')
})

test('an answer is of a member, on the text he read, once for each item, and in a meeting that asks for it', async () => {
  world.at('2026-11-24T10:00:00+09:00')
  const meetingId = await round()
  await refused(answer('stranger', meetingId), 'not-found', /構成員である会議ではありません/)
  await refused(answer('chief', meetingId, 'for', 'a'.repeat(64)), 'conflict', /内容が変わりました/)
  const [item, report] = (await council.view(meetingId)).items
  const one = { itemId: item?.itemId ?? '', contentHash: item?.contentHash ?? '', choice: 'for' } as const
  const told = {
    itemId: report?.itemId ?? '',
    contentHash: report?.contentHash ?? '',
    choice: 'for',
  } as const
  await refused(
    city.run('chief', answerInWriting, { meetingId, answers: [one, one] }),
    'invalid',
    /2つあります/,
  )
  await refused(
    city.run('chief', answerInWriting, { meetingId, answers: [told] }),
    'invalid',
    /賛否は要りません/,
  )
  const result = { by: 'vote', for: 4, against: 0, abstain: 0 } as const
  const { itemId, contentHash } = one
  await refused(
    city.run('officer', decideItem, { ...(await council.now(meetingId)), itemId, contentHash, result }),
    'conflict',
    /回答を集計して決まります/,
  )
  const members = [{ personId: person.chief, attendance: 'present' as const }]
  await refused(
    city.run('officer', recordAttendance, { ...(await council.now(meetingId)), members }),
    'conflict',
    /出欠はありません/,
  )
  await city.run('officer', cancelMeeting, { ...(await council.now(meetingId)), reason: '取りやめ' })
  await refused(answer('chief', meetingId), 'conflict', /受け付けていません/)
  assert.equal((await openTasks(meetingId)).length, 0)
})

test('members have the days the rules give them', async () => {
  world.at('2026-11-24T10:00:00+09:00')
  const meetingId = await council.plan([question], { way: 'written', heldOn: '2026-11-26', place: '' })
  await council.call(meetingId)
  await refused(
    city.run('officer', openMeeting, await council.now(meetingId)),
    'conflict',
    /3日以上.*令和8年11月27日/,
  )
})

test('who will be away votes beforehand in writing and is counted in the room, unless the text changes', async () => {
  world.at('2026-11-24T10:00:00+09:00')
  const meetingId = await council.plan([question])
  await council.call(meetingId)
  await answer('director', meetingId, 'against')
  await answer('manager', meetingId)
  await council.attend(meetingId, { director: 'written', manager: 'written' })
  await council.open(meetingId)
  const seen = await council.view(meetingId)
  assert.equal(seen.quorum.met, true)
  assert.equal(seen.items[0]?.voters, 1, 'beside them only the vice-chair votes in the room')
  const { itemId, contentHash } = seen.items[0]
  const result = { by: 'vote', for: 1, against: 0, abstain: 0 } as const
  const decided = await city.run('officer', decideItem, {
    ...(await council.now(meetingId)),
    itemId,
    contentHash,
    result,
  })
  assert.equal(decided.outcome, '可決')
  assert.match(decided.reason, /賛成2、反対1、棄権0.*書面2人を含む/)
})
