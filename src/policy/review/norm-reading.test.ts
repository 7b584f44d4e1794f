import assert from 'node:assert/strict'
import { test } from 'node:test'
import { worstOf } from './norm-reading.ts'

test('an officer is called to a norm by what could open or shut a gate, not by the kind or a silent 常に', () => {
  assert.equal(worstOf({ subject: 'green', modality: 'green', trigger: 'amber', kind: 'red' }), 'green')
  assert.equal(worstOf({ subject: 'amber', modality: 'green' }), 'amber')
  assert.equal(worstOf({ subject: 'amber', modality: 'red' }), 'red')
  assert.equal(worstOf({ approval: 'amber' }), 'amber')
})
