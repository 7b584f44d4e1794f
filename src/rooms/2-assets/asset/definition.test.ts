import assert from 'node:assert/strict'
import { test } from 'node:test'
import { valuesChecker } from '#engine/register/schema.ts'
import { assetRegister } from './definition.ts'
import { assetWords as english } from './words.en.ts'
import { assetWords as japanese } from './words.ja.ts'

const check = valuesChecker(assetRegister)
const sheet = {
  name: '要介護認定調査票',
  business: '要介護認定',
  kind: 'paper',
  confidentiality: '3',
  integrity: '2',
  availability: '2',
  network: 'none',
}

function problemsOf(change: Record<string, unknown>): (string | undefined)[] {
  const checked = check({ ...sheet, ...change })
  return checked.ok ? [] : checked.problems.map((problem) => problem.at)
}

test('an asset cannot be registered without its three classes', () => {
  assert.deepEqual(problemsOf({}), [])
  assert.deepEqual(problemsOf({ confidentiality: null, integrity: '', availability: undefined }), [
    'confidentiality',
    'integrity',
    'availability',
  ])
})

test('what is not paper and confidentiality 3 must say whether it is encrypted; either answer is taken', () => {
  for (const kind of ['file', 'system', 'medium', 'terminal']) {
    assert.deepEqual(problemsOf({ kind }), ['encrypted'])
    assert.deepEqual(problemsOf({ kind, encrypted: false }), [])
    assert.deepEqual(problemsOf({ kind, encrypted: true }), [])
    assert.deepEqual(problemsOf({ kind, confidentiality: '2' }), [])
  }
})

test('an asset with personal data is at least confidentiality 2', () => {
  assert.deepEqual(problemsOf({ confidentiality: '1', personal_count: 1 }), ['confidentiality'])
  assert.deepEqual(problemsOf({ confidentiality: '1', personal_count: 0 }), [])
  assert.deepEqual(problemsOf({ confidentiality: '2', personal_count: 4_210 }), [])
})

test('what is kept for ever has no year of disposal', () => {
  assert.deepEqual(problemsOf({ retention: 'permanent', disposal_year: 2031 }), ['disposal_year'])
  assert.deepEqual(problemsOf({ retention: '5', disposal_year: 2031 }), [])
  assert.deepEqual(problemsOf({ disposal_year: 8 }), ['disposal_year'])
})

test('every column, choice and clause has its word in both languages', () => {
  for (const words of [japanese, english]) {
    assert.deepEqual(
      Object.keys(words.columns).toSorted(),
      assetRegister.columns.map((column) => column.key).toSorted(),
    )
    assert.deepEqual(
      Object.keys(words.needs).toSorted(),
      assetRegister.slots.map((slot) => slot.slot).toSorted(),
    )
  }
  for (const column of assetRegister.columns) {
    for (const choice of column.choices ?? [])
      assert.notEqual(choice.label, choice.value, `${column.key} ${choice.value}`)
  }
})
