import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normOf } from './norms.fixture.ts'

test('the outcome of a yearly check is told, nothing has happened', () => {
  const kind = (text: string) => normOf(text).kind
  assert.notEqual(
    kind('総務課長は、毎年1回以上、定めの遵守状況について点検を行い、その結果をCISOに報告するものとする。'),
    'event-response',
  )
  assert.equal(
    kind('職員等は、カードを紛失した場合には、速やかに所属長に通報し、指示に従わなければならない。'),
    'event-response',
  )
})
