import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseName } from './case-name.ts'

test('a case whose subject is only its procedure is called by it once', () => {
  const procedureName = '例外措置の許可'
  assert.equal(caseName({ procedureName, title: '対策基準第7の4' }), '例外措置の許可 対策基準第7の4')
  assert.equal(caseName({ procedureName, title: procedureName }), procedureName)
  assert.equal(caseName({ procedureName, title: '' }), procedureName)
})
