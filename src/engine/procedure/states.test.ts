import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { after, applicationStates, caseActs, isClosed, isEditable, type ApplicationState } from './states.ts'

test('a case that was decided against, withdrawn, finished, lapsed or revoked never moves again', () => {
  for (const state of ['refused', 'withdrawn', 'done', 'lapsed', 'revoked'] as const) {
    assert.equal(isClosed(state), true)
    for (const act of caseActs) assert.equal(after(state, act), null)
  }
})

test('only a waiting case can be decided, whatever happened before', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...caseActs), { maxLength: 20 }), (acts) => {
      let state: ApplicationState = 'draft'
      let granted = 0
      for (const act of acts) {
        const next: ApplicationState | null = after(state, act)
        if (next === null) continue
        if (act === 'grant' || act === 'refuse' || act === 'send-back') assert.equal(state, 'waiting')
        if (act === 'grant') granted++
        if (act === 'start') assert.ok(granted > 0)
        if (act === 'finish' || act === 'revoke') assert.ok(granted > 0)
        state = next
      }
      assert.ok(granted <= 1)
    }),
  )
})

test('every state can be reached, and the form can be changed only before or after a return', () => {
  const reached = new Set<ApplicationState>(['draft'])
  for (let grown = true; grown;) {
    grown = false
    for (const state of Array.from(reached)) {
      for (const act of caseActs) {
        const next = after(state, act)
        if (next !== null && !reached.has(next)) {
          reached.add(next)
          grown = true
        }
      }
    }
  }
  assert.deepEqual([...reached].toSorted(), applicationStates.toSorted())
  assert.deepEqual(applicationStates.filter(isEditable), ['draft', 'sent-back', 'pulled-back'])
})
