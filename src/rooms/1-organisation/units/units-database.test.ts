import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import fc from 'fast-check'
import type { Tx } from '#ground/database/database.ts'
import { newId } from '#ground/ids/ids.ts'
import { recordedTables } from '#authority/recorded.ts'
import { unitRow } from '#authority/rows.ts'
import { unitNames } from '#authority/units.ts'
import { createRecorder } from '#ledger/recorder.ts'
import { createRegistry } from '#ledger/recorded-table.ts'
import { testDatabase } from '#test/database.ts'
import type { UnitChange } from './change.ts'
import { readUnitFacts } from './facts.ts'
import { planUnitChanges } from './plan.ts'
import { writeUnitChanges } from './write.ts'

/*
 * The same as plan.property.test.ts, through the real tables: what `unit_at` answers for a date is what replaying the
 * changes gives.
 */

const { db, newTenant } = await testDatabase({ after })
const registry = createRegistry([recordedTables])
const today = '2026-11-29'
const days = [today, '2027-04-01', '2027-10-01', '2028-04-01', '2029-04-01']
const looked = ['2020-04-01', '2026-11-28', ...days, '2027-03-31', '2031-01-01']

type Tree = Map<string, { name: string; parent: string | null }>

const wish = fc.record({
  day: fc.constantFrom(...days),
  what: fc.constantFrom('rename', 'move', 'merge', 'create', 'abolish'),
  a: fc.nat({ max: 20 }),
  b: fc.nat({ max: 20 }),
})

test('unit_at agrees with the changes replayed, on every date and after every change', async () => {
  const random = fc.sample(fc.array(wish, { minLength: 25, maxLength: 25 }), { numRuns: 6, seed: 20261129 })
  let taken = 0
  for (const wishes of random) {
    const tenantId = await newTenant()
    const ids = await db.inTenant(tenantId, (tx) => firstUnits(tx, tenantId))
    const first: Tree = new Map(
      ids.map((id, index) => [id, { name: `第${index}課`, parent: parentOf(ids, index) }]),
    )
    const steps: { day: string; apply(tree: Tree): void }[] = []
    for (const [index, { day, what, a, b }] of wishes.entries()) {
      const [one = '', two = ''] = [ids[a % ids.length], ids[b % ids.length]]
      const change = changeOf(what, one, two, index)
      const made = await db.inTenant(tenantId, async (tx) => {
        const facts = await readUnitFacts(tx, tenantId, [change], day)
        const plan = planUnitChanges(facts, [change], day, { newId, today })
        if (plan.problems.length > 0) return null
        const actor = { kind: 'operator', name: '試験' } as const
        const recorder = createRecorder({
          tx,
          registry,
          tenantId,
          at: `${today}T00:00:00.000Z`,
          actor,
          operation: 'test',
        })
        await writeUnitChanges({ recorder }, plan)
        recorder.describe({ act: '組織改正', subject: { kind: 'organisation', id: tenantId } })
        await recorder.finish()
        return plan.units.map((row) => row.id)
      })
      if (made === null) continue
      taken += 1
      const [created = ''] = made
      if (change.kind === 'create-unit') ids.push(created)
      steps.push({ day, apply: (tree) => applyTo(tree, change, { created, one, two }) })
    }
    await db.readTenant(tenantId, async (tx) => {
      for (const on of looked) {
        const expected: Tree = new Map(first)
        for (const step of steps.toSorted((x, y) => x.day.localeCompare(y.day))) {
          if (step.day <= on) step.apply(expected)
        }
        const { rows } = await sql<{ id: string; name: string; parent: string | null }>`
          select id, name, parent_id as parent from unit_at
           where valid_from <= ${on}::date and (valid_to is null or valid_to > ${on}::date)`.execute(tx)
        const found: Tree = new Map(rows.map(({ id, name, parent }) => [id, { name, parent }]))
        assert.equal(found.size, rows.length, `${on}: one state for each unit`)
        assert.deepEqual(sorted(found), sorted(expected), on)
        const names = await unitNames(tx, [...expected.keys()], on)
        for (const [id, { name }] of expected) assert.equal(names.get(id), name)
      }
    })
  }
  assert.ok(taken > 40, `only ${taken} changes were taken`)
})

const sorted = (tree: Tree) => [...tree].toSorted(([a], [b]) => (a < b ? -1 : 1))

/** The first two stand at the top, the others below one of them. */
const parentOf = (ids: readonly string[], index: number): string | null =>
  index < 2 ? null : (ids[index % 2] ?? null)

async function firstUnits(tx: Tx, tenantId: string): Promise<string[]> {
  const bodyId = newId()
  const valid = { valid_from: '2020-04-01', valid_to: null }
  await tx
    .insertInto('body')
    .values({ tenant_id: tenantId, id: bodyId, name: '市長部局', ...valid })
    .execute()
  const ids = Array.from({ length: 7 }, newId)
  for (const [index, id] of ids.entries()) {
    const row = unitRow({
      tenant_id: tenantId,
      id,
      body_id: bodyId,
      parent_id: parentOf(ids, index),
      code: `c${index}`,
      name: `第${index}課`,
      kind: '課',
      symbol: null,
      ...valid,
    })
    await tx.insertInto('unit').values(row).execute()
  }
  return ids
}

function changeOf(what: string, one: string, two: string, index: number): UnitChange {
  switch (what) {
    case 'rename':
      return { kind: 'rename-unit', unit: { id: one }, name: `改称${index}課`, kana: '' }
    case 'move':
      return { kind: 'move-unit', unit: { id: one }, parent: { id: two } }
    case 'merge':
      return { kind: 'merge-units', units: [{ id: one }], into: { id: two } }
    case 'create':
      return {
        kind: 'create-unit',
        code: `n${index}`,
        name: `新${index}課`,
        kana: '',
        unitKind: '課',
        parent: { id: two },
        policyOffice: false,
      }
    default:
      return { kind: 'abolish-unit', unit: { id: one }, successor: { id: two } }
  }
}

function applyTo(tree: Tree, change: UnitChange, at: { created: string; one: string; two: string }): void {
  const unit = tree.get(at.one)
  if (change.kind === 'create-unit') tree.set(at.created, { name: change.name, parent: at.two })
  else if (unit === undefined) return
  else if (change.kind === 'rename-unit') tree.set(at.one, { ...unit, name: change.name })
  else if (change.kind === 'move-unit') tree.set(at.one, { ...unit, parent: at.two })
  else {
    tree.delete(at.one)
    for (const [id, each] of tree) if (each.parent === at.one) tree.set(id, { ...each, parent: at.two })
  }
}
