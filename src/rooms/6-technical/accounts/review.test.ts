import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { registerEntry, registerSave } from '#engine/register/contract.ts'
import { listTasks } from '#engine/task/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { makeWorld } from '#test/world.ts'
import { idsApprovePrivilege, idsCheck, idsDifferences, idsRemove } from './contract.ts'
import {
  answerSheet,
  closeReview,
  openReview,
  remindReview,
  showReview,
  showSheet,
  signSheet,
} from './contract-review.ts'
import { accountsOf } from './reads.ts'
import { idsOf } from './testing/ids-city.ts'

const world = await makeWorld({ after })
const { city } = world
const ids = idsOf(world)
const { person, unit } = city.ids

async function refused(code: string, says: RegExp, work: Promise<unknown>): Promise<void> {
  const error: unknown = await work.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code, error.message)
  assert.match(error.message, says)
}

const base = await ids.system('庁内基盤')
const own = {
  applicant: await ids.account(base, 'tanabe', { holder: person.applicant }),
  colleague: await ids.account(base, 'morishita', { holder: person.colleague }),
  manager: await ids.account(base, 'saeki', { holder: person.manager }),
  shared: await ids.account(base, 'madoguchi', {
    kind: 'shared',
    users: [person.applicant, person.colleague],
  }),
  admin: await ids.account(base, 'kanri', { kind: 'privileged', holder: person.officer }, 'policy'),
  foreign: await ids.account(base, 'kano', { holder: person.stranger }, 'civil'),
}
const { reviewId } = await ids.review()
await ids.work()
const sheet = (who: Parameters<typeof city.run>[0] = 'manager', unitId = unit.longevity) =>
  city.run(who, showSheet, { reviewId, unitId })
const lineOf = async (login: string): Promise<string> =>
  (await sheet()).lines.find((line) => line.login === login)?.lineId ?? ''

test('each section gets the IDs of its own people, shared ones too, and a task for its head', async () => {
  const mine = await sheet()
  assert.deepEqual(mine.lines.map((line) => line.login).sort(), ['madoguchi', 'morishita', 'saeki', 'tanabe'])
  assert.ok(mine.lines.every((line) => line.proposal === 'keep' && line.unchecked))
  assert.deepEqual(mine.mayConfirm, { allowed: true })
  const tasks = await city.run('manager', listTasks, { view: 'mine', area: 'ids' })
  assert.ok(tasks.rows.some((row) => row.kind === 'ids.review' && row.dueOn === '2026-12-15'))
})

test('one stock-take at a time, on days that can be', async () => {
  await refused('conflict', /締め切って/, ids.review())
  const dates = { title: '次', asOf: '2026-12-01', dueOn: '2026-11-01' }
  await refused('invalid', /日付/, city.run('officer', openReview, dates))
  await refused('forbidden', /権限/, city.run('manager', openReview, { ...dates, asOf: '2026-11-24' }))
})

test('a head of another section neither sees nor answers this sheet, and staff see it without answering', async () => {
  const lineId = await lineOf('tanabe')
  const answers = [{ lineId, answer: 'keep' as const }]
  const given = { reviewId, unitId: unit.longevity, answers }
  await refused('not-found', /ありません/, sheet('strangerManager'))
  await refused('not-found', /ありません/, city.run('strangerManager', answerSheet, given))
  await refused(
    'not-found',
    /ありません/,
    city.run('strangerManager', signSheet, { reviewId, unitId: unit.longevity }),
  )
  assert.equal((await sheet('applicant')).mayConfirm.allowed, false)
  await refused('forbidden', /管理者/, city.run('applicant', answerSheet, given))
  await refused('forbidden', /ほかの課/, city.run('officer', answerSheet, given))
})

test('lines of another section’s sheet are not answered through one’s own', async () => {
  const foreign = (await sheet('strangerManager', unit.civil)).lines[0]?.lineId ?? ''
  const own_ = await lineOf('tanabe')
  const answers = [
    { lineId: own_, answer: 'keep' as const },
    { lineId: foreign, answer: 'remove' as const },
  ]
  await refused(
    'not-found',
    /この課の棚卸にない/,
    city.run('manager', answerSheet, { reviewId, unitId: unit.longevity, answers }),
  )
  await refused(
    'not-found',
    /この課の棚卸にない/,
    city.run('manager', answerSheet, {
      reviewId,
      unitId: unit.longevity,
      answers: [{ lineId: newId(), answer: 'keep' }],
    }),
  )
  assert.ok(
    (await sheet()).lines.every((line) => line.answer === null),
    'nothing was kept of it',
  )
})

test('whoever left while it runs is proposed for removal, and his ID is found at once', async () => {
  await ids.leave('colleague', '2026-11-25')
  world.at('2026-11-25T09:00:00+09:00')
  const line = (await sheet()).lines.find((each) => each.login === 'morishita')
  assert.deepEqual([line?.proposal, line?.leftOn], ['remove', '2026-11-25'])
  await city.run({ kind: 'system', job: 'test' }, idsCheck, {})
  const { rows } = await city.run('manager', idsDifferences, {})
  assert.deepEqual(rows.map((row) => `${row.kind} ${row.login}`).sort(), [
    'leaver-live morishita',
    'leaver-user madoguchi',
  ])
})

test('a sheet is signed once, when every line has an answer, in the right of the day', async () => {
  const given = { reviewId, unitId: unit.longevity }
  await refused('conflict', /4件/, city.run('manager', signSheet, given))
  const rest = await city.run('manager', answerSheet, {
    ...given,
    answers: [{ lineId: await lineOf('madoguchi'), answer: 'unknown', note: '誰が使うか分からない' }],
    restAsProposed: true,
  })
  assert.deepEqual(rest, { total: 4, kept: 2, removing: 1, unknown: 1 })
  await city.absent('manager', '2026-11-25', '2026-11-27')
  await city.run('deputy', signSheet, given)
  const { signed, mayConfirm } = await sheet()
  assert.deepEqual(
    [signed?.name, signed?.capacity, signed?.rightOf, mayConfirm.allowed],
    ['小川 直樹', '代決', '佐伯 真由美', false],
  )
  await refused('conflict', /もう確かめ終えて/, city.run('deputy', signSheet, given))
  await refused(
    'conflict',
    /もう確かめ終えて/,
    city.run('manager', answerSheet, { ...given, answers: [], restAsProposed: true }),
  )
  const tasks = await city.run('manager', listTasks, { view: 'mine', area: 'ids', state: 'open' })
  assert.ok(!tasks.rows.some((row) => row.kind === 'ids.review'), 'the task closed by itself')
})

test('the ledger says in which right a sheet was signed', async () => {
  const row = await world.db.readTenant(city.tenantId, (tx) =>
    tx
      .selectFrom('id_review_sheet')
      .select(['signed_by', 'capacity', 'right_of'])
      .where('unit_id', '=', unit.longevity)
      .executeTakeFirstOrThrow(),
  )
  assert.deepEqual(row, { signed_by: person.deputy, capacity: '代決', right_of: person.manager })
})

test('what was marked is removed by who answers for the system, and its tasks close', async () => {
  await ids.work()
  const before = await city.run('officeHead', listTasks, { view: 'mine', area: 'ids' })
  assert.ok(before.rows.some((row) => row.kind === 'ids.marked-unneeded'))
  await refused(
    'forbidden',
    /抹消したと書けるのは/,
    city.run('applicant', idsRemove, { entryIds: [own.colleague] }),
  )
  await refused('not-found', /見つかりません/, city.run('stranger', idsRemove, { entryIds: [own.colleague] }))
  await refused(
    'invalid',
    /先の日付/,
    city.run('officeHead', idsRemove, { entryIds: [own.colleague], removedOn: '2026-12-01' }),
  )
  await city.run('officeHead', idsRemove, { entryIds: [own.colleague] })
  await ids.work()
  const left = (await city.run('officer', idsDifferences, {})).rows.map((row) => `${row.kind} ${row.login}`)
  assert.ok(!left.some((each) => each.includes('morishita')), left.join())
  const after_ = await city.run('officeHead', listTasks, { view: 'mine', area: 'ids' })
  assert.ok(!after_.rows.some((row) => row.kind === 'ids.marked-unneeded'))
})

test('a privilege is approved by another than its holder, until a day within a year, and never by hand', async () => {
  const given = { entryId: own.admin, until: '2027-03-31', reason: '基盤の運用のため' }
  await refused('not-found', /見つかりません/, city.run('manager', idsApprovePrivilege, given))
  await refused('forbidden', /情報セキュリティ管理者/, city.run('officer', idsApprovePrivilege, given))
  await refused(
    'invalid',
    /1年以内/,
    city.run('officeHead', idsApprovePrivilege, { ...given, until: '2028-03-31' }),
  )
  await refused(
    'invalid',
    /1年以内/,
    city.run('officeHead', idsApprovePrivilege, { ...given, until: '2026-11-24' }),
  )
  const approved = await city.run('chief', idsApprovePrivilege, given)
  assert.equal(approved.capacity, '本人')
  const { entry } = await city.run('officeHead', registerEntry, { register: 'account', entryId: own.admin })
  assert.deepEqual(
    [entry.values['approved_by'], entry.values['approved_until']],
    [person.chief, '2027-03-31'],
  )
  await refused(
    'forbidden',
    /手では書けません/,
    city.run('officeHead', registerSave, {
      register: 'account',
      entryId: own.admin,
      expectedVersion: entry.version,
      values: { approved_until: '2030-03-31' },
    }),
  )
  await city.run('officeHead', registerSave, {
    register: 'account',
    entryId: own.admin,
    expectedVersion: entry.version,
    values: { approved_until: '2027-03-31', note: '見直し済み' },
  })
  const mine = await ids.account(base, 'miwa', { kind: 'privileged', holder: person.officeHead }, 'policy')
  await refused(
    'forbidden',
    /あなた自身/,
    city.run('officeHead', idsApprovePrivilege, { ...given, entryId: mine }),
  )
})

test('two holders cannot be: the second ID of a person in a system is found, the second line of an ID too', async () => {
  await ids.account(base, 'TANABE', { holder: person.leader })
  await ids.account(base, 'tanabe2', { holder: person.applicant })
  await city.run('officer', idsCheck, {})
  const { rows } = await city.run('officer', idsDifferences, { kind: 'duplicate' })
  assert.deepEqual(rows.map((row) => row.login).sort(), ['TANABE', 'tanabe2'])
})

test('others read the IDs somebody has, his own and the shared ones he may use', async () => {
  const held = await world.db.readTenant(city.tenantId, (tx) =>
    accountsOf(tx, [person.applicant, person.colleague], '2026-11-25'),
  )
  const names = held.map(
    (each) => `${each.login} ${each.as} ${each.personId === person.applicant ? '田辺' : '森下'}`,
  )
  assert.deepEqual(
    names.sort(),
    ['madoguchi user 森下', 'madoguchi user 田辺', 'tanabe holder 田辺', 'tanabe2 holder 田辺'].sort(),
  )
})

test('a reminder goes to whoever may sign, and names the sections where nobody may', async () => {
  const before = await city.run('officer', showReview, {})
  assert.deepEqual([before.all, before.signed], [3, 1])
  const out = await city.run('officer', remindReview, { reviewId, unitIds: [unit.civil, unit.longevity] })
  assert.deepEqual([out.sheets, out.mails, out.nobody], [1, 1, []])
})

test('closing leaves what was not confirmed visible as not confirmed', async () => {
  const { unsigned } = await city.run('officer', closeReview, { reviewId })
  assert.equal(unsigned, 2)
  const shown = await city.run('officer', showReview, { reviewId, only: 'open' })
  assert.deepEqual([shown.review?.state, shown.total], ['closed', 2])
  await refused(
    'conflict',
    /締め切られて/,
    city.run('strangerManager', signSheet, { reviewId, unitId: unit.civil }),
  )
  await refused('conflict', /締め切られて/, city.run('officer', closeReview, { reviewId }))
})

test('a foreign city sees none of it', async () => {
  const other = await world.secondCity()
  await refused('not-found', /ありません/, other.run('officer', showReview, { reviewId }))
  await refused('not-found', /./, other.run('officer', idsRemove, { entryIds: [own.applicant] }))
  assert.equal((await other.run('officer', idsDifferences, {})).total, 0)
})
