import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { registerEntry } from '#engine/register/contract.ts'
import { listTasks } from '#engine/task/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { makeWorld } from '#test/world.ts'
import { issueCard, myCards, reportLostCard, returnCard, stopCard } from './contract.ts'
import { cardsOf } from './reads.ts'

const world = await makeWorld({ after })
const { city } = world
const { person } = city.ids

async function refused(code: string, says: RegExp, work: Promise<unknown>): Promise<void> {
  const error: unknown = await work.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code, error.message)
  assert.match(error.message, says)
}

const issue = (number: string, holder = person.applicant) =>
  city.run('manager', issueCard, {
    holderId: holder,
    cardNumber: number,
    kind: 'staff',
    issuedOn: '2026-04-01',
  })

test('a card is handed out by the section or the policy office, one card to one person', async () => {
  await issue('K-001')
  await refused('conflict', /まだ返されていません/, issue('K-001', person.colleague))
  const given = { cardNumber: 'K-002', kind: 'staff' as const }
  await refused(
    'forbidden',
    /渡せるのは/,
    city.run('applicant', issueCard, { ...given, holderId: person.colleague }),
  )
  await refused(
    'not-found',
    /./,
    city.run('strangerManager', issueCard, { ...given, holderId: person.colleague }),
  )
  await refused(
    'invalid',
    /先の日付/,
    city.run('manager', issueCard, { ...given, holderId: person.colleague, issuedOn: '2026-11-25' }),
  )
  await city.run('officer', issueCard, { ...given, holderId: person.colleague })
})

test('a loss reported by the person himself is at once a task due today of his manager and of the policy office', async () => {
  const [card] = (await city.run('applicant', myCards, {})).cards
  assert.equal(card?.cardNumber, 'K-001')
  const where = '昨日の帰り、駅で財布ごとなくした。'
  await refused(
    'not-found',
    /見つかりません/,
    city.run('stranger', reportLostCard, { entryId: card.entryId, where }),
  )
  await refused(
    'forbidden',
    /本人か/,
    city.run('colleague', reportLostCard, { entryId: card.entryId, where }),
  )
  await refused(
    'invalid',
    /渡した日より前/,
    city.run('applicant', reportLostCard, { entryId: card.entryId, where, lostOn: '2026-03-31' }),
  )
  const { told } = await city.run('applicant', reportLostCard, {
    entryId: card.entryId,
    where,
    lostOn: '2026-11-23',
  })
  assert.ok(told.includes('佐伯 真由美') && told.includes('西田 亮'), told.join())
  await refused(
    'conflict',
    /もう届け出/,
    city.run('applicant', reportLostCard, { entryId: card.entryId, where }),
  )
  const managers = await city.run('manager', listTasks, { view: 'mine', area: 'cards' })
  assert.deepEqual(
    managers.rows.map((row) => [row.kind, row.dueOn, row.about?.personId]),
    [['cards.lost', '2026-11-24', person.applicant]],
  )
  const offices = await city.run('officer', listTasks, { view: 'mine', area: 'cards' })
  assert.deepEqual(
    offices.rows.map((row) => row.kind),
    ['cards.stop'],
  )
})

test('a head who loses his own card is not the one who looks into it', async () => {
  const card = await issue('K-010', person.manager)
  await city.run('manager', reportLostCard, { entryId: card.entryId, where: '出張先で気づいた。' })
  const own = await city.run('manager', listTasks, { view: 'mine', area: 'cards' })
  assert.ok(own.rows.every((row) => row.about?.personId !== person.manager))
  const above = await city.run('director', listTasks, { view: 'mine', area: 'cards' })
  assert.ok(above.rows.some((row) => row.about?.personId === person.manager))
})

test('stopping a lost card closes the task of the policy office; only what is lost is stopped, once', async () => {
  const held = await world.db.readTenant(city.tenantId, (tx) =>
    cardsOf(tx, [person.applicant, person.colleague], '2026-11-24'),
  )
  const lost = held.find((each) => each.state === 'lost')?.entryId ?? ''
  const whole = held.find((each) => each.state === 'held')?.entryId ?? ''
  await refused('forbidden', /権限/, city.run('manager', stopCard, { entryId: lost }))
  await refused('conflict', /紛失の届出がない/, city.run('officer', stopCard, { entryId: whole }))
  await refused(
    'invalid',
    /より前/,
    city.run('officer', stopCard, { entryId: lost, stoppedOn: '2026-11-22' }),
  )
  await city.run('officer', stopCard, { entryId: lost })
  await refused('conflict', /止めてあります/, city.run('officer', stopCard, { entryId: lost }))
  const offices = await city.run('officer', listTasks, { view: 'mine', area: 'cards' })
  assert.ok(offices.rows.every((row) => row.about?.personId !== person.applicant))
})

test('a card is received by another than its holder, and then is nobody’s', async () => {
  const [card] = (await city.run('colleague', myCards, {})).cards
  await refused('forbidden', /./, city.run('colleague', returnCard, { entryId: card?.entryId ?? '' }))
  await city.run('manager', returnCard, { entryId: card?.entryId ?? '' })
  assert.deepEqual((await city.run('colleague', myCards, {})).cards, [])
  const { entry } = await city.run('manager', registerEntry, {
    register: 'card',
    entryId: card?.entryId ?? '',
  })
  assert.deepEqual([entry.state, entry.values['received_by']], ['closed', person.manager])
  await refused('conflict', /./, city.run('manager', returnCard, { entryId: card?.entryId ?? '' }))
})
