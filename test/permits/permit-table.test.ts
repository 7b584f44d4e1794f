import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { procedures } from '../../src/mechanisms.ts'
import { permitTable } from './permit-table.ts'

const file = join(import.meta.dirname, '../../docs/permits.md')
const between = /(<!-- 表の始まり -->\n)[\s\S]*(<!-- 表の終わり -->)/

test('the officers’ table of permissions says what the definitions say (KIJUN_WRITE_DOCS=1 writes it)', () => {
  const text = readFileSync(file, 'utf8')
  const wanted = text.replace(between, `$1${permitTable(procedures)}\n$2`)
  assert.match(text, between)
  if (process.env['KIJUN_WRITE_DOCS'] === '1') writeFileSync(file, wanted)
  else assert.equal(text, wanted)
})
