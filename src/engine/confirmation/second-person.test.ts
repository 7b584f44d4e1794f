import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { afterHand, atStart, confirmationStates, contentOf, whyNotConfirm } from './second-person.ts'

const second = { word: '相互確認', doers: ['workers'], slot: 'text_5' as const }
const person = fc.constantFrom('a', 'b', 'c')

test('nobody ever confirms what his own hand wrote, nor work he did alone', () => {
  fc.assert(
    fc.property(
      person,
      fc.array(person),
      fc.array(person),
      fc.constantFrom(...confirmationStates),
      fc.boolean(),
      (who, writers, doers, state, closed) => {
        const because = whyNotConfirm(who, { state, closed, writers: new Set(writers), doers })
        const alone = doers.length > 0 && doers.every((doer) => doer === who)
        const barred = closed || state === 'confirmed' || writers.includes(who) || alone
        assert.equal(because !== undefined, barred)
      },
    ),
  )
})

test('a hand takes every mark of a confirmation away, and nothing else', () => {
  const value = fc.oneof(fc.string(), fc.boolean(), fc.integer())
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('title', 'content', 'risk'), value), value, (content, mark) => {
      const before = { ...content, confirmation: 'confirmed', confirmed_by: 'b', confirmed_on: '2026-04-01' }
      const after = afterHand({ secondPerson: second }, { ...before, confirmed_note: String(mark) })
      assert.deepEqual(after, { ...content, confirmation: 'waiting' })
      assert.deepEqual(contentOf(after), { ...content })
      assert.deepEqual(afterHand({}, before), before)
    }),
  )
})

test('a line that needs no second person says so from the start', () => {
  const low = { ...second, needed: (values: Readonly<Record<string, unknown>>) => values['risk'] === 'high' }
  assert.deepEqual(atStart({ secondPerson: low }, { risk: 'low' }), {
    risk: 'low',
    confirmation: 'not-needed',
  })
  assert.deepEqual(afterHand({ secondPerson: low }, { risk: 'high', confirmation: 'not-needed' }), {
    risk: 'high',
    confirmation: 'waiting',
  })
})
