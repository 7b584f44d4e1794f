import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normOf } from './norms.fixture.ts'

test('a book that is kept has the fields the sentence names, whole, and is a ledger', () => {
  const kept = normOf(
    '情報管理者は、持出簿(様式2)を備え、持ち出した者、日時、内容及び返却日を記入し、1年間保存すること。',
  )
  assert.deepEqual(
    [kept.record, kept.recordFields, kept.kind],
    ['持出簿(様式2)', ['持ち出した者', '日時', '内容', '返却日'], 'ledger'],
  )
  assert.deepEqual(
    normOf('所属長は、入退室管理簿に氏名、時刻及び目的を記載しなければならない。').recordFields,
    ['氏名', '時刻', '目的'],
  )
})
