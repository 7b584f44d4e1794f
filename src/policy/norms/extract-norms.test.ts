import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { extractFile, extractText } from './extract-file.ts'
import { extractNorms } from './extract-norms.ts'
import { normsOf, provisions } from './norms.fixture.ts'
import { plainOf } from './plain.ts'
import { printableOf } from './print.ts'

const folder = join(import.meta.dirname, '../../../test/policy-texts')
const texts = readdirSync(folder)
  .filter((f) => f.endsWith('.txt'))
  .map((f) => readFileSync(join(folder, f), 'utf8'))

test('width, commas and blanks of the print change no field of no norm', () => {
  const prints: Record<string, (s: string) => string> = {
    全角: (s) => s.replace(/[0-9()]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    コンマ: (s) => s.replaceAll('、', '，'),
    半角コンマ: (s) => s.replaceAll('、', ','),
    全角空白: (s) => s.replaceAll(' ', '　'),
  }
  const said = (s: string) =>
    extractText(s).extraction.norms.map(
      ({
        id,
        text,
        subject,
        modality,
        trigger,
        approval,
        targetClass,
        deadline,
        qualifiers,
        exception,
        kind,
      }) => ({
        id,
        text: plainOf(text).text,
        subject,
        modality,
        trigger,
        approval,
        targetClass,
        deadline,
        qualifiers,
        exception,
        kind,
      }),
    )
  for (const text of texts) {
    const expected = said(text)
    for (const [name, print] of Object.entries(prints)) assert.deepEqual(said(print(text)), expected, name)
  }
})

test('every cue lies inside its norm, every norm inside its node, and ids are the node with #k', () => {
  for (const text of texts) {
    const { nodes, extraction } = extractText(text)
    const byId = new Map(nodes.map((n) => [n.id, n]))
    for (const n of extraction.norms) {
      assert.equal(byId.get(n.node)?.text.slice(n.range[0], n.range[1]), n.text)
      assert.equal(n.id, n.seq === 1 ? n.node : `${n.node}#${n.seq}`)
      for (const c of n.cues) assert.ok(0 <= c.start && c.start < c.end && c.end <= n.text.length, n.id)
    }
    assert.equal(new Set(extraction.norms.map((n) => n.id)).size, extraction.norms.length)
  }
})

test('the same text gives the same answer, and any text gives one', () => {
  const words = [
    '職員等は、',
    '場合',
    'を除き',
    '(',
    ')',
    '。',
    '及び',
    '第1条',
    '\n',
    '許可を得',
    '2 ',
    'ない',
    '者は',
    '\t',
    '「',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (parts) => {
      const nodes = provisions(['1', parts.join('')], ['1-(1)', parts.toReversed().join('')])
      const once = extractNorms({ title: null, nodes })
      assert.deepEqual(extractNorms({ title: null, nodes }), once)
    }),
    { numRuns: 200 },
  )
})

test('a lead-in whose items inherit from it is no norm, its items are', () => {
  const norms = normsOf(
    ['1', '所属長は、契約に次の事項を明記しなければならない。', { type: 'lead-in' }],
    ['1-(1)', '秘密の保持', { level: '(N)' }],
    ['1-(2)', '再委託の制限', { level: '(N)' }],
  )
  assert.deepEqual(
    norms.map((n) => [n.id, n.subject.roles[0]?.word, n.modality]),
    [
      ['1-(1)', '所属長', 'obligation'],
      ['1-(2)', '所属長', 'obligation'],
    ],
  )
})

test('fields of a record and conditions of an exception are no norms; the sentence that calls for them is', () => {
  const record = normsOf(
    ['1', '所属長は、次に掲げる事項を記録しなければならない。', { type: 'lead-in' }],
    ['1-(1)', '日時', { level: '(N)', type: 'detail' }],
    ['1-(2)', '処理した者', { level: '(N)', type: 'detail' }],
  )
  assert.deepEqual(
    record.map((n) => n.id),
    ['1'],
  )
  const exception = normsOf(
    [
      '1',
      '媒体の使用を禁止する。ただし、次のいずれかに該当する場合は、この限りでない。',
      { type: 'lead-in' },
    ],
    ['1-(1)', '所属長が認めた場合', { level: '(N)' }],
    ['1-(2)', '他の団体に渡す場合', { level: '(N)' }],
  )
  assert.deepEqual(
    exception.map((n) => [n.id, n.modality]),
    [
      ['1', 'prohibition'],
      ['1#2', 'permission'],
    ],
  )
})

test('the second paragraph of an article is no item of the first', () => {
  const norms = normsOf(
    [
      '第1条',
      '次に掲げる機器を置く室については、出入りを記録するものとする。',
      { level: '条', type: 'lead-in' },
    ],
    ['第1条-2', '出入りの方法は、所属長が定める。', { label: '2' }],
  )
  assert.deepEqual(
    norms.map((n) => n.id),
    ['第1条', '第1条-2'],
  )
})

test('what is printed has places in the source that show the words of the norm', () => {
  const [text] = texts
  assert.ok(text !== undefined)
  for (const n of printableOf(extractText(text)).norms)
    assert.equal(text.slice(n.src.start, n.src.end).replace(/\s/g, ''), n.text.replace(/\s/g, ''))
})

test('a file that is no policy is refused with what to do', async () => {
  await assert.rejects(
    extractFile(new TextEncoder().encode('買い物の覚え\nりんご\nみかん\n'), 'メモ.txt'),
    /番号/,
  )
  await assert.rejects(extractFile(new Uint8Array(0), '空.txt'), /中身が空/)
})

test('抄 and what stands above the cells of a table are no norms', () => {
  const norms = normsOf(
    ['附則2', '抄', { level: '附則', type: 'supplementary' }],
    ['別表', '管理者の一覧\n区分\t管理者\t備考', { level: '別表', type: 'table' }],
  )
  assert.deepEqual(norms, [])
})

test('a row of nouns is one definition; a row that says what is done at an event has the event', () => {
  const norms = normsOf(
    ['別表', '', { level: '別表', type: 'table' }],
    ['別表-行1', '本庁\t総務課長', { type: 'row', label: '行1', columns: ['区分', '管理者'] }],
    [
      '別表-行2',
      '重大な障害\t直ちに所属長に報告する。',
      { type: 'row', label: '行2', columns: ['区分', '対応'] },
    ],
  )
  assert.deepEqual(
    norms.map((n) => [n.id, n.modality, n.trigger.type, n.trigger.eventText, n.text]),
    [
      ['別表-行1', 'definition', 'none', null, '本庁\t総務課長'],
      ['別表-行2', 'obligation', 'event', '重大な障害', '直ちに所属長に報告する。'],
    ],
  )
})
