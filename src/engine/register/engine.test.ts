import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#ground/ids/ids.ts'
import { Refusal, type RefusalCode } from '#ground/errors/refusal.ts'
import { testDatabase } from '#test/database.ts'
import { closeEntry, entriesFrom, findEntry, getEntry, historyOf, reviseEntry, writeEntry } from './engine.ts'
import { asPerson, makeCity, operator, perform } from './testing/city.ts'
import { journalRegister, toolRegister } from './testing/sample-register.ts'

const { db, tenantId, newTenant } = await testDatabase({ after })
const { units, people } = await makeCity(db, tenantId)
const chief = asPerson(people.careChief)
const clerk = asPerson(people.careClerk)
const person = { by: 'person', why: '試験' } as const
const event = { by: 'event', why: '持出許可', source: { kind: 'application', id: newId() } } as const

function refusal(code: RefusalCode, message: RegExp) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.code, code, error.message)
    assert.match([error.message, ...error.problems.map((it) => it.message)].join(' '), message)
    return true
  }
}

const newTool = (values: Record<string, unknown> = {}, number?: string) =>
  perform(db, tenantId, chief, (act) =>
    writeEntry(act, toolRegister, {
      ...person,
      unitId: units.care,
      values: { name: 'ノートＰＣ', secrecy: '2', ...values },
      ...(number === undefined ? {} : { number }),
    }),
  )

test('numbers are given in order, also to writers at the same time', async () => {
  const made = await Promise.all(Array.from({ length: 12 }, () => newTool()))
  const numbers = made.map((entry) => entry.number).toSorted()
  assert.equal(new Set(numbers).size, 12)
  assert.match(numbers[0] ?? '', /^T-\d{5}$/)
  const running = numbers.map((number) => Number(number.slice(2)))
  assert.equal((running.at(-1) ?? 0) - (running[0] ?? 0), 11)
})

test('an act that fails gives its number back and leaves no line', async () => {
  const before = await newTool()
  await assert.rejects(
    perform(db, tenantId, chief, async (act) => {
      await writeEntry(act, toolRegister, {
        ...person,
        unitId: units.care,
        values: { name: '甲', secrecy: '1' },
      })
      throw new Error('stop')
    }),
    /stop/,
  )
  const next = await newTool()
  assert.equal(Number(next.number.slice(2)), Number(before.number.slice(2)) + 1)
})

test('a number brought along is kept, is taken once, and later numbers pass it', async () => {
  const brought = await newTool({}, 'T-07000')
  assert.equal(brought.number, 'T-07000')
  assert.equal((await newTool()).number, 'T-07001')
  assert.equal((await newTool({}, '旧-12')).number, '旧-12')
  await assert.rejects(
    newTool({}, 'T-07000'),
    refusal('conflict', /T-07000 は、この台帳で既に使われています/),
  )
  await assert.rejects(newTool({}, 'あ'.repeat(41)), refusal('invalid', /40文字以内/))
  await assert.rejects(newTool({}, 'A\u0007'), refusal('invalid', /使えない/))
})

test('the same number brought at the same time is given to one of them, the others are told', async () => {
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => newTool({}, 'N-1')))
  assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  for (const result of results) {
    if (result.status === 'rejected') refusal('conflict', /N-1/)(result.reason)
  }
})

test('each change is a new version; the old ones stay with who, when and why', async () => {
  const made = await newTool({ note: '初め' })
  const changed = await perform(
    db,
    tenantId,
    clerk,
    (act) =>
      reviseEntry(
        act,
        toolRegister,
        made.entryId,
        { note: null, pieces: 3 },
        { by: 'person', why: '数えた' },
      ),
    '2026-11-25T03:00:00.000Z',
  )
  assert.equal(changed.version, 2)
  assert.deepEqual(changed.values, { name: 'ノートＰＣ', secrecy: '2', pieces: 3 })
  assert.equal(changed.createdAt, made.createdAt)
  const { versions } = await db.readTenant(tenantId, (tx) => historyOf(tx, made.entryId))
  assert.deepEqual(
    versions.map((it) => [it.version, it.values['note'], it.by.id, it.why, it.origin, it.at.slice(0, 10)]),
    [
      [2, undefined, people.careClerk, '数えた', 'person', '2026-11-25'],
      [1, '初め', people.careChief, '試験', 'person', '2026-11-24'],
    ],
  )
})

test('a change that changes nothing is no version', async () => {
  const made = await newTool()
  const same = await perform(db, tenantId, chief, (act) =>
    reviseEntry(act, toolRegister, made.entryId, { name: ' ノートＰＣ ' }, person),
  )
  assert.equal(same.version, 1)
})

test('of two who change the same version, the second is told who was first and when', async () => {
  const made = await newTool()
  const change = (actor: typeof chief, pieces: number) =>
    perform(
      db,
      tenantId,
      actor,
      (act) => reviseEntry(act, toolRegister, made.entryId, { pieces }, { ...person, expectedVersion: 1 }),
      '2026-11-24T06:30:00.000Z',
    )
  const results = await Promise.allSettled([change(clerk, 1), change(clerk, 2), change(clerk, 3)])
  assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  const lost = results.find((result) => result.status === 'rejected')
  refusal('conflict', /小川 直樹さんが令和8年11月24日\(火\) 15時30分に変更しました/)(lost?.reason)
  assert.equal((await db.readTenant(tenantId, (tx) => getEntry(tx, toolRegister, made.entryId))).version, 2)
})

test('a closed line stays with its history and takes no change', async () => {
  const made = await newTool()
  const closed = await perform(db, tenantId, chief, (act) =>
    closeEntry(act, toolRegister, made.entryId, { by: 'person', why: '廃棄した', patch: { note: '裁断' } }),
  )
  assert.deepEqual([closed.state, closed.version, closed.values['note']], ['closed', 2, '裁断'])
  const change = () =>
    perform(db, tenantId, chief, (act) => reviseEntry(act, toolRegister, made.entryId, { pieces: 1 }, person))
  await assert.rejects(change(), refusal('conflict', /抹消されている/))
  await assert.rejects(
    perform(db, tenantId, chief, (act) => closeEntry(act, toolRegister, made.entryId, person)),
    refusal('conflict', /抹消されている/),
  )
})

test('no hand writes a register of events; the event does, and leads back to what happened', async () => {
  const tool = await newTool()
  const line = { unitId: units.care, values: { tool: tool.entryId, filing: event.source.id } }
  await assert.rejects(
    perform(db, tenantId, chief, (act) => writeEntry(act, journalRegister, { ...person, ...line })),
    refusal('forbidden', /許可や返却などの手続から自動で/),
  )
  const written = await perform(db, tenantId, chief, (act) =>
    writeEntry(act, journalRegister, { ...event, ...line }),
  )
  assert.match(written.label, /^T-\d+ ノートＰＣ$|^J\d+$/)
  const back = { ...event, by: 'event', why: '返却' } as const
  const returned = await perform(db, tenantId, chief, (act) =>
    reviseEntry(act, journalRegister, written.entryId, { back: '2026-11-25' }, back),
  )
  assert.equal(returned.version, 2)
  await assert.rejects(
    perform(db, tenantId, chief, (act) =>
      reviseEntry(act, journalRegister, written.entryId, { back: null }, person),
    ),
    refusal('forbidden', /手では書けません/),
  )
  await assert.rejects(
    perform(db, tenantId, chief, (act) => closeEntry(act, journalRegister, written.entryId, person)),
    refusal('forbidden', /手では書けません/),
  )
  const found = await db.readTenant(tenantId, (tx) => entriesFrom(tx, journalRegister, event.source))
  assert.deepEqual(
    found.map((entry) => entry.entryId),
    [written.entryId],
  )
})

test('a person who writes describes the deed for the ledger; an event leaves that to its own act', async () => {
  await perform(db, tenantId, chief, async (act) => {
    const deeds: string[] = []
    const recorder = {
      ...act.recorder,
      describe: (deed: { act: string; subject: { label?: string } }) =>
        void deeds.push(`${deed.act} ${deed.subject.label ?? ''}`),
    }
    const watched = { ...act, recorder }
    const tool = await writeEntry(watched, toolRegister, {
      ...person,
      unitId: units.care,
      values: { name: '鞄', secrecy: '1' },
    })
    await writeEntry(watched, journalRegister, {
      ...event,
      unitId: units.care,
      values: { tool: tool.entryId },
    })
    await closeEntry(watched, toolRegister, tool.entryId, person)
    assert.deepEqual(deeds, [`登録 ${tool.number} 鞄`, `抹消 ${tool.number} 鞄`])
  })
})

test('forged ids of units, people, lines and other registers are refused', async () => {
  const tool = await newTool()
  const journal = await perform(db, tenantId, chief, (act) =>
    writeEntry(act, journalRegister, { ...event, unitId: units.care, values: { tool: tool.entryId } }),
  )
  for (const values of [
    { keeper: newId() },
    { lender: newId() },
    { parent: newId() },
    { parent: journal.entryId },
    { keeper: units.care },
  ]) {
    await assert.rejects(newTool(values), refusal('invalid', /選ばれたものが見つかりません/))
  }
  for (const unitId of [newId(), 'x', people.careChief]) {
    await assert.rejects(
      perform(db, tenantId, chief, (act) =>
        writeEntry(act, toolRegister, { ...person, unitId, values: { name: '甲', secrecy: '1' } }),
      ),
      refusal('invalid', /部・課は見つかりません/),
    )
  }
  const linked = await newTool({ keeper: people.careClerk, lender: units.tax, parent: tool.entryId })
  assert.equal(linked.version, 1)
})

test('lines of another tenant and of another register do not exist', async () => {
  const elsewhere = await newTenant('隣の市')
  const other = await makeCity(db, elsewhere)
  const foreign = await perform(db, elsewhere, operator, (act) =>
    writeEntry(act, toolRegister, {
      ...person,
      unitId: other.units.care,
      values: { name: '隣のＰＣ', secrecy: '1' },
    }),
  )
  assert.equal(foreign.number, 'T-00001')
  assert.equal(await db.readTenant(tenantId, (tx) => findEntry(tx, toolRegister, foreign.entryId)), undefined)
  assert.equal(await db.readTenant(tenantId, (tx) => findEntry(tx, toolRegister, 'x')), undefined)
  const tool = await newTool()
  await assert.rejects(
    db.readTenant(tenantId, (tx) => getEntry(tx, journalRegister, tool.entryId)),
    refusal('not-found', /見つかりません/),
  )
  await assert.rejects(newTool({ parent: foreign.entryId }), refusal('invalid', /見つかりません/))
  await assert.rejects(
    perform(db, tenantId, chief, (act) =>
      writeEntry(act, toolRegister, {
        ...person,
        unitId: other.units.care,
        values: { name: '甲', secrecy: '1' },
      }),
    ),
    refusal('invalid', /部・課は見つかりません/),
  )
  await assert.rejects(
    perform(db, tenantId, chief, (act) =>
      reviseEntry(act, toolRegister, foreign.entryId, { pieces: 1 }, person),
    ),
    refusal('not-found', /見つかりません/),
  )
})

test('a line written under an older definition can still be changed', async () => {
  const made = await newTool({ note: '昔の欄' })
  const later = { ...toolRegister, columns: toolRegister.columns.filter((column) => column.key !== 'note') }
  const changed = await perform(db, tenantId, chief, (act) =>
    reviseEntry(act, later, made.entryId, { pieces: 2 }, person),
  )
  assert.deepEqual(changed.values, { name: 'ノートＰＣ', secrecy: '2', pieces: 2 })
  const { versions } = await db.readTenant(tenantId, (tx) => historyOf(tx, made.entryId))
  assert.equal(versions.at(-1)?.values['note'], '昔の欄')
})
