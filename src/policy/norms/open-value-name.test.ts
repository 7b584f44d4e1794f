import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openValueName, openValuesOf } from './parameters.ts'
import { openValues } from './usual-values.ts'

const never = { type: 'none', cadence: null, eventText: null } as const

test('an open value has the same name by its id as where it was read', () => {
  for (const value of openValues) assert.equal(openValueName(value.id), value.label)
  for (const [text, heading] of [
    ['担当者は、看板を定期的に塗り直す。', '看板の手入れ'],
    ['担当者は、相当の期間、看板を置く。', ''],
    ['担当者は、長期に看板を置く。', '看板'],
  ] as const) {
    const norm = { text, modality: 'obligation', kind: 'duty', trigger: never } as const
    const [read] = openValuesOf(norm, heading)
    assert.ok(read !== undefined, text)
    assert.equal(openValueName(read.id), read.label)
  }
  assert.equal(openValueName('something else'), 'something else')
})
