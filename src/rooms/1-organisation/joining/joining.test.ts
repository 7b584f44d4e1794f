import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { listTasks } from '#engine/task/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { actorFor, appointed, leaves } from '#test/newcomers.ts'
import { issueCard, returnCard } from '#rooms/6-technical/cards/contract.ts'
import { idsOf } from '#rooms/6-technical/accounts/testing/ids-city.ts'
import { makeWorld, type Who } from '#test/world.ts'
import { listSigners, signConsent, ownConsent } from '../consent/contract.ts'
import {
  closeChecklist,
  dropChecklist,
  listChecklists,
  openChecklist,
  settleItem,
  showChecklist,
  checklistSheet,
} from './contract.ts'
import { openChecklists } from './open.ts'

const world = await makeWorld({ after })
const { city } = world
const { person, unit } = city.ids

const refused =
  (code: string, words = /./) =>
  (error: unknown) =>
    error instanceof Refusal &&
    error.code === code &&
    words.test([error.message, ...error.problems.map((problem) => problem.message)].join(' '))

const LAST = '2026-11-24' // the day on which the world stands is the last of the leaver
const GONE = '2026-11-25'

async function leaver(given: { family?: string } = {}): Promise<{ personId: string; checklistId: string }> {
  const personId = await appointed(city, { kind: '本務', ...given })
  await leaves(city, personId, GONE)
  const input = { personId, event: 'leave', effectiveOn: GONE } as const
  return { personId, ...(await city.run('manager', openChecklist, input)) }
}
const show = (who: Who, checklistId: string) => city.run(who, showChecklist, { checklistId })
const settle = (who: Who, checklistId: string, item: string, note?: string) =>
  city.run(who, settleItem, { checklistId, item, state: 'done', ...(note === undefined ? {} : { note }) })
const settleAll = async (checklistId: string, except: readonly string[] = []) => {
  for (const { item, state, bySignature } of (await show('manager', checklistId)).items) {
    if (state === 'open' && !bySignature && !except.includes(item)) {
      await settle('manager', checklistId, item, '現物で確かめた')
    }
  }
}

test('a leaver who carried something closes only after it came back, counted again at the closing', async () => {
  const applicationId = await city.file('colleague', { from: LAST, to: '2026-12-01' })
  await city.decide('manager', applicationId)
  await city.follow('colleague', applicationId, 'start')
  await leaves(city, person.colleague, GONE)
  const { checklistId } = await city.run('leader', openChecklist, {
    personId: person.colleague,
    event: 'leave',
    effectiveOn: GONE,
  })
  const before = await show('manager', checklistId)
  assert.deepEqual(
    before.items.map((item) => item.item),
    ['return', 'ids', 'cards', 'silence'],
  )
  const owed = before.items.find((item) => item.item === 'return')
  assert.equal(owed?.held.length, 1)
  assert.equal(owed?.held[0]?.href, `/cases/${applicationId}`)
  assert.deepEqual(owed?.unread, [], 'every record book of things that are held was read')
  const list = await city.run('manager', listChecklists, { personId: person.colleague })
  assert.equal(list.rows[0]?.held, 1)

  await assert.rejects(
    settle('manager', checklistId, 'return'),
    refused('conflict', /持ち出しているもの 1件/),
  )
  await settleAll(checklistId, ['return'])
  await assert.rejects(
    city.run('manager', closeChecklist, { checklistId }),
    refused('conflict', /持ち出しているもの 1件.*まだ確認されていません/s),
  )
  await city.follow('manager', applicationId, 'finish', '異状なし')
  await settle('manager', checklistId, 'return')

  // what is taken out after the confirmation counts at the closing
  const again = await city.file('colleague', { from: LAST, to: '2026-12-01' })
  await city.decide('manager', again)
  await city.follow('colleague', again, 'start')
  await assert.rejects(
    city.run('manager', closeChecklist, { checklistId }),
    refused('conflict', /残っています/),
  )
  await city.follow('leader', again, 'finish', '異状なし')
  await city.run('leader', closeChecklist, { checklistId })
  const closed = await show('manager', checklistId)
  assert.equal(closed.state, 'closed')
  assert.deepEqual([closed.closedBy?.name, closed.closedBy?.capacity], ['原 健', '本人'])
  assert.equal(closed.items.find((item) => item.item === 'return')?.settledBy?.name, '佐伯 真由美')
})

test('an item whose clause is not bound is shown as such', async () => {
  const { checklistId } = await leaver()
  const { items } = await show('manager', checklistId)
  assert.ok(items.every((item) => item.cites.length === 0 && !item.confirmedClause))
})

test('an IC card and a live ID stand in the way of a leaver until they are given back and removed', async () => {
  const ids = idsOf(world)
  const { personId, checklistId } = await leaver({ family: '三浦' })
  const { entryId } = await city.run('manager', issueCard, {
    holderId: personId,
    cardNumber: 'K-900',
    kind: 'staff',
    issuedOn: '2026-04-01',
  })
  const account = await ids.account(await ids.system('文書管理'), 'miura', { holder: personId })
  await settleAll(checklistId, ['ids', 'cards'])
  await assert.rejects(settle('manager', checklistId, 'cards'), refused('conflict', /ICカード 1件.*K-900/))
  await assert.rejects(settle('manager', checklistId, 'ids'), refused('conflict', /文書管理 miura/))
  await assert.rejects(
    city.run('manager', closeChecklist, { checklistId }),
    refused('conflict', /使えるままのID 1件.*ICカード 1件/s),
  )
  await city.run('manager', returnCard, { entryId, returnedOn: LAST })
  await settle('manager', checklistId, 'cards')
  await city.perform(async (act) => {
    const row = await act.tx
      .selectFrom('register_entry')
      .selectAll()
      .where('entry_id', '=', account)
      .executeTakeFirstOrThrow()
    await act.recorder.save('register_entry', { ...row, text_5: 'removed' })
    act.recorder.describe({ act: 'IDの抹消', subject: { kind: 'register:account', id: account } })
  })
  await settle('manager', checklistId, 'ids')
  await city.run('manager', closeChecklist, { checklistId })
})

test('the leaver himself, the manager of another unit and a colleague confirm nothing', async () => {
  const { personId, checklistId } = await leaver()
  const own = actorFor(personId)
  assert.equal((await city.run(own, showChecklist, { checklistId })).state, 'open', 'he sees what he owes')
  const attempt = (who: Who | ReturnType<typeof actorFor>) =>
    city.run(who, settleItem, { checklistId, item: 'silence', state: 'done' })
  await assert.rejects(attempt(own), refused('forbidden', /あなた自身/))
  await assert.rejects(city.run(own, closeChecklist, { checklistId }), refused('forbidden', /あなた自身/))
  await assert.rejects(attempt('strangerManager'), refused('not-found'))
  await assert.rejects(attempt('applicant'), refused('not-found'))
  await assert.rejects(attempt('director'), refused('forbidden', /役割を担っていません/))
  await assert.rejects(
    city.run('strangerManager', openChecklist, { personId, event: 'leave', effectiveOn: GONE }),
    refused('not-found'),
  )
})

test('while the manager is away his deputy confirms, and the right used is kept', async () => {
  const personId = person.second
  world.at('2027-01-29T10:00:00+09:00')
  const day = '2027-01-30'
  await leaves(city, personId, day)
  const { checklistId } = await city.run('manager', openChecklist, {
    personId,
    event: 'leave',
    effectiveOn: day,
  })
  await city.absent('manager', '2027-01-29', '2027-01-30')
  await settle('deputy', checklistId, 'silence')
  const item = (await show('leader', checklistId)).items.find((each) => each.item === 'silence')
  assert.deepEqual(
    [item?.settledBy?.name, item?.settledBy?.capacity, item?.settledBy?.rightOf],
    ['小川 直樹', '代決', '佐伯 真由美'],
  )
  world.at('2026-11-24T10:00:00+09:00')
})

test('a checklist is opened once per event, by hand, by the plan, and by both at the same moment', async () => {
  const { personId, checklistId } = await leaver()
  await assert.rejects(
    city.run('leader', openChecklist, { personId, event: 'leave', effectiveOn: GONE }),
    refused('conflict', /もう始まって/),
  )
  const plan = () =>
    city.perform(async (act) => {
      const ids = await openChecklists(act, [{ personId, event: 'leave', effectiveOn: GONE }])
      act.recorder.describe({ act: '異動の後始末', subject: { kind: 'test', id: personId } })
      return ids
    })
  assert.deepEqual((await Promise.all([plan(), plan()])).flat(), [])
  await city.run('manager', dropChecklist, { checklistId, reason: '退職の日が改まった' })
  assert.equal((await plan()).length, 1, 'one that was dropped does not stand in the way')
})

test('its task is the manager’s, leads to it, and closes with it alone', async () => {
  const { checklistId } = await leaver({ family: '沢井' })
  const task = async () =>
    (await city.run('manager', listTasks, { size: 100 })).rows.find(
      (row) => row.href === `/joining/${checklistId}`,
    )
  assert.match((await task())?.title ?? '', /沢井 直子さんの退職/)
  await settleAll(checklistId)
  await city.run('manager', closeChecklist, { checklistId })
  assert.equal(await task(), undefined)
})

test('of two browsers that close at once one closes, and the other is told', async () => {
  const { checklistId } = await leaver()
  await settleAll(checklistId)
  const outcomes = await Promise.allSettled([
    city.run('manager', closeChecklist, { checklistId }),
    city.run('leader', closeChecklist, { checklistId }),
  ])
  const failed = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
  assert.equal(failed.length, 1)
  assert.ok(refused('conflict', /もう終わって/)(failed[0]))
})

test('somebody who comes back mid-way is not closed as gone; the checklist is dropped with its reason', async () => {
  const { personId, checklistId } = await leaver()
  await settleAll(checklistId)
  await appointed(city, { personId, kind: '再任用', from: GONE })
  world.at('2026-11-25T10:00:00+09:00')
  const now = await show('manager', checklistId)
  assert.ok(now.backAgain)
  await assert.rejects(
    city.run('manager', closeChecklist, { checklistId }),
    refused('conflict', /在職しています/),
  )
  await city.run('manager', dropChecklist, { checklistId, reason: '再任用により引き続き在職' })
  assert.equal((await show('manager', checklistId)).state, 'dropped')
  world.at('2026-11-24T10:00:00+09:00')
})

test('who does not leave, or moves within his unit, has no such checklist', async () => {
  const personId = await appointed(city, { kind: '本務' })
  await assert.rejects(
    city.run('manager', openChecklist, { personId, event: 'leave', effectiveOn: GONE }),
    refused('invalid', /退職・任期満了がありません/),
  )
  await assert.rejects(
    city.run('manager', openChecklist, { personId, event: 'move', effectiveOn: GONE }),
    refused('invalid'),
  )
})

test('a mover hands back to the unit he leaves what belongs to it, and nothing else', async () => {
  const personId = await appointed(city, { kind: '本務', to: GONE })
  await appointed(city, { personId, kind: '本務', unit: 'civil', from: GONE })
  const { checklistId } = await city.run('manager', openChecklist, {
    personId,
    event: 'move',
    effectiveOn: GONE,
  })
  const view = await show('manager', checklistId)
  assert.equal(view.unitId, unit.longevity)
  assert.deepEqual(
    view.items.map((item) => [item.item, item.mustBeZero]),
    [
      ['return', true],
      ['ids', false],
      ['silence', false],
    ],
  )
})

test('a joiner beside the regular staff is explained to, signs and is trained; the signature settles its item', async () => {
  const personId = await appointed(city, { from: LAST, family: '望月' })
  const { checklistId } = await city.run('manager', openChecklist, {
    personId,
    event: 'join',
    effectiveOn: LAST,
  })
  assert.deepEqual(
    (await show('manager', checklistId)).items.map((item) => item.item),
    ['explain', 'sign', 'services', 'train'],
  )
  await assert.rejects(settle('manager', checklistId, 'sign'), refused('conflict', /署名の画面/))
  await settleAll(checklistId)
  await assert.rejects(
    city.run('manager', closeChecklist, { checklistId }),
    refused('conflict', /同意の署名/),
  )
  const own = actorFor(personId)
  const { content } = await city.run(own, ownConsent, {})
  await city.run(own, signConsent, {
    editionId: content?.editionId ?? '',
    contentHash: content?.contentHash ?? '',
    agreed: true,
  })
  const signers = await city.run('manager', listSigners, { state: 'signed' })
  assert.ok(signers.rows.some((row) => row.personId === personId))
  await city.run('manager', closeChecklist, { checklistId })
})

test('the regular staff is asked for no signature at joining', async () => {
  const personId = await appointed(city, { kind: '本務', from: LAST })
  const { checklistId } = await city.run('manager', openChecklist, {
    personId,
    event: 'join',
    effectiveOn: LAST,
  })
  assert.deepEqual(
    (await show('manager', checklistId)).items.map((item) => item.item),
    ['train'],
  )
})

test('the checklist prints', async () => {
  const { checklistId } = await leaver()
  const file = await city.run('manager', checklistSheet, { checklistId })
  assert.equal(Buffer.from(file.body).subarray(0, 5).toString(), '%PDF-')
})
