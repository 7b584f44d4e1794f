import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNarrowed, readCasesSearch, readInboxSearch } from './search.ts'

test('an address says what the list is narrowed by', () => {
  assert.deepEqual(
    readCasesSearch({
      view: 'office',
      state: 'in-use',
      overdue: true,
      procedure: 'carry-out',
      unit: '01a229e1-d2bf-728a-9b86-a066299a9c10',
      search: ' 調査票 ',
      page: 3,
    }),
    {
      view: 'office',
      state: 'in-use',
      overdue: true,
      procedure: 'carry-out',
      unit: '01a229e1-d2bf-728a-9b86-a066299a9c10',
      search: '調査票',
      page: 3,
    },
  )
})

test('a number searched for is text, as the router reads it as a number', () => {
  assert.deepEqual(readCasesSearch({ search: 412 }), { search: '412' })
})

test('what makes no sense in an address is left out, not shown as an error', () => {
  assert.deepEqual(
    readCasesSearch({
      view: 'all',
      state: 'lost',
      overdue: 'yes',
      procedure: {},
      unit: '長寿支援課',
      search: '  ',
      page: -1,
      other: 1,
    }),
    {},
  )
  assert.deepEqual(readCasesSearch({ page: 1.5 }), {})
  assert.deepEqual(readCasesSearch({ page: 1 }), {})
  assert.equal(readCasesSearch({ search: 'あ'.repeat(300) }).search?.length, 100)
})

test('list or board is part of the address, and narrows nothing', () => {
  assert.deepEqual(readCasesSearch({ as: 'board', view: 'office' }), { as: 'board', view: 'office' })
  assert.deepEqual(readCasesSearch({ as: 'tiles' }), {})
  assert.equal(isNarrowed({ as: 'board' }), false)
  assert.deepEqual(readInboxSearch({ as: 'board' }), {})
})

test('the inbox has neither state nor view', () => {
  assert.deepEqual(readInboxSearch({ state: 'done', view: 'office', overdue: true, page: 2 }), { page: 2 })
})

test('the page alone narrows nothing', () => {
  assert.equal(isNarrowed({ page: 4, view: 'office' }), false)
  assert.equal(isNarrowed({ overdue: true }), true)
})
