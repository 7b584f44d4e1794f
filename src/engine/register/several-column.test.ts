import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { mostEntries, mostPeople, register } from './definition.ts'
import { displayText, sameValue } from './display.ts'
import { checkedValues } from './schema.ts'
import { cellText, namesIn, readCell } from './sheet.ts'
import { referencesOf } from './slots.ts'

const users = { key: 'users', label: '使う者', type: 'people' } as const
const opens = { key: 'opens', label: '開けるもの', type: 'entries', register: 'safe' } as const
const keys = register({
  key: 'keys',
  name: '鍵の台帳',
  noun: '鍵',
  numberPrefix: 'K-',
  written: 'by-people',
  columns: [{ key: 'name', label: '名前', type: 'text', required: true }, users, opens],
  slots: [],
  retentionYears: 5,
  editableBy: { right: 'settings.manage' },
  readableBy: 'everyone',
})
const [one, other] = [newId(), newId()]

test('several persons are kept once each, in their order; none is no value', () => {
  assert.deepEqual(checkedValues(keys, { name: '鍵', users: [one, other, one.toUpperCase()] }), {
    name: '鍵',
    users: [one, other],
  })
  assert.deepEqual(checkedValues(keys, { name: '鍵', users: [] }), { name: '鍵' })
})

test('what is no person, and more than a list can hold, is refused', () => {
  const refuses = (value: unknown): void =>
    assert.throws(() => checkedValues(keys, { name: '鍵', users: value }), Refusal)
  refuses(['だれか'])
  refuses(one)
  refuses(Array.from({ length: mostPeople + 1 }, () => newId()))
})

test('each of them is a reference, and the same persons in another order are no change', () => {
  const values = checkedValues(keys, { name: '鍵', users: [one, other] })
  assert.deepEqual(
    referencesOf(keys, values).map(({ id }) => id),
    [one, other],
  )
  assert.ok(sameValue([one, other], [other, one]))
  assert.ok(!sameValue([one], [one, other]))
  assert.ok(!sameValue(undefined, [one]))
})

test('names stand side by side and are read back from one cell', () => {
  const names = new Map([
    [one, '佐藤 花子'],
    [other, '鈴木 一郎'],
  ])
  assert.equal(displayText(users, [one, other], names), '佐藤 花子、鈴木 一郎')
  assert.deepEqual(namesIn('佐藤 花子、鈴木 一郎,\n高橋'), ['佐藤 花子', '鈴木 一郎', '高橋'])
  assert.deepEqual(readCell(users, '佐藤 花子、鈴木 一郎'), {
    kind: 'look-up-all',
    texts: ['佐藤 花子', '鈴木 一郎'],
  })
})

test('several persons take no slot: a list is never sorted by the first of them', () => {
  assert.throws(
    () => register({ ...keys, columns: [{ ...users, slot: 'text_1' }] }),
    /cannot be kept in a slot/,
  )
})

test('several lines of a register are kept once each, and each is a reference', () => {
  const values = checkedValues(keys, { name: '鍵', opens: [one, other, one] })
  assert.deepEqual(values, { name: '鍵', opens: [one, other] })
  assert.deepEqual(
    referencesOf(keys, values).map(({ id, column }) => [column.key, id]),
    [
      ['opens', one],
      ['opens', other],
    ],
  )
  assert.throws(
    () => checkedValues(keys, { name: '鍵', opens: Array.from({ length: mostEntries + 1 }, () => newId()) }),
    Refusal,
  )
  assert.throws(
    () => register({ ...keys, columns: [{ key: 'a', label: 'あ', type: 'entries' }] }),
    /a register/,
  )
})

test('a column says for itself how many lines it takes, within bounds; no other column does', () => {
  const many = register({ ...keys, columns: [users, { ...opens, most: 3 }] })
  const three = { opens: [newId(), newId(), newId()] }
  assert.deepEqual(checkedValues(many, three), three)
  assert.throws(() => checkedValues(many, { opens: [...three.opens, newId()] }), Refusal)
  assert.throws(() => register({ ...keys, columns: [{ ...opens, most: 1_001 }] }), /most must be 1 to 1000/)
  assert.throws(() => register({ ...keys, columns: [{ ...users, most: 3 }] }), /only entries columns/)
})

test('several lines are written into one cell by their 管理番号: their names may hold 「、」', () => {
  const names = new Map([
    [one, 'S-00001 金庫、大'],
    [other, 'S-00002 書庫'],
  ])
  assert.equal(displayText(opens, [one, other], names), 'S-00001 金庫、大、S-00002 書庫')
  assert.equal(cellText(opens, [one, other], names), 'S-00001、S-00002')
  assert.deepEqual(readCell(opens, 'S-00001、S-00002'), {
    kind: 'look-up-all',
    texts: ['S-00001', 'S-00002'],
  })
})
