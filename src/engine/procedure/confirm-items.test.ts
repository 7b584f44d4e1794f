import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmProblems, itemsToConfirm } from './confirm-items.ts'
import { confirming, decidedBy, passing, routeFaults } from './route-definition.ts'

const route = [
  passing('sec-leader'),
  confirming(decidedBy('sec-manager', '許可'), { law: '法令に反しない', least: '要る分だけである' }),
]

test('only whoever decides in the step that asks has items to confirm', () => {
  assert.deepEqual(itemsToConfirm({ route }, [{ key: 'pass-sec-leader' }]), [])
  assert.deepEqual(
    itemsToConfirm({ route }, [{ key: 'decide-sec-manager' }, { key: 'decide-sec-manager' }]).map(
      ({ key }) => key,
    ),
    ['law', 'least'],
  )
})

test('every item left open is named, and so is one nobody asked', () => {
  const items = itemsToConfirm({ route }, [{ key: 'decide-sec-manager' }])
  assert.deepEqual(confirmProblems(items, ['law', 'least']), [])
  assert.deepEqual(
    confirmProblems(items, ['least', 'other']).map(({ at }) => at),
    ['confirmed.law', 'confirmed.other'],
  )
  assert.deepEqual(confirmProblems([], []), [])
})

test('items to confirm in a step that grants nothing are a fault of the declaration', () => {
  const asked = { law: '法令に反しない' }
  const faultsOf = (first: (typeof route)[number]) =>
    routeFaults({ route: [first, decidedBy('sec-manager', '許可')], fields: [] })
  assert.deepEqual(faultsOf(passing('sec-leader')), [])
  assert.match(faultsOf(confirming(passing('sec-leader'), asked)).join(), /grants nothing/)
})
