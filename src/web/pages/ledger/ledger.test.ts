import { defaultParseSearch } from '@tanstack/react-router'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesHref, everyEntry, isNarrowed, readEntriesView } from './entries-address.ts'
import { commands, summaryOf } from './operation-words.ts'
import { pageOf, recordsOf } from './subject-words.ts'

test('a search of the ledger comes back from its address', () => {
  const view = {
    kind: 'register:asset',
    actor: '01a2034d-a0da-759b-b4e4-ae4965f24090',
    operation: 'application.decide',
    from: '2026-04-01',
    to: '2026-11-24',
    page: 3,
  }
  const address = new URL(entriesHref(view), 'http://kijun.invalid')
  assert.deepEqual(readEntriesView(defaultParseSearch(address.search)), view)
  assert.equal(isNarrowed(view), true)
  assert.equal(isNarrowed({ ...everyEntry, page: 2 }), false)
})

test('every command has a sentence and none comes twice', () => {
  const names = commands.map(({ name }) => name)
  assert.equal(new Set(names).size, names.length)
  assert.ok(names.length > 20)
  assert.equal(
    summaryOf('application.decide'),
    '申請を許可・不許可・差戻しにする、経由・合議・協議・届出に答える',
  )
  assert.equal(summaryOf('ledger.status'), undefined, 'queries write no entry')
})

test('an entry leads to the page of its subject, where there is one', () => {
  assert.equal(pageOf({ kind: 'application', id: 'a' }), '/cases/a')
  assert.equal(pageOf({ kind: 'register:asset', id: 'x' }), '/registers/asset?open=x')
  assert.equal(pageOf({ kind: 'register:asset', id: 'asset' }), '/registers/asset')
  assert.equal(pageOf({ kind: 'login', id: 'a' }), undefined)
  assert.equal(recordsOf({ kind: 'register:asset', id: 'a/b' }), '/ledger/of/register%3Aasset/a%2Fb')
})
