import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { newId } from '#ground/ids/ids.ts'
import { testDatabase } from '#test/database.ts'
import { describePeople } from './people.ts'
import { decidersOf, placesOf, standingsOf, stepFor } from './reads.ts'
import { personRow, unitRow } from './rows.ts'
import { sectionsOf, unitNames, unitsAbove, unitsUnder } from './units.ts'

const { db, newTenant } = await testDatabase({ after })

type Given = {
  name: string
  kind: '部' | '課'
  parent?: string
  from: string
  to?: string
  continues?: string
}

/** Writes units and answers the id of each name's own row. */
async function write(tx: Tx, tenantId: string, given: readonly Given[]): Promise<(name: string) => string> {
  const ids = new Map<string, string>()
  const of = (name: string): string => ids.get(name) ?? assert.fail(`no unit ${name}`)
  const bodyId = newId()
  await tx
    .insertInto('body')
    .values({ tenant_id: tenantId, id: bodyId, name: '市長部局', valid_from: '2020-04-01', valid_to: null })
    .execute()
  for (const unit of given) {
    const row = unitRow({
      tenant_id: tenantId,
      body_id: bodyId,
      parent_id: unit.parent === undefined ? null : of(unit.parent),
      code: unit.name,
      name: unit.name,
      kind: unit.kind,
      symbol: null,
      valid_from: unit.from,
      valid_to: unit.to ?? null,
      continues_id: unit.continues === undefined ? null : of(unit.continues),
    })
    ids.set(unit.name, row.id)
    await tx.insertInto('unit').values(row).execute()
  }
  return of
}

const change = '2027-04-01'
const renamedAndMoved: readonly Given[] = [
  { name: '福祉部', kind: '部', from: '2020-04-01' },
  { name: '健康部', kind: '部', from: '2020-04-01' },
  { name: '介護課', kind: '課', parent: '福祉部', from: '2020-04-01', to: change },
  { name: '長寿課', kind: '課', parent: '健康部', from: change, continues: '介護課' },
]

test('a unit that is renamed and moved keeps its id, and each date has its own name, place and decider', async () => {
  const tenant = await newTenant()
  await db.inTenant(tenant, async (tx) => {
    const of = await write(tx, tenant, renamedAndMoved)
    const unit = of('介護課')
    const [before, after] = ['2027-03-31', change]
    const nameOn = async (on: string): Promise<string | undefined> =>
      (await unitNames(tx, [unit], on)).get(unit)
    assert.deepEqual(
      [await nameOn('2019-01-01'), await nameOn(before), await nameOn(after)],
      ['介護課', '介護課', '長寿課'],
    )
    assert.deepEqual(new Set(await unitsAbove(tx, [unit], before)), new Set([unit, of('福祉部')]))
    assert.deepEqual(new Set(await unitsAbove(tx, [unit], after)), new Set([unit, of('健康部')]))
    assert.deepEqual(new Set(await unitsUnder(tx, [of('福祉部')], before)), new Set([unit, of('福祉部')]))
    assert.deepEqual(await unitsUnder(tx, [of('福祉部')], after), [of('福祉部')])
    assert.deepEqual(new Set(await unitsUnder(tx, [of('健康部')], after)), new Set([unit, of('健康部')]))
    assert.deepEqual(await sectionsOf(tx, [unit], after), [unit])

    const valid = { valid_from: '2020-04-01', valid_to: null }
    const [chief, clerk, head] = [newId(), newId(), newId()]
    const { body_id: bodyId } = await tx
      .selectFrom('unit')
      .select('body_id')
      .limit(1)
      .executeTakeFirstOrThrow()
    for (const [personId, title, rank, unitId] of [
      [chief, '課長', 'head', unit],
      [clerk, '主事', 'staff', unit],
      [head, '部長', 'head', of('健康部')],
    ] as const) {
      const person = {
        tenant_id: tenant,
        id: personId,
        number: personId,
        family: title,
        mail: null,
        extension: null,
      }
      await tx
        .insertInto('person')
        .values(personRow({ ...person, ...valid }))
        .execute()
      const postId = newId()
      await tx
        .insertInto('post')
        .values({ tenant_id: tenant, id: postId, body_id: bodyId, unit_id: unitId, title, rank, ...valid })
        .execute()
      await tx
        .insertInto('appointment')
        .values({
          tenant_id: tenant,
          id: newId(),
          person_id: personId,
          post_id: postId,
          kind: '本務',
          ...valid,
        })
        .execute()
    }
    for (const [office, kinds] of [
      ['sec-manager', ['課']],
      ['dept-iso', ['部']],
    ] as const) {
      await tx
        .insertInto('office_rule')
        .values({
          tenant_id: tenant,
          id: newId(),
          office,
          word: office,
          scope: 'unit',
          rule: { by: 'rank', rank: 'head', kinds: [...kinds] },
          eid: null,
          ...valid,
        })
        .execute()
    }
    for (const [on, name, above] of [
      [before, '介護課', 'gap'],
      [after, '長寿課', 'step'],
    ] as const) {
      assert.deepEqual(
        (await placesOf(tx, clerk, on)).map((each) => [each.unitId, each.unitName]),
        [[unit, name]],
      )
      assert.equal((await describePeople(tx, [clerk], on)).get(clerk)?.unitName, name)
      const step = await stepFor(tx, { office: 'sec-manager', unitId: unit, applicantId: clerk, on })
      assert.deepEqual(step.kind === 'step' && step.unitId, unit)
      const seat = { office: 'sec-manager' as const, unitId: unit }
      assert.equal((await decidersOf(tx, seat, on)).deciders.length, 1, on)
      assert.deepEqual(
        (await standingsOf(tx, chief, on)).map((each) => each.unitId),
        [unit],
      )
      // the chief's own case goes up to the head of whatever 部 the unit is under that day
      assert.equal(
        (await stepFor(tx, { office: 'sec-manager', unitId: unit, applicantId: chief, on })).kind,
        above,
      )
    }
  })
})

test('two states of one unit cannot overlap, and a line has one root', async () => {
  const tenant = await newTenant()
  const overlap: readonly Given[] = [
    { name: '介護課', kind: '課', from: '2020-04-01', to: '2027-05-01' },
    { name: '長寿課', kind: '課', from: change, continues: '介護課' },
  ]
  await assert.rejects(
    db.inTenant(tenant, (tx) => write(tx, tenant, overlap)),
    { constraint: 'unit_line_overlap' },
  )
  const chain: readonly Given[] = [
    { name: '介護課', kind: '課', from: '2020-04-01', to: change },
    { name: '長寿課', kind: '課', from: change, to: '2028-04-01', continues: '介護課' },
    { name: '高齢課', kind: '課', from: '2028-04-01', continues: '長寿課' },
  ]
  await assert.rejects(
    db.inTenant(tenant, (tx) => write(tx, tenant, chain)),
    { constraint: 'unit_line_root' },
  )
})

test('states may overlap in the middle of a transaction, as long as they do not at its end', async () => {
  const tenant = await newTenant()
  await db.inTenant(tenant, async (tx) => {
    const of = await write(tx, tenant, [
      { name: '介護課', kind: '課', from: '2020-04-01' },
      { name: '長寿課', kind: '課', from: change, continues: '介護課' },
    ])
    await tx.updateTable('unit').set({ valid_to: change }).where('id', '=', of('介護課')).execute()
  })
})

test('what is left of a unit that ended stands under its heir', async () => {
  const tenant = await newTenant()
  await db.inTenant(tenant, async (tx) => {
    const of = await write(tx, tenant, [
      { name: '福祉部', kind: '部', from: '2020-04-01' },
      { name: '健康部', kind: '部', from: '2020-04-01' },
      { name: '介護課', kind: '課', parent: '福祉部', from: '2020-04-01', to: change },
      { name: '健康課', kind: '課', parent: '健康部', from: '2020-04-01' },
    ])
    const [from, to] = [of('介護課'), of('健康課')]
    await tx
      .insertInto('unit_succession')
      .values({
        tenant_id: tenant,
        id: newId(),
        from_unit_id: from,
        to_unit_id: to,
        kind: '統合',
        heir: true,
        effective_on: change,
      })
      .execute()
    assert.deepEqual(new Set(await unitsUnder(tx, [to], '2027-03-31')), new Set([to]))
    assert.deepEqual(new Set(await unitsUnder(tx, [to], change)), new Set([to, from]))
    assert.deepEqual(
      new Set(await unitsAbove(tx, [from], change)),
      new Set([from, to, of('福祉部'), of('健康部')]),
    )
    assert.equal((await unitNames(tx, [from], '2030-01-01')).get(from), '介護課')
  })
})

test('another tenant sees no state of the unit', async () => {
  const [mine, other] = [await newTenant(), await newTenant()]
  const of = await db.inTenant(other, (tx) => write(tx, other, renamedAndMoved))
  await db.readTenant(mine, async (tx) => {
    assert.deepEqual(await tx.selectFrom('unit_at').select('id').execute(), [])
    assert.equal((await unitNames(tx, [of('介護課')], change)).size, 0)
    assert.deepEqual(await unitsUnder(tx, [of('福祉部')], change), [])
  })
})

test('in a city of 1,600 units with 4,800 states, who decides is read by index alone', async () => {
  const tenant = await newTenant()
  const lines: Given[] = []
  for (let part = 0; part < 16; part += 1) {
    lines.push({ name: `部${part}`, kind: '部', from: '2020-04-01' })
    for (let at = 0; at < 99; at += 1) {
      const name = `課${part}-${at}`
      const parent = `部${part}`
      lines.push({ name, kind: '課', parent, from: '2020-04-01', to: '2022-04-01' })
      lines.push({
        name: `${name}改`,
        kind: '課',
        parent,
        from: '2022-04-01',
        to: '2024-04-01',
        continues: name,
      })
      lines.push({ name: `${name}新`, kind: '課', parent, from: '2024-04-01', continues: name })
    }
  }
  const of = await db.inTenant(tenant, (tx) => write(tx, tenant, lines))
  await db.readTenant(tenant, async (tx) => {
    const scans = async (): Promise<{ seq: number; index: number }> => {
      const { rows } = await sql<{ seq: number; index: number }>`
        select seq_scan::int as seq, idx_scan::int as index from pg_stat_xact_user_tables where relname = 'unit'`.execute(
        tx,
      )
      return rows[0] ?? assert.fail('no statistics')
    }
    const unitId = of('課7-42')
    const began = performance.now()
    for (let round = 0; round < 20; round += 1) {
      await stepFor(tx, { office: 'sec-manager', unitId, applicantId: newId(), on: '2026-11-24' })
    }
    const each = (performance.now() - began) / 20
    const found = await scans()
    assert.equal(found.seq, 0)
    assert.ok(found.index > 0)
    assert.ok(each < 20, `${each.toFixed(2)} ms a route`)
    assert.equal((await unitNames(tx, [unitId], '2026-11-24')).get(unitId), '課7-42新')
  })
})
