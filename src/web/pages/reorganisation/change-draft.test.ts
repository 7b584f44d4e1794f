import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesOf, emptyDraft, missingFields, noUnit } from './change-draft.ts'

const care = { id: 'care', label: '介護課' }
const health = { id: 'health', label: '健康課' }

test('a form that is not filled in means nothing, and says what is missing', () => {
  assert.deepEqual(missingFields(emptyDraft('rename-unit', null)), ['unit', 'name'])
  assert.deepEqual(missingFields(emptyDraft('create-unit', null)), ['name', 'code'])
  assert.deepEqual(missingFields({ ...emptyDraft('split-unit', care), stays: false }), [
    'parts.0.name',
    'parts.0.code',
    'heir',
  ])
  assert.deepEqual(changesOf(emptyDraft('merge-units', care)), [])
})

test('a merge into a new unit makes the unit and merges into it', () => {
  const fresh = { ...noUnit, name: '健康福祉課', code: '500' }
  const changes = changesOf({ ...emptyDraft('merge-units', care), others: [health], into: 'new', fresh })
  assert.deepEqual(
    changes.map((each) => each.kind),
    ['create-unit', 'merge-units'],
  )
  assert.deepEqual(changes[1], {
    kind: 'merge-units',
    units: [{ id: 'care' }, { id: 'health' }],
    into: { code: '500' },
  })
})

test('a split keeps the unit as heir unless it ends', () => {
  const part = { ...noUnit, name: '認定課', code: '501' }
  const stays = changesOf({ ...emptyDraft('split-unit', care), parts: [part] })
  assert.deepEqual(stays[1], {
    kind: 'split-unit',
    unit: { id: 'care' },
    into: [{ id: 'care' }, { code: '501' }],
    heir: { id: 'care' },
  })
  const ends = changesOf({ ...emptyDraft('split-unit', care), parts: [part], stays: false, heir: '501' })
  assert.deepEqual(ends[1], {
    kind: 'split-unit',
    unit: { id: 'care' },
    into: [{ code: '501' }],
    heir: { code: '501' },
  })
})
