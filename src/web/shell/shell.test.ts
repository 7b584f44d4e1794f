import assert from 'node:assert/strict'
import { test } from 'node:test'
import { landing, liesIn, openPlaces } from './places.ts'
import { safeTarget } from './safe-target.ts'

test('after signing in one returns to a page of ours and never to another site', () => {
  assert.equal(safeTarget('/cases/1?tab=proof#now'), '/cases/1?tab=proof#now')
  for (const target of [
    '//evil.example/x',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/sign-in?to=/x',
    '/api/ledger.export',
    '/',
    '',
    7,
    undefined,
  ]) {
    assert.equal(safeTarget(target), undefined, String(target))
  }
})

test('a place is offered once it has a page, and the first of them is where one lands', () => {
  const routes = { '/inbox': {}, '/ledger': {}, '/account': {} }
  assert.deepEqual(
    openPlaces(routes).map((place) => place.key),
    ['inbox', 'ledger'],
  )
  assert.equal(landing(routes), '/inbox')
  assert.equal(landing({ '/account': {} }), '/account')
})

test('a page lies in its place and not in one whose name only begins alike', () => {
  assert.equal(liesIn('/ledger/12', '/ledger'), true)
  assert.equal(liesIn('/ledgers', '/ledger'), false)
})
