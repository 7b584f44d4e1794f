import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { runCheck, showCheck } from '#engine/check/contract.ts'
import { registerEntry, registerSave } from '#engine/register/contract.ts'
import { makeWorld } from '#test/world.ts'
import { handlings } from '../asset/classification.ts'
import { assetRegister } from '../asset/definition.ts'
import { cardItems } from './card-facts.ts'
import { handlingChecks } from './checks.ts'

const world = await makeWorld({ after })
const { city, house } = world

test('every demand of handling that a register can show broken has its check', () => {
  // 送る回線 is a question of each sending, and carrying, handing out and throwing away have their permits.
  const judgedElsewhere = ['network', 'at-permit']
  const facts = new Set(handlings.map(({ fact }) => fact).filter((fact) => !judgedElsewhere.includes(fact)))
  assert.deepEqual(
    new Set(handlingChecks.map(({ key }) => key)),
    new Set([...facts].map((fact) => `handling-${fact}`)),
  )
  assert.ok(handlingChecks.every(({ slots }) => slots.length > 0))
})

const flag = fc.constantFrom(true, false, undefined)
const facts = fc.record({
  confidentiality: fc.constantFrom('1', '2', '3', undefined),
  integrity: fc.constantFrom('1', '2', undefined),
  availability: fc.constantFrom('1', '2', undefined),
  kind: fc.constantFrom('paper', 'file', 'system', 'medium', 'terminal'),
  encrypted: flag,
  redundant: flag,
  readers: fc.constantFrom('everyone', 'unit', 'named', undefined),
  writers: fc.constantFrom('everyone', 'unit', 'named', undefined),
  backup: fc.constantFrom('daily', 'yearly', 'none', undefined),
  backup_on: fc.constantFrom('2026-11-23', '2024-01-01', undefined),
  recovery_hours: fc.constantFrom(1, 48, undefined),
})
const places = fc.option(fc.record({ locked: flag, fireproof: flag, waterproof: flag }), { nil: undefined })
const known = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

test('over any asset the checks find what its 取扱カード calls broken, and nothing else', () => {
  fc.assert(
    fc.property(facts, places, fc.nat(2), (values, place, late) => {
      const line = {
        lineId: 'a',
        unitId: 'u',
        number: 'A-1',
        label: '例',
        values: known(values),
        closed: false,
      }
      const stored = place === undefined ? [] : [{ ...line, lineId: 'p', values: known(place) }]
      const found = handlingChecks.flatMap((each) => {
        const sentence = each.violation(line, {
          on: '2026-11-24',
          parameters: {},
          referred: () => stored,
          facts: { open: 2, late },
        })
        return sentence === null ? [] : [`${each.key.slice('handling-'.length)} ${sentence}`]
      })
      const card = cardItems({
        on: '2026-11-24',
        columns: assetRegister.columns.map(({ key }) => key),
        values: line.values,
        place: stored[0]?.values,
        copies: { open: 2, late },
      })
      const broken = new Set(
        card.filter((item) => item.state === 'broken').map((item) => `${item.fact} ${item.says}`),
      )
      assert.deepEqual(new Set(found), broken)
    }),
  )
})

const system = { kind: 'system', job: 'test' } as const
async function run(check: string): Promise<void> {
  const part = async (input: object) =>
    runCheck.output.parse(
      await house.runner.run(
        'check.run-part',
        { tenantId: city.tenantId, actor: system },
        { check, ...input },
      ),
    )
  for (let now = await part({}); !now.finished;) now = await part({ runId: now.runId })
}
const found = async (check: string) =>
  (await city.run('manager', showCheck, { check, page: 1, size: 50 })).rows.map((row) => row.label)

const save = (register: string, values: Record<string, string | number | boolean>) =>
  city.run('manager', registerSave, { register, unitId: city.ids.unit.longevity, values })

test('an asset without encryption and copies kept too long are found, and gone when they are right', async () => {
  const { entryId } = await save('asset', {
    name: '相談記録',
    business: '相談',
    kind: 'file',
    network: 'lgwan',
    confidentiality: '3',
    integrity: '1',
    availability: '1',
    encrypted: false,
  })
  const { entryId: copyId } = await save('copy', {
    purpose: '会議の資料',
    original: entryId,
    act: 'copied',
    form: 'paper',
    made_on: '2026-10-01',
    keep_until: '2026-10-31',
  })
  await run('handling-encrypted')
  await run('handling-copies')
  assert.deepEqual(await found('handling-encrypted'), ['相談記録'])
  assert.deepEqual(await found('handling-copies'), ['相談記録'])

  const asset = (await city.run('manager', registerEntry, { register: 'asset', entryId })).entry
  const copy = (await city.run('manager', registerEntry, { register: 'copy', entryId: copyId })).entry
  for (const [register, line, values] of [
    ['asset', asset, { ...asset.values, encrypted: true }],
    ['copy', copy, { ...copy.values, gone_on: '2026-11-24' }],
  ] as const) {
    await city.run('manager', registerSave, {
      register,
      unitId: city.ids.unit.longevity,
      entryId: line.entryId,
      expectedVersion: line.version,
      values,
    })
  }
  await run('handling-encrypted')
  await run('handling-copies')
  assert.deepEqual(await found('handling-encrypted'), [])
  assert.deepEqual(await found('handling-copies'), [])
})

test('the checks cite the clauses bound to the handling they verify', async () => {
  const row = await city.run('manager', showCheck, { check: 'handling-readers', page: 1, size: 1 })
  assert.deepEqual(row.missing, ['見られる人を限ることを求める条文'])
})
