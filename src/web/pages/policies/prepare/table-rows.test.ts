import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmedRows, emptyRow, firstRows, moved } from './table-rows.ts'

const guess = [
  { key: '市長', detail: '', items: ['決める', '命じる'] },
  { key: '課長', detail: '各課', items: [] },
]

test('the form begins with what was confirmed before, else with the guess, else with an empty row', () => {
  assert.deepEqual(
    firstRows({ rows: null, guess }).map((row) => row.key),
    ['市長', '課長'],
  )
  assert.equal(firstRows({ rows: [{ key: '部長', detail: '', items: [] }], guess })[0]?.key, '部長')
  assert.equal(firstRows({ rows: null, guess: [] }).length, 1)
})

test('what was not touched is sent as it was guessed', () => {
  assert.deepEqual(confirmedRows(firstRows({ rows: null, guess })), guess)
})

test('a row moves by one place and never out of the table', () => {
  const rows = firstRows({ rows: null, guess })
  assert.deepEqual(
    moved(rows, 0, 1).map((row) => row.key),
    ['課長', '市長'],
  )
  assert.deepEqual(moved(rows, 0, -1), rows)
  assert.deepEqual(moved(rows, 1, 1), rows)
})

test('a new row is never taken for an old one', () => {
  const rows = firstRows({ rows: null, guess })
  assert.ok(!rows.some((row) => row.id === emptyRow(rows).id))
})
