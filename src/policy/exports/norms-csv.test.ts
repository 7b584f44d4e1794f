import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readCsv } from '#ground/paper/csv.ts'
import { extractNorms } from '../norms/extract-norms.ts'
import { readPolicy } from '../reading/read.ts'
import { facts } from './edition-example.ts'
import type { EditionModel } from './edition-model.ts'
import { normsCsv } from './norms-csv.ts'
import { modelOfReading } from './reading-model.ts'

const text = readFileSync(join(import.meta.dirname, '../../sample-city/text/standard.txt'), 'utf8')

function model(source: string): EditionModel {
  const reading = readPolicy(source)
  const { norms, parameters } = extractNorms({ title: reading.title, nodes: reading.nodes })
  return {
    ...modelOfReading(reading, facts),
    norms: norms.map((n) => ({ ...n, state: 'unconfirmed', mechanisms: [] })),
    parameters: parameters.map((p) => ({ ...p, value: p.id === parameters[0]?.id ? `3${p.unit}` : null })),
  }
}

test('every norm is one line, in both encodings, with the words the clause has', (t) => {
  const edition = model(text)
  for (const encoding of ['utf-8', 'cp932'] as const) {
    const { bytes, lost } = normsCsv(edition, encoding)
    const sheet = readCsv(bytes)
    assert.deepEqual(sheet.problems, [])
    assert.deepEqual(lost, [])
    assert.equal(sheet.rows.length, edition.norms.length)
    const at = (name: string) => sheet.header.indexOf(name)
    for (const name of [
      '条番号',
      '本文',
      '主体',
      '種別',
      '契機',
      '許可・承認',
      '記録',
      '期限',
      '対象',
      '定める値',
      '対応付け',
      '状態',
    ]) {
      assert.ok(at(name) >= 0, name)
    }
    assert.deepEqual(
      sheet.rows.map((r) => r.cells[at('本文')]),
      edition.norms.map((n) => n.text),
    )
    assert.ok(
      sheet.rows.every((r) => r.cells[at('対応付け')] === '未対応' && r.cells[at('状態')] === '未確認'),
    )
    t.diagnostic(`${encoding}: 規範 ${sheet.rows.length} 行, ${bytes.length} バイト`)
  }
})

test('a text that Excel would run as a formula is defused, and a character CP932 lacks is named', () => {
  const edition = model('試験市規程\n第1 趣旨\n職員は、𠮷の印を記録しなければならない。\n')
  const [norm] = edition.norms
  assert.ok(norm !== undefined)
  const evil = { ...edition, norms: [{ ...norm, text: '=HYPERLINK("x")', deadline: '@SUM(1)' }] }
  const raw = new TextDecoder().decode(normsCsv(evil, 'utf-8').bytes)
  assert.ok(raw.includes(`'=HYPERLINK`) && raw.includes(`'@SUM`))
  assert.deepEqual(
    normsCsv({ ...edition, norms: [{ ...norm, text: '𠮷' }] }, 'cp932').lost.map((l) => l.character),
    ['𠮷'],
  )
})
