import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#ground/errors/refusal.ts'
import { lostOrDoubled } from '../reading/conservation.ts'
import { readPolicy } from '../reading/read.ts'
import { aknXml } from './akn.ts'
import { anyEdition, facts } from './edition-example.ts'
import { egovXml, readEgov } from './egov.ts'
import { LAW } from './law-example.ts'
import { markdownText } from './markdown.ts'
import { oscalCatalogText, oscalProfileText } from './oscal.ts'
import { modelOfReading } from './reading-model.ts'
import { structuredSource } from './structured-source.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const open = (text: string, name = '規程.xml') => structuredSource(bytes(text), name)
const writers = [egovXml, aknXml, oscalCatalogText, markdownText]
const formats = ['egov', 'akn', 'oscal', 'markdown']

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => assert.fail('nothing was refused'),
    (e: unknown) => e,
  )
  assert.ok(error instanceof Refusal, String(error))
  return error
}

test('a law in the official shape is read with its divisions, articles, items, tables, 附則 and 別表', async () => {
  const found = await open(LAW)
  assert.ok(found !== null)
  const { reading, text, notices } = found
  assert.equal(reading.title, '架空の記録の保護に関する法律')
  assert.deepEqual(
    reading.nodes.map((n) => [n.id, n.label, n.heading]),
    [
      ['第1章', '第一章', '総則'],
      ['第1条', '第一条', '目的'],
      ['第2条', '第二条', '定義'],
      ['第2条-一', '一', '記録'],
      ['第2条-一-イ', 'イ', null],
      ['第2条-一-イ-(1)', '（１）', null],
      ['第2条-一-イ-(1)-(i)', '（ｉ）', null],
      ['第2条-一-イ-(1)-(ii)', '（ｉｉ）', null],
      ['第2条-一-ロ', 'ロ', null],
      ['第2条-二', '二', null],
      ['第2条-2', '２', null],
      ['第2条-2-行1', '', null],
      ['第2条-2-行2', '', null],
      ['第2章', '第二章', '管理'],
      ['第2章-第1節', '第一節', '通則'],
      ['第2条の2', '第二条の二', '責任者'],
      ['第3条', '第三条及び第四条', null],
      ['附則1', '附　則', '施行期日'],
      ['附則1-2', '２', '経過措置'],
      ['附則2', '附　則', '令和三年五月一日法律第九号'],
      ['附則2-第1条', '第一条', '施行期日'],
      ['別表第1', '別表第一', '（第二条関係）'],
      ['別表第1-行1', '', null],
      ['別表第1-備考', '備考', null],
      ['様式第1号', '様式第一号', null],
    ],
  )
  const at = (id: string) => reading.nodes.find((n) => n.id === id)
  assert.equal(at('第1条')?.text, 'この法律は、架空の記録が漏洩しないよう必要な事項を定める。')
  assert.equal(at('第2条-2')?.text, '記録は、封をして運ばなければならない。ただし、写しは、この限りでない。')
  assert.deepEqual([at('第2条-2-行1')?.text, at('第2条-2-行1')?.columns], ['原本\t十年', ['区分', '期間']])
  assert.equal(at('第3条')?.type, 'deleted')
  assert.deepEqual(lostOrDoubled(text, reading), [])
  assert.deepEqual(notices, [
    'ふりがな1か所は省き、元の文字だけを読み取りました。',
    '図1か所は読み取れません。元の文書で確かめてください。',
  ])
  assert.deepEqual(
    reading.unread.map((u) => u.reason),
    ['title', 'date', 'contents'],
  )
})

test('a law that was read and written again is the same law', async () => {
  const found = await open(LAW)
  assert.ok(found !== null)
  const again = readEgov(egovXml(modelOfReading(found.reading, facts)), 'again')
  assert.deepEqual(
    again.nodes.map((n) => [n.id, n.label, n.heading, n.text, n.type]),
    found.reading.nodes.map((n) => [n.id, n.label, n.heading, n.text, n.type]),
  )
})

test('every visible character of what was read is in one provision or unread, in every format', async () => {
  await fc.assert(
    fc.asyncProperty(anyEdition, fc.constantFrom(0, 1, 2, 3), async (model, i) => {
      const found = await open(writers[i]?.(model) ?? '')
      assert.equal(found?.format, formats[i])
      assert.ok(found !== null && found !== undefined)
      assert.deepEqual(lostOrDoubled(found.text, found.reading), [])
      assert.deepEqual(
        found.reading.nodes.map((n) => n.id),
        model.nodes.map((n) => n.eid),
      )
    }),
    { numRuns: 40 },
  )
})

test('plain text, web pages and other files are left to others', async () => {
  for (const text of [
    '第1条 この規程は、例とする。',
    '<!doctype html><html><body>第1条</body></html>',
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html xmlns="x"/>',
    '<?xml version="1.0"?>\n<html><body/></html>',
    '{職員} は、守る。',
    '# 見出し\n第1条 例',
    '',
    '<',
    '<!-- 終わらない注記',
  ]) {
    assert.equal(await open(text), null, text)
  }
})

test('other XML and JSON are refused in words that say what to do', async () => {
  const cases: [string, RegExp][] = [
    ['<?xml version="1.0"?><w:document xmlns:w="w"/>', /「document」というXML/],
    ['<?xml version="1.0"?><Law><LawNum/></Law>', /読み取れません/],
    ['<Law><LawBody><LawTitle>題', /途中で切れている/],
    ['<akomaNtoso><act></body></act></akomaNtoso>', /読み取れません|途中で切れている/],
    ['{"component-definition": {}}', /OSCALのカタログとして/],
    ['{"catalog": {"metadata"', /壊れたJSON/],
    [
      oscalProfileText(modelOfReading(readPolicy('試験規程\n第1 例\n例とする。'), facts), 'x'),
      /プロファイル/,
    ],
  ]
  for (const [text, message] of cases) assert.match((await refusal(open(text))).message, message, text)
})

test('no entity of a file is expanded, and nothing outside it is opened', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE Law [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Law><LawBody><LawTitle>&b;</LawTitle></LawBody></Law>`
  assert.match((await refusal(open(bomb))).message, /DOCTYPE/)
  const outside = `<?xml version="1.0"?><!DOCTYPE Law SYSTEM "file:///etc/passwd"><Law/>`
  assert.match((await refusal(open(outside))).message, /DOCTYPE/)
  const deep = `<Law><LawBody>${'<Item>'.repeat(5000)}`
  assert.equal((await refusal(open(deep))).code, 'too-large')
  const nested = `{"catalog":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`
  assert.equal((await refusal(open(nested))).code, 'too-large')
})

test('a law of 5,000 articles is read whole', async () => {
  const article = (n: number) =>
    `<Article Num="${n}"><ArticleTitle>第${n}条</ArticleTitle><Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>職員は、${n}番の記録を守る。</Sentence></ParagraphSentence></Paragraph></Article>`
  const law = `<Law><LawNum>例</LawNum><LawBody><LawTitle>長い規程</LawTitle><MainProvision>${Array.from({ length: 5000 }, (_, i) => article(i + 1)).join('')}</MainProvision></LawBody></Law>`
  const found = await open(law)
  assert.equal(found?.reading.nodes.length, 5000)
})

test('an export of the sample city in Shift_JIS or UTF-16 is read by what it declares', async () => {
  const source = readFileSync(join(import.meta.dirname, '../../sample-city/text/basic-policy.txt'), 'utf8')
  const model = modelOfReading(readPolicy(source), facts)
  const xml = egovXml(model)
  const wide = await structuredSource(
    Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le'),
    'x.xml',
  )
  assert.deepEqual(
    wide?.reading.nodes.map((n) => n.text),
    model.nodes.map((n) => n.text),
  )
})
