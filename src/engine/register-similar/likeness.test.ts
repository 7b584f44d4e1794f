import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pairsOf, shareOf } from './likeness.ts'

const definition = { similar: { compares: ['symptom', 'cause'], tells: ['measure'] } }

test('only what a line is about is compared, in whatever width it was typed', () => {
  assert.deepEqual(
    pairsOf(definition, { symptom: 'ＡＢC', measure: '再起動' }),
    pairsOf(definition, { symptom: 'abc' }),
  )
  assert.deepEqual(pairsOf(definition, {}), [])
  assert.deepEqual(pairsOf({}, { symptom: 'abc' }), [])
  assert.equal(
    new Set(pairsOf(definition, { symptom: '停止停止' })).size,
    pairsOf(definition, { symptom: '停止停止' }).length,
  )
})

test('a few pairs in common are chance and are not shown', () => {
  assert.equal(shareOf(3, 10), 0)
  assert.equal(shareOf(4, 100), 0)
  assert.equal(shareOf(10, 20), 50)
  assert.equal(shareOf(20, 20), 100)
  assert.equal(shareOf(5, 0), 0)
})
