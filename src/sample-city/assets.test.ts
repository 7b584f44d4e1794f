import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnSchema } from '#engine/register/schema.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { assets } from './assets.ts'
import { departments } from './units.ts'

const today = '2026-11-24'
const all = assets(today)

test('each of the 60 sections has 25 assets, none of them twice', () => {
  assert.equal(all.length, 1_500)
  assert.equal(new Set(all.map(({ key }) => key)).size, all.length)
  assert.equal(new Set(all.map(({ values }) => values.name)).size, all.length)
  for (const { sections } of departments) {
    for (const { code } of sections) assert.equal(all.filter(({ unitKey }) => unitKey === code).length, 25)
  }
})

test('the same day gives the same assets', () => {
  assert.deepEqual(assets(today), all)
})

test('the asset register takes every line as it is', () => {
  const columns = new Map(assetRegister.columns.map((column) => [column.key, columnSchema(column)]))
  for (const { key, values } of all) {
    for (const [name, value] of Object.entries(values)) {
      const column = columns.get(name)
      assert.ok(column, `${key}: the register has no column ${name}`)
      assert.deepEqual(column.parse(value), value, `${key} ${name}`)
    }
    for (const { key: wanted, required } of assetRegister.columns) {
      if (required === true) assert.ok(wanted in values, `${key} lacks ${wanted}`)
    }
    assert.deepEqual(assetRegister.problems?.({ ...values }) ?? [], [], key)
  }
})

test('all classes, kinds and networks occur, and personal data in every department', () => {
  const seen = (pick: (asset: (typeof all)[number]) => string): number => new Set(all.map(pick)).size
  assert.equal(
    seen(({ values }) => values.confidentiality),
    3,
  )
  assert.equal(
    seen(({ values }) => values.kind),
    5,
  )
  assert.equal(
    seen(({ values }) => values.network),
    4,
  )
  for (const { code } of departments) {
    assert.ok(all.some(({ unitKey, values }) => unitKey.startsWith(code) && values.personal_count > 0))
  }
})
