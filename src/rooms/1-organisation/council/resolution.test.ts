import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { policyEdition, policyImport, policyPutInForce } from '#policy/contract.ts'
import { policyAmendments, policyDecideImpact, policyImpact } from '#policy/contract-editions.ts'
import { ofSubject } from '#ledger/contract.ts'
import { draftEdition, meetingsOf, refused, withCouncil, yes } from '#test/council-city.ts'
import { makeWorld, policyText } from '#test/world.ts'
import { closeMeeting, decideItem, listMeetings, recordAttendance, saveAgenda } from './contract.ts'
import { resolutionFor } from './owed.ts'

const world = await makeWorld({ after })
const { city, db, tenantId } = world
const council = await withCouncil(city)
const { held, decide, close } = meetingsOf(city, council)
const { policy } = await city.run('officer', policyEdition, { editionId: city.editionId })
const training = { kind: '議決', title: '研修計画の承認について' } as const

test('a policy edition is resolved and put in force by that resolution, found by itself', async () => {
  const editionId = await draftEdition(city, policy.policyId)
  const { proposals } = await city.run('officer', listMeetings, {})
  const proposal = proposals.find((each) => each.id === editionId)
  assert.ok(proposal?.kind === 'policy-edition' && proposal.itemKind === '議決')
  const force = {
    editionId,
    effectiveFrom: '2026-12-01',
    decidedBy: '情報化推進会議',
    decidedOn: '2026-11-24',
    reviewed: true,
  }
  await refused(city.run('officer', policyPutInForce, force), 'invalid', /会議の議決/)

  const subject = {
    kind: proposal.kind,
    id: editionId,
    label: 'だれかの付けた名前',
    href: '/elsewhere',
  } as const
  const meetingId = await held([{ kind: '議決', title: proposal.title, subject }])
  const item = (await council.view(meetingId)).items[0]
  assert.equal(item?.subject?.href, `/policies/${editionId}`, 'name and address are the house’s own')
  const { outcome, reason } = await decide(meetingId, yes)
  assert.equal(outcome, '可決')
  assert.match(reason, /賛成3、反対0、棄権0.*3人の過半数\(2人\)/)
  await refused(city.run('officer', policyPutInForce, force), 'invalid', /会議の議決/)
  await close(meetingId)

  const shown = await city.run('officer', policyEdition, { editionId })
  assert.equal(shown.edition.resolution?.state, 'holds')
  assert.match(shown.edition.resolution?.number ?? '', /令和8年度議決第\d+号/)
  await refused(
    city.run('officer', policyPutInForce, { ...force, effectiveFrom: '2026-11-23', decidedOn: '2026-11-23' }),
    'invalid',
    /議決の日より前/,
  )
  const { items } = await city.run('officer', policyImpact, { editionId })
  const open = items.filter((each) => each.required)
  if (open.length > 0) {
    await city.run('officer', policyDecideImpact, {
      editionId,
      decisions: open.map(({ item: id }) => ({ item: id, choice: 'carry' as const })),
    })
  }
  await city.run('officer', policyPutInForce, force)
  const { amendments } = await city.run('officer', policyAmendments, { policyId: policy.policyId })
  const approved = amendments.find((each) => each.editionId === editionId)
  assert.equal(approved?.approval, 'council')
  assert.match(approved.by, /情報化推進会議 令和8年度第\d+回/)
  const entry = await db.readTenant(tenantId, (tx) =>
    tx
      .selectFrom('edition_approval')
      .select('resolution_id')
      .where('version_id', '=', editionId)
      .executeTakeFirstOrThrow(),
  )
  assert.equal(entry.resolution_id, item?.itemId)
  // the record says in which right: not the officer's own, but the council's
  const { entries } = await city.run('auditor', ofSubject, { kind: 'council-meeting', id: meetingId })
  const resolved = entries.find((each) => each.act === '議決')
  assert.equal(resolved?.capacity, '会議議決')
  assert.match(resolved.note ?? '', new RegExp(`可決.*照合値 ${item?.contentHash ?? ''}`))
})

test('a text changed after the opening is not resolved, and one changed after the resolution is not put in force', async () => {
  const changeText = (editionId: string, eid: string) =>
    city.perform(async (act) => {
      const row = await act.tx
        .selectFrom('provision')
        .selectAll()
        .where('version_id', '=', editionId)
        .where('eid', '=', eid)
        .executeTakeFirstOrThrow()
      await act.recorder.save('provision', { ...row, text: `${row.text}(改)` })
      act.recorder.describe({ act: '本文の訂正', subject: { kind: 'policy', id: policy.policyId } })
    })
  const editionId = await draftEdition(city, policy.policyId, policyText.replace('鍵付きの', '鍵の付いた'))
  const subject = { kind: 'policy-edition', id: editionId, label: '案' } as const
  const first = await held([{ kind: '議決', title: '改定について', subject }])
  await changeText(editionId, '第2-1')
  await refused(decide(first, yes), 'conflict', /本文又は資料が変わりました/)
  assert.equal((await council.view(first)).items[0]?.changedSinceOpening, true)
  assert.equal((await decide(first, { by: 'continue', why: '本文を直すため' })).outcome, '継続審議')
  await close(first)

  const second = await held([{ kind: '議決', title: '改定について', subject }])
  await decide(second, yes)
  await close(second)
  assert.equal((await city.run('officer', policyEdition, { editionId })).edition.resolution?.state, 'holds')
  await changeText(editionId, '第2-1')
  assert.equal((await city.run('officer', policyEdition, { editionId })).edition.resolution?.state, 'changed')
  const force = {
    editionId,
    effectiveFrom: '2027-01-01',
    decidedBy: '会議',
    decidedOn: '2026-11-24',
    reviewed: true,
  }
  await refused(
    city.run('officer', policyPutInForce, force),
    'invalid',
    /議決の後に、この版の本文が変わりました/,
  )

  const third = await held([{ kind: '議決', title: '改定について', subject }])
  assert.equal((await decide(third, { ...yes, amendment: '第2の1を改める' })).outcome, '修正可決')
  await close(third)
  await refused(city.run('officer', policyPutInForce, force), 'invalid', /修正して可決/)
})

test('only the city’s council resolves a policy, not any meeting', async () => {
  const other = await world.secondCity()
  const there = await withCouncil(other)
  const own = await other.run('officer', policyEdition, { editionId: other.editionId })
  const editionId = await draftEdition(other, own.policy.policyId)
  await other.perform(async (act) => {
    const rule = await act.tx
      .selectFrom('office_rule')
      .selectAll()
      .where('office', '=', 'council')
      .executeTakeFirstOrThrow()
    await act.recorder.save('office_rule', { ...rule, valid_to: '2026-11-01' })
    act.recorder.describe({ act: '役割の廃止', subject: { kind: 'unit', id: there.unitId } })
  })
  const subject = { kind: 'policy-edition', id: editionId, label: '案' } as const
  const meetingId = await there.plan([{ kind: '議決', title: '改定について', subject }])
  await there.call(meetingId)
  const { members } = await there.view(meetingId)
  await other.run('officer', recordAttendance, {
    ...(await there.now(meetingId)),
    members: members.map(({ personId }) => ({ personId, attendance: 'present' as const })),
  })
  await there.open(meetingId)
  const [item] = (await there.view(meetingId)).items
  await other.run('officer', decideItem, {
    ...(await there.now(meetingId)),
    itemId: item?.itemId ?? '',
    contentHash: item?.contentHash ?? '',
    result: yes,
  })
  await other.run('officer', closeMeeting, await there.now(meetingId))
  const found = await db.readTenant(other.tenantId, (tx) => resolutionFor(tx, subject))
  assert.equal(found, null)
  // and the edition of another city is no subject here
  const foreign = { ...(await council.now(await council.plan([training]))) }
  await refused(
    city.run('officer', saveAgenda, { ...foreign, items: [{ kind: '議決', title: 'よその版', subject }] }),
    'not-found',
    /見つかりません/,
  )
})

test('an urgent amendment owes a report: proposed with its day, done when the meeting was told', async () => {
  const { editionId } = await city.run('officer', policyImport, {
    policyId: policy.policyId,
    fileName: 'kinkyu.txt',
    base64: Buffer.from(policyText.replace('保管し', '厳重に保管し')).toString('base64'),
  })
  assert.ok(editionId !== null)
  const { items } = await city.run('officer', policyImpact, { editionId })
  await city.run('officer', policyDecideImpact, {
    editionId,
    decisions: items.map(({ item }) => ({ item, choice: 'carry' as const })),
  })
  await city.run('officer', policyPutInForce, {
    editionId,
    effectiveFrom: '2027-02-01',
    decidedBy: '最高情報統括責任者',
    decidedOn: '2026-11-24',
    reviewed: true,
    approval: { kind: 'urgent', reason: '脆弱性への対応', by: '最高情報統括責任者', reportDue: '2026-12-20' },
  })
  const tasks = () =>
    db.readTenant(tenantId, (tx) =>
      tx
        .selectFrom('task')
        .select(['state', 'due_on', 'office', 'outcome'])
        .where('subject_id', '=', editionId)
        .execute(),
    )
  assert.deepEqual(await tasks(), [
    { state: 'open', due_on: '2026-12-20', office: 'policy-office', outcome: null },
  ])
  const { proposals } = await city.run('officer', listMeetings, {})
  const owed = proposals.find((each) => each.kind === 'amendment-report' && each.id === editionId)
  assert.deepEqual([owed?.dueOn, owed?.daysLeft, owed?.tabled], ['2026-12-20', 26, false])
  const subject = { kind: 'amendment-report', id: editionId, label: '報告' } as const
  const meetingId = await held([{ kind: '報告', title: owed?.title ?? '', subject }])
  await refused(decide(meetingId, yes), 'invalid', /報告事項は表決しません/)
  await decide(meetingId, { by: 'noted' })
  await close(meetingId)
  const [task] = await tasks()
  assert.equal(task?.state, 'done')
  const { amendments } = await city.run('officer', policyAmendments, { policyId: policy.policyId })
  const told = amendments.find((each) => each.editionId === editionId)
  assert.equal(told?.state, 'reported')
  assert.match(told.reportedTo ?? '', /情報化推進会議 令和8年度第/)
})
