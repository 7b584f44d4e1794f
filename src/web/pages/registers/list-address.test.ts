import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultParseSearch } from '@tanstack/react-router'
import {
  conditionsOf,
  emptyView,
  listHref,
  readListView,
  type Condition,
  type ListView,
  type Register,
} from './list-address.ts'

const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/)
const value = fc.stringMatching(/^[a-z0-9-]{1,12}$/)
const range = fc
  .record({ from: fc.option(value, { nil: undefined }), to: fc.option(value, { nil: undefined }) })
  .filter(({ from, to }) => from !== undefined || to !== undefined)
  .map(({ from, to }): Condition => ({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }))
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.array(value, { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
  range,
)
const view: fc.Arbitrary<ListView> = fc.record(
  {
    word: fc.string({ unit: 'grapheme', maxLength: 50 }),
    unit: fc.option(fc.uuid(), { nil: '' }),
    state: fc.constantFrom('current', 'closed', 'all'),
    where: fc.dictionary(key, condition, { maxKeys: 4, noNullPrototype: true }),
    sort: fc.oneof(fc.constant('number'), key),
    descending: fc.boolean(),
    page: fc.integer({ min: 1, max: 200 }),
    open: fc.option(fc.uuid(), { nil: '' }),
  },
  { noNullPrototype: true },
)

test('a list sent to a colleague as an address is the same list', () => {
  fc.assert(
    fc.property(view, (wanted) => {
      const address = new URL(listHref('asset', wanted), 'http://kijun.invalid')
      assert.equal(address.pathname, '/registers/asset')
      assert.deepEqual(readListView(defaultParseSearch(address.search)), wanted)
    }),
  )
})

test('a word that looks like a number stays the word that was typed', () => {
  const address = new URL(listHref('asset', { ...emptyView, word: '1e5' }), 'http://kijun.invalid')
  assert.equal(readListView(defaultParseSearch(address.search)).word, '1e5')
})

test('an address that makes no sense is the plain list', () => {
  const wrong = { page: -3, state: 'gone', dir: 'up', w_: '', w_kind: { a: 1 }, open: ['x'], q: null }
  assert.deepEqual(readListView(wrong), emptyView)
})

const column: Omit<Register['columns'][number], 'key' | 'type' | 'filter'> = {
  required: false,
  choices: [],
  list: true,
  sort: false,
  byEvents: false,
  own: false,
  retired: false,
  search: false,
  label: '',
}
const register: Register = {
  key: 'asset',
  name: '台帳',
  noun: '資産',
  written: 'by-people',
  confirmed: false,
  gated: false,
  comparable: false,
  retentionYears: 5,
  mayConfigure: false,
  cites: [],
  missing: [],
  mayWrite: { allowed: true },
  columns: [
    { ...column, key: 'people', type: 'number', filter: true },
    { ...column, key: 'safe', type: 'flag', filter: true },
    { ...column, key: 'note', type: 'text', filter: false },
  ],
}

test('conditions reach the server in the types of their columns, and only those the register offers', () => {
  const where = {
    people: { from: '10', to: '20' },
    safe: { any: ['no'] },
    note: { any: ['x'] },
    gone: { any: ['y'] },
  }
  assert.deepEqual(conditionsOf(register, { ...emptyView, where, sort: 'note' }), {
    register: 'asset',
    state: 'current',
    sort: 'number',
    direction: 'asc',
    filters: { people: { from: 10, to: 20 }, safe: { any: [false] } },
  })
})
