import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field } from './draft.ts'
import { pairs } from './pairs.ts'

const field = (key: string, type: Field['type']): Field => ({
  key,
  label: key,
  type,
  group: 'g',
  required: true,
})

test('short fields stand two and two, dates with dates, long ones alone, none is lost', () => {
  const fields = [
    field('purpose', 'long-text'),
    field('place', 'text'),
    field('means', 'choice'),
    field('from', 'date'),
    field('to', 'date'),
    field('third', 'date'),
    field('note', 'text'),
    field('measures', 'checks'),
  ]
  assert.deepEqual(
    pairs(fields).map((row) => row.map(({ key }) => key)),
    [['purpose'], ['place', 'means'], ['from', 'to'], ['third'], ['note'], ['measures']],
  )
})
