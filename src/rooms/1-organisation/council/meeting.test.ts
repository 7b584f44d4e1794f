import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { meetingsOf, refused, withCouncil, yes } from '#test/council-city.ts'
import { makeWorld } from '#test/world.ts'
import {
  approveMinutes,
  closeMeeting,
  openMeeting,
  listMeetings,
  recordAttendance,
  saveAgenda,
  saveCouncilRules,
  saveMeeting,
  showCouncilRules,
  writeMinutes,
} from './contract.ts'

const world = await makeWorld({ after })
const { city, db, tenantId } = world
const council = await withCouncil(city)
const { held, decide, close } = meetingsOf(city, council)
const { person, post } = city.ids
const training = { kind: '議決', title: '研修計画の承認について' } as const

test('members follow from posts as of the day, each person once, and a seat nobody holds is a gap', async () => {
  const rules = await city.run('applicant', showCouncilRules, { unitId: council.unitId, on: '2026-11-24' })
  assert.deepEqual(
    rules.members.map((member) => [member.name, member.role]),
    [
      ['宮原 誠', 'chair'],
      ['長谷部 徹', 'vice-chair'],
      ['大木 隆', 'member'],
      ['佐伯 真由美', 'member'],
    ],
  )
  // the chief sits by his post and as head of a 部: one seat, one vote
  assert.equal(rules.members.filter((member) => member.personId === person.chief).length, 1)
  assert.equal(rules.members[3]?.seat, '指名')
  assert.deepEqual(rules.vacant, [])
  // 市民部 has no 部長 at all; a seat for the vacant 課長 is shown as empty
  const other = await world.secondCity()
  const there = await withCouncil(other)
  await other.run('officer', saveCouncilRules, {
    unitId: there.unitId,
    from: '2026-12-01',
    seats: [
      { role: 'chair', holder: { by: 'office', office: 'ciso' } },
      { role: 'member', holder: { by: 'post', postId: other.ids.vacantPost } },
    ],
    rules: rules.rules?.rules ?? assert.fail('no rules'),
    basis: '改正',
  })
  const then = await other.run('applicant', showCouncilRules, { unitId: there.unitId, on: '2026-12-01' })
  assert.deepEqual(then.vacant, [{ role: 'member', word: '障害福祉課 課長' }])
  const before = await other.run('applicant', showCouncilRules, { unitId: there.unitId, on: '2026-11-30' })
  assert.equal(before.members.length, 4, 'the day before still the old rules')
})

test('without a quorum nothing is resolved, and the reason says the numbers', async () => {
  const meetingId = await council.plan([training])
  await council.call(meetingId)
  const { quorum } = await council.attend(meetingId, { director: 'absent', manager: 'absent' })
  assert.equal(quorum.met, false)
  await council.open(meetingId)
  await refused(
    decide(meetingId, { ...yes, for: 1 }),
    'conflict',
    /定足数に足りない.*4人のうち2人.*3人\(過半数\)/,
  )
  await council.attend(meetingId, { director: 'absent' })
  assert.equal((await decide(meetingId, { ...yes, for: 2 })).outcome, '可決')
})

test('a meeting whose members leave puts off what is left, and comes to its end', async () => {
  const meetingId = await held([training, { kind: '議決', title: '監査計画の承認について' }])
  assert.match((await decide(meetingId, yes)).reason, /出席4人、定足数3人/)
  await council.attend(meetingId, { director: 'absent', manager: 'absent' })
  await refused(decide(meetingId, { ...yes, for: 1 }, 1), 'conflict', /定足数に足りない/)
  assert.equal((await decide(meetingId, { by: 'continue', why: '退席のため' }, 1)).outcome, '継続審議')
  assert.equal((await close(meetingId)).resolved, 1)
})

test('votes of others than members, more votes than voters, and one person twice are refused', async () => {
  const meetingId = await held([training])
  await refused(decide(meetingId, { ...yes, for: 4 }), 'invalid', /表決の数\(4\).*3人.*超えています/)
  const named = (...who: string[]) => ({
    ...yes,
    for: who.length,
    named: who.map((personId) => ({ personId, choice: 'for' as const })),
  })
  await refused(decide(meetingId, named(person.stranger)), 'invalid', /加わらない人/)
  // who presides has no vote under these rules
  await refused(decide(meetingId, named(person.ciso)), 'invalid', /加わらない人/)
  await refused(decide(meetingId, named(person.chief, person.chief)), 'invalid', /2度/)
  await refused(decide(meetingId, { ...named(person.chief), for: 2 }), 'invalid', /数が合いません/)
  await refused(decide(meetingId, { ...yes, casting: 'for' }), 'invalid', /可否同数のときだけ/)
  await refused(
    decide(meetingId, { by: 'vote', for: 1, against: 1, abstain: 1 }),
    'invalid',
    /可否同数です.*議長の決/,
  )
  const tie = await decide(meetingId, { by: 'vote', for: 1, against: 1, abstain: 1, casting: 'against' })
  assert.equal(tie.outcome, '否決')
  assert.equal((await decide(meetingId, named(person.chief, person.director))).outcome, '可決')
})

test('a deputy is no member himself, sits for one member only, and must be somebody', async () => {
  const meetingId = await council.plan([training])
  await council.call(meetingId)
  const given = (members: { personId: string; attendance: 'present' | 'deputy'; deputyId?: string }[]) =>
    council.now(meetingId).then((now) => city.run('officer', recordAttendance, { ...now, members }))
  const deputy = (personId: string, deputyId?: string) =>
    ({ personId, attendance: 'deputy', ...(deputyId === undefined ? {} : { deputyId }) }) as const
  await refused(given([deputy(person.director, person.manager)]), 'invalid', /自身が構成員/)
  await refused(
    given([deputy(person.director, person.stranger), deputy(person.manager, person.stranger)]),
    'invalid',
    /ほかの構成員の代理/,
  )
  await refused(given([deputy(person.director)]), 'invalid', /選んでください/)
  await refused(given([deputy(person.director, newId())]), 'invalid', /登録されていません/)
  await refused(given([{ personId: person.stranger, attendance: 'present' }]), 'invalid', /構成員ではない/)
  const twice = { personId: person.chief, attendance: 'present' } as const
  await refused(given([twice, twice]), 'invalid', /一度だけ/)
  // a deputy may move from one member to the other in one go
  await given([deputy(person.director, person.stranger)])
  await given([{ personId: person.director, attendance: 'present' }, deputy(person.manager, person.stranger)])
})

test('the agenda changed after the call is marked, and after the opening refused', async () => {
  const meetingId = await council.plan([training])
  await council.call(meetingId)
  const [item] = (await council.view(meetingId)).items
  const items = [
    { ...training, itemId: item?.itemId ?? '' },
    { kind: '報告', title: '自己点検の結果について' },
  ] as const
  await city.run('officer', saveAgenda, { ...(await council.now(meetingId)), items: [...items] })
  const changed = (await council.view(meetingId)).items
  assert.deepEqual(
    changed.map((each) => each.changedAfterCall),
    [false, true],
  )
  await refused(
    city.run('officer', saveAgenda, {
      ...(await council.now(meetingId)),
      items: [{ ...training, itemId: newId() }],
    }),
    'not-found',
    /ない議題/,
  )
  await council.attend(meetingId)
  await council.open(meetingId)
  await refused(
    city.run('officer', saveAgenda, { ...(await council.now(meetingId)), items: [...items] }),
    'conflict',
    /開会中のため/,
  )
})

test('with the chair’s post vacant the vice-chair presides, and without both nobody opens the meeting', async () => {
  const end = (postId: string, on: string | null) =>
    city.perform(async (act) => {
      const row = await act.tx
        .selectFrom('appointment')
        .selectAll()
        .where('post_id', '=', postId)
        .executeTakeFirstOrThrow()
      await act.recorder.save('appointment', { ...row, valid_to: on })
      act.recorder.describe({ act: '発令の終わり', subject: { kind: 'person', id: row.person_id } })
    })
  await end(post.ciso, '2026-11-20')
  const meetingId = await council.plan([training])
  await council.call(meetingId)
  const seen = await council.view(meetingId)
  assert.deepEqual(seen.vacant, [{ role: 'chair', word: '最高情報統括責任者' }])
  await council.attend(meetingId)
  assert.equal((await council.view(meetingId)).chair?.personId, person.chief)
  await council.attend(meetingId, { chief: 'absent' })
  await refused(council.open(meetingId), 'conflict', /議長も副議長も出席していない/)
  await council.attend(meetingId)
  await council.open(meetingId)
  await decide(meetingId, { ...yes, for: 2 })
  await close(meetingId)
  await end(post.ciso, null)
})

test('no meeting before its rules, no opening before its day, no opening while attendance is unknown', async () => {
  const early = { unitId: council.unitId, heldOn: '2024-03-31', place: '会議室' }
  await refused(city.run('officer', saveMeeting, early), 'conflict', /決まり.*定められていません/)
  const meetingId = await council.plan([training], { heldOn: '2026-11-30' })
  await council.call(meetingId)
  await council.attend(meetingId)
  await refused(council.open(meetingId), 'conflict', /その前には開会できません/)
  const other = await council.plan([training])
  await refused(council.open(other), 'conflict', /計画中のため/)
  await council.call(other)
  await refused(council.open(other), 'conflict', /4人の出欠が記録されていません/)
  const empty = await council.plan([])
  await refused(council.call(empty), 'conflict', /議題がありません/)
  await refused(
    city.run('officer', saveCouncilRules, {
      unitId: council.unitId,
      from: '2026-11-24',
      seats: [{ role: 'chair', holder: { by: 'office', office: 'ciso' } }],
      rules:
        (await city.run('officer', showCouncilRules, { unitId: council.unitId })).rules?.rules ??
        assert.fail(),
      basis: '後から',
    }),
    'conflict',
    /開いた会議があるため/,
  )
})

test('minutes are the chair’s to approve as he read them, and stand from then on', async () => {
  const meetingId = await held([training])
  await decide(meetingId, yes)
  await close(meetingId)
  const hash = async () => (await council.view(meetingId, 'ciso')).minutesHash
  const approve = async (who: 'ciso' | 'officer', minutesHash: string) =>
    city.run(who, approveMinutes, { ...(await council.now(meetingId)), minutesHash })
  await refused(approve('ciso', await hash()), 'conflict', /議事録が空/)
  const write = async (minutes: string) =>
    city.run('officer', writeMinutes, { ...(await council.now(meetingId)), minutes })
  await write('議題は可決した。')
  const read = await hash()
  await write('議題は全員の賛成で可決した。')
  await refused(approve('ciso', read), 'conflict', /読んだ後に議事録が変わりました/)
  await refused(approve('officer', await hash()), 'forbidden', /議長/)
  const { state } = await approve('ciso', await hash())
  assert.equal(state, 'approved')
  await refused(write('後から直す'), 'conflict', /議事録の確認後のため/)
  await refused(decide(meetingId, yes), 'conflict', /議事録の確認後のため/)
  assert.equal((await council.view(meetingId, 'manager')).minutes, '議題は全員の賛成で可決した。')
})

test('two browsers close a meeting at once: one closes it, the other is told', async () => {
  const meetingId = await held([training])
  await decide(meetingId, yes)
  const now = await council.now(meetingId)
  const both = await Promise.allSettled([
    city.run('officer', closeMeeting, now),
    city.run('officeHead', closeMeeting, now),
  ])
  assert.deepEqual(both.map((each) => each.status).toSorted(), ['fulfilled', 'rejected'])
  const [lost] = both.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  assert.ok(lost instanceof Refusal && lost.code === 'conflict', String(lost))
  const rows = await db.readTenant(tenantId, (tx) =>
    tx.selectFrom('council_item').select('number').where('meeting_id', '=', meetingId).execute(),
  )
  assert.equal(rows.length, 1)
  // a stale screen is told too
  const other = await held([training])
  const stale = await council.now(other)
  await decide(other, yes)
  await refused(city.run('officer', closeMeeting, stale), 'conflict', /ほかの人がこの会議を改めました/)
})

test('whom an item concerns takes no part in it: the audit head is not appointed by himself', async () => {
  const subject = { kind: 'audit-head', id: person.manager, label: '' } as const
  const meetingId = await held([
    { kind: '議決', title: '監査統括責任者の指名について', subject: { ...subject, label: '候補者' } },
  ])
  const item = (await council.view(meetingId)).items[0]
  assert.deepEqual(item?.concerned, [{ personId: person.manager, name: '佐伯 真由美' }])
  assert.match(item.quorum?.reason ?? '', /構成員3人\(ほかに除斥1人\)/)
  const named = [{ personId: person.manager, choice: 'for' as const }]
  await refused(decide(meetingId, { ...yes, for: 1, named }), 'invalid', /加わらない人/)
  await refused(decide(meetingId, { ...yes, for: 3 }), 'invalid', /2人.*超えています/)
  assert.equal((await decide(meetingId, { ...yes, for: 2 })).outcome, '可決')
})

test('without its papers nobody but members, secretariat and auditors sees a meeting', async () => {
  const meetingId = await council.plan([training])
  await refused(council.view(meetingId, 'manager'), 'not-found', /ありません/)
  await council.call(meetingId)
  await council.view(meetingId, 'manager')
  await council.view(meetingId, 'auditor')
  await refused(council.view(meetingId, 'applicant'), 'not-found', /ありません/)
  const lists = await city.run('applicant', listMeetings, {})
  assert.deepEqual([lists.open.length, lists.past.length, lists.proposals.length], [0, 0, 0])
  await refused(
    city.run('officer', openMeeting, { meetingId: newId(), revision: 0 }),
    'not-found',
    /ありません/,
  )
})
