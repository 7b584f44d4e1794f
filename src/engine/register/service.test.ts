import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#ground/ids/ids.ts'
import type { Actor } from '#ground/operation/act.ts'
import { testDatabase } from '#test/database.ts'
import {
  registerClose,
  registerEntry,
  registerImport,
  registerKinds,
  registerList,
  registerSave,
} from './contract.ts'
import { writeEntry } from './engine.ts'
import { operator, perform } from './testing/city.ts'
import { openDesk, refusal } from './testing/desk.ts'
import { journalRegister } from './testing/sample-register.ts'

const { db, tenantId, newTenant } = await testDatabase({ after })
const { units, people, call, staff } = await openDesk(db, tenantId)
const { careChief, careClerk, bureauChief, taxChief, policyClerk, stranger, manager } = staff

const values = { name: '調査票の鞄', secrecy: '3', kind: 'pc' }
const careTool = await call(careChief, registerSave, { register: 'tool', unitId: units.care, values })
const taxTool = await call(taxChief, registerSave, {
  register: 'tool',
  unitId: units.tax,
  values: { ...values, name: '税の鞄' },
})

test('each reader sees his own units and those below them, the policy office all, a stranger none', async () => {
  const seen = async (actor: Actor) =>
    (await call(actor, registerList, { register: 'tool' })).rows.map((row) => row.entryId).toSorted()
  const both = [careTool.entryId, taxTool.entryId].toSorted()
  assert.deepEqual(await seen(careChief), [careTool.entryId])
  assert.deepEqual(await seen(careClerk), [careTool.entryId])
  assert.deepEqual(await seen(bureauChief), [careTool.entryId])
  assert.deepEqual(await seen(taxChief), [taxTool.entryId])
  for (const wide of [policyClerk, manager, operator]) assert.deepEqual(await seen(wide), both)
  assert.deepEqual(await seen(stranger), [])
})

test('what a reader may not see is not found, and no count betrays it', async () => {
  for (const actor of [taxChief, stranger]) {
    await assert.rejects(
      call(actor, registerEntry, { register: 'tool', entryId: careTool.entryId }),
      refusal('not-found'),
    )
    await assert.rejects(
      call(actor, registerSave, {
        register: 'tool',
        entryId: careTool.entryId,
        expectedVersion: 1,
        values: {},
      }),
      refusal('not-found'),
    )
    await assert.rejects(
      call(actor, registerClose, {
        register: 'tool',
        entryId: careTool.entryId,
        expectedVersion: 1,
        why: '試験',
      }),
      refusal('not-found'),
    )
    await assert.rejects(
      call(actor, registerList, { register: 'tool', units: [units.care] }),
      refusal('not-found'),
    )
    const { total, searched } = await call(actor, registerList, { register: 'tool', search: '調査票' })
    assert.deepEqual([total, searched], [0, actor === taxChief ? 1 : 0])
  }
  for (const entryId of [newId(), careTool.entryId]) {
    await assert.rejects(
      call(careChief, registerEntry, { register: 'journal', entryId }),
      refusal('not-found'),
    )
  }
  await assert.rejects(call(careChief, registerList, { register: 'none' }), refusal('not-found'))
})

test('only the offices named may write, for their own units', async () => {
  const save = (actor: Actor, unitId: string) =>
    call(actor, registerSave, { register: 'tool', unitId, values })
  await assert.rejects(save(careClerk, units.care), refusal('forbidden', /情報セキュリティ管理者などの役割/))
  await assert.rejects(save(policyClerk, units.care), refusal('forbidden'))
  await assert.rejects(save(stranger, units.care), refusal('forbidden'))
  await assert.rejects(save(careChief, units.tax), refusal('forbidden', /書く役割があなたにはありません/))
  await assert.rejects(save(careChief, newId()), refusal('forbidden'))
  const made = await save(bureauChief, units.insurance)
  await assert.rejects(
    call(policyClerk, registerSave, {
      register: 'tool',
      entryId: made.entryId,
      expectedVersion: 1,
      values: { pieces: 2 },
    }),
    refusal('forbidden'),
  )
  await assert.rejects(
    call(bureauChief, registerSave, {
      register: 'tool',
      entryId: made.entryId,
      expectedVersion: 1,
      unitId: units.tax,
      values: {},
    }),
    refusal('forbidden'),
  )
  const moved = await call(bureauChief, registerSave, {
    register: 'tool',
    entryId: made.entryId,
    expectedVersion: 1,
    unitId: units.care,
    values: {},
  })
  assert.equal(moved.version, 2)
  const closed = await call(careChief, registerClose, {
    register: 'tool',
    entryId: made.entryId,
    expectedVersion: 2,
    why: '廃棄',
  })
  assert.equal(closed.version, 3)
})

test('no operation lets a hand write a register of events, not even the operator’s', async () => {
  const tool = { tool: careTool.entryId }
  for (const actor of [careChief, manager, operator]) {
    await assert.rejects(
      call(actor, registerSave, { register: 'journal', unitId: units.care, values: tool }),
      refusal('forbidden', /手では書けません/),
    )
    await assert.rejects(
      call(actor, registerImport, { register: 'journal', fileName: 'a.csv', content: 'YQ==' }),
      refusal('forbidden', /手では書けません/),
    )
  }
})

test('the kinds say what a reader may do, which clauses are kept and which are missing', async () => {
  const { registers } = await call(careChief, registerKinds, {})
  const [tool, journal] = registers
  assert.deepEqual(
    [tool?.key, tool?.mayWrite.allowed, tool?.writableUnits],
    ['tool', true, [{ id: units.care, name: '長寿支援課' }]],
  )
  assert.deepEqual(
    tool?.cites.map((cite) => cite.label),
    ['第5-2(1)ア'],
  )
  assert.deepEqual(tool?.missing, [])
  assert.equal(tool?.columns.find((column) => column.key === 'kind')?.choices.length, 2)
  assert.match(journal?.mayWrite.because ?? '', /手では書けません/)
  assert.equal(journal?.readableUnits, undefined)
})

test('an entry comes with its history, the names it points to and its neighbours', async () => {
  const save = (input: object) =>
    call(taxChief, registerSave, { register: 'tool', unitId: units.tax, values: { ...values, ...input } })
  const first = await save({})
  const middle = await save({ keeper: people.careClerk, parent: first.entryId })
  const last = await save({})
  await call(taxChief, registerSave, {
    register: 'tool',
    entryId: middle.entryId,
    expectedVersion: 1,
    values: { pieces: 4 },
    why: '数え直し',
  })
  const shown = await call(taxChief, registerEntry, { register: 'tool', entryId: middle.entryId })
  assert.deepEqual([shown.previous?.entryId, shown.next?.entryId], [first.entryId, last.entryId])
  assert.deepEqual(
    shown.history.map((it) => [it.version, it.changed.toSorted(), it.why, it.by.name]),
    [
      [2, ['pieces'], '数え直し', '髙橋 薫'],
      [1, ['keeper', 'kind', 'name', 'parent', 'secrecy'], '台帳の画面で登録', '髙橋 薫'],
    ],
  )
  assert.equal(shown.names[people.careClerk], '小川 直樹')
  assert.equal(shown.names[units.tax], '税務課')
  assert.equal(shown.names[first.entryId], `${first.number} 調査票の鞄`)
  const found = await call(taxChief, registerList, { register: 'tool', search: '小川直樹' })
  assert.deepEqual(
    found.rows.map((row) => row.entryId),
    [middle.entryId],
  )
})

test('a change needs the version it was made on, and an older one is refused', async () => {
  const made = await call(careChief, registerSave, { register: 'tool', unitId: units.care, values })
  await assert.rejects(
    call(careChief, registerSave, { register: 'tool', entryId: made.entryId, values: { pieces: 1 } }),
    refusal('invalid', /開き直して/),
  )
  const change = (pieces: number) =>
    call(careChief, registerSave, {
      register: 'tool',
      entryId: made.entryId,
      expectedVersion: 1,
      values: { pieces },
    })
  await change(1)
  await assert.rejects(change(2), refusal('conflict', /佐伯 真由美さんが/))
})

test('a hand cannot point to an application it made up', async () => {
  await assert.rejects(
    call(careChief, registerSave, {
      register: 'tool',
      unitId: units.care,
      values: { ...values, filing: newId() },
    }),
    refusal('invalid', /filing 選ばれたもの/),
  )
})

test('nothing of another tenant can be read or written', async () => {
  const elsewhere = await newTenant('隣の市')
  assert.equal((await call(operator, registerList, { register: 'tool' }, elsewhere)).total, 0)
  await assert.rejects(
    call(operator, registerEntry, { register: 'tool', entryId: careTool.entryId }, elsewhere),
    refusal('not-found'),
  )
  await assert.rejects(
    call(
      operator,
      registerSave,
      { register: 'tool', entryId: careTool.entryId, expectedVersion: 1, values: {} },
      elsewhere,
    ),
    refusal('not-found'),
  )
  await assert.rejects(
    call(operator, registerSave, { register: 'tool', unitId: units.care, values }, elsewhere),
    refusal('invalid', /部・課は見つかりません/),
  )
})

test('an event’s line is shown with the application it came from', async () => {
  const source = { kind: 'application', id: newId() }
  const written = await perform(db, tenantId, careChief, (act) =>
    writeEntry(act, journalRegister, {
      by: 'event',
      why: '持出許可',
      source,
      unitId: units.care,
      values: { tool: careTool.entryId, filing: source.id },
    }),
  )
  const shown = await call(stranger, registerEntry, { register: 'journal', entryId: written.entryId })
  assert.deepEqual(shown.history[0]?.source, source)
  assert.match(shown.names[careTool.entryId] ?? '', /調査票の鞄/)
})
