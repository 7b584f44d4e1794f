import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BookFacts, Form } from '#engine/procedure/definition.ts'
import { valuesChecker } from '#engine/register/schema.ts'
import { exchangeBook } from './book.ts'
import { endingProblems, exchange } from './definition.ts'
import { exchangeLine } from './exchange-line.ts'

const id = '0198f000-0000-7000-8000-000000000001'

const granted: BookFacts = {
  applicationId: id,
  number: '長寿第12号',
  applicantId: id,
  form: {
    partner: '架空県 市町村課',
    kind: 'design',
    content: '構成図 第3版 1部',
    direction: 'both',
    purpose: '共同利用の検討',
    on: '2026-12-01',
    terms: '検討のほかに使わず、終わりに返す。',
    paper: 'letter',
    method: 'line',
  },
  entry: { entryId: id, number: '', label: '', version: 1, values: {} },
  decidedOn: '2026-11-24',
  deciderId: id,
  capacity: '本人',
  startedAt: null,
  finishedAt: null,
  confirmerId: null,
  remark: null,
  answers: {},
}

const faults = (answers: Form): string[] =>
  endingProblems(answers, { today: '2026-12-10' }).map(({ message }) => message)

test('the line of an exchange grows from the grant to the exchange and to what became of it, and is whole each time', () => {
  const check = valuesChecker(exchangeBook)
  const asGranted = exchangeLine(granted)
  assert.equal(check(asGranted).ok, true)
  assert.deepEqual(
    [asGranted['partner'], asGranted['direction'], asGranted['terms'], asGranted['exchanged_on']],
    ['架空県 市町村課', 'both', '検討のほかに使わず、終わりに返す。', undefined],
  )
  // The instant is still the day before in UTC.
  const exchanged = exchangeLine({ ...granted, startedAt: '2026-11-30T23:30:00.000Z' })
  assert.equal(exchanged['exchanged_on'], '2026-12-01')
  const ended = exchangeLine({
    ...granted,
    startedAt: '2026-11-30T23:30:00.000Z',
    finishedAt: '2026-12-10T01:00:00.000Z',
    confirmerId: id,
    answers: { ended: 'erased', ended_on: '2026-12-09' },
  })
  assert.equal(check(ended).ok, true)
  assert.deepEqual([ended['ended'], ended['ended_on'], ended['confirmed_by']], ['erased', '2026-12-09', id])
})

test('the permission of an exchange writes its book, and no hand does', () => {
  assert.equal(exchange.book?.register, exchangeBook.key)
  assert.equal(exchangeBook.written, 'by-events')
})

test('what was given back or erased has its day, what is used on has none', () => {
  assert.deepEqual(faults({ ended: 'returned' }), ['返却・消去した日を入れてください'])
  assert.deepEqual(faults({ ended: 'erased', ended_on: '2026-12-11' }), ['今日までの日にしてください'])
  assert.deepEqual(faults({ ended: 'kept', ended_on: '2026-12-10' }), [
    '使い続けるときは、日を入れないでください',
  ])
  assert.deepEqual(faults({ ended: 'returned', ended_on: '2026-12-10' }), [])
  assert.deepEqual(faults({ ended: 'kept' }), [])
})
