import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { readPdf } from '@cj-tech-master/excelts/pdf'
import { fontCoverage } from './font-coverage.ts'
import { type FormSheet, renderFormSheet } from './form-sheet.ts'
import { PdfError, renderPdf, withoutMissingGlyphs } from './pdf.ts'

const form: FormSheet = {
  formNumber: '様式第4号(第7-1(1)ウ関係)',
  title: '情報資産持出許可申請書',
  documentNumber: '福政第123号',
  date: '2026-11-24',
  addressee: '(あて先) 福祉政策課長 様',
  applicant: [{ label: '氏名', value: '髙橋 渚' }],
  lead: '下記のとおり申請します。',
  rows: [{ label: '目的', value: '会議での説明' }],
  decisionBoxes: [
    { title: '部長', mark: null, name: '', date: '', struck: true },
    { title: '課長', mark: '代', name: '鈴木 花子', date: '2026-11-24', struck: false },
  ],
  history: [{ when: '令和8年11月24日(火) 9時12分', what: '申請 髙橋 渚' }],
  footer: { citations: ['第7-1(1)ウ(ア)'], receipt: '第10482号' },
}

/** All text of the PDF without the spaces that layout puts in. */
async function textOf(pdf: Uint8Array): Promise<string> {
  const read = await readPdf(pdf)
  return read.pages
    .map((page) => page.text)
    .join('\n')
    .replace(/\s+/gu, '')
}

const latin1 = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1')

test('the form holds everything it was given, dates in 和暦', async () => {
  const text = await textOf(await renderFormSheet(form))
  for (const part of [
    '様式第4号(第7-1(1)ウ関係)',
    '情報資産持出許可申請書',
    '福政第123号',
    '令和8年11月24日(火)',
    '福祉政策課長様',
    '髙橋渚',
    '下記のとおり申請します。',
    '会議での説明',
    '鈴木花子',
    'R8.11.24',
    '代',
    '根拠条文第7-1(1)ウ(ア)',
    '第10482号',
  ]) {
    assert.ok(text.includes(part), `${part} is missing in: ${text}`)
  }
})

test('the file is PDF/A-2b with the font inside and the title of the form', async () => {
  const pdf = latin1(await renderFormSheet(form, { at: '2026-11-24T05:00:00Z' }))
  assert.match(pdf, /^%PDF-1\.7/u)
  assert.match(pdf, /\+BIZUDGothic/u)
  assert.match(pdf, /pdfaid:part/u)
  assert.match(pdf, /D:20261124050000Z/u)
  const { metadata } = await readPdf(new Uint8Array(Buffer.from(pdf, 'latin1')))
  assert.equal(metadata.title, form.title)
})

test('the same form gives the same bytes', async () => {
  const [a, b] = [await renderFormSheet(form), await renderFormSheet(form)]
  assert.deepEqual(a, b)
})

test('characters without a glyph do not stop the page: they stand as 〓 and are named at its foot', async () => {
  const own = { ...form, applicant: [{ label: '氏名', value: '𠮷田 \ue000子 葛\u{e0100}城 髙﨑\ud800' }] }
  const text = await textOf(await renderFormSheet(own))
  assert.ok(text.includes('〓田〓子葛城髙﨑〓'), text)
  assert.ok(text.includes('U+20BB7、「吉」の異体字'), text)
  for (const code of ['U+E000', 'U+E0100', 'U+D800']) assert.ok(text.includes(code), code)
})

test('what has a glyph is not touched, and each missing character is named once', () => {
  assert.deepEqual(withoutMissingGlyphs({ a: ['髙橋﨑', 1, null] }), {
    data: { a: ['髙橋﨑', 1, null] },
    missing: [],
  })
  const { data, missing } = withoutMissingGlyphs(['𠮷𠮷\n', '𠮷'])
  assert.deepEqual(data, ['〓〓\n', '〓'])
  assert.deepEqual(missing, [{ character: '𠮷', codePoint: 'U+20BB7', variantOf: '吉' }])
})

test('nothing in the data runs: marks of the typesetting language are printed as text', async () => {
  const evil = '#panic("x") #include("/etc/passwd") $x$ *太* _b_ `c` ]) @ref // 注'
  const text = await textOf(
    await renderFormSheet({ ...form, rows: [{ label: evil, value: evil }], title: evil, lead: evil }),
  )
  assert.ok(text.includes(evil.replace(/\s+/gu, '')), text)
})

test('long and empty forms are printed too', async () => {
  const long = await readPdf(
    await renderFormSheet({
      ...form,
      rows: [{ label: '理由', value: `${'長い文章。\n'.repeat(200)}${'a'.repeat(500)}` }],
      decisionBoxes: Array.from({ length: 12 }, () => ({
        title: '統括情報セキュリティ責任者',
        mark: '専' as const,
        name: '長曾我部 左衛門尉',
        date: '2026-11-24',
        struck: false,
      })),
    }),
  )
  assert.ok(long.pages.length > 1)
  const empty = await renderFormSheet({
    ...form,
    title: '',
    formNumber: '',
    documentNumber: '',
    date: '',
    addressee: '',
    applicant: [],
    lead: '',
    rows: [],
    decisionBoxes: [],
    history: [],
    footer: { citations: [], receipt: '' },
  })
  assert.match(await textOf(empty), /年月日/u)
})

test('a faulty template is an error that says so', async () => {
  await assert.rejects(renderPdf('#nothing-here', {}), PdfError)
  await assert.rejects(renderPdf('#read("/etc/passwd")', {}), PdfError)
})

test('the font is known to hold Japanese and not to hold 𠮷', () => {
  const file = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf',
  )
  const covers = fontCoverage(readFileSync(file))
  for (const character of 'あア漢髙﨑①㈱～―〓A')
    assert.equal(covers(character.codePointAt(0) ?? 0), true, character)
  for (const character of ['𠮷', '\ue000', '한', '\u{1f600}'])
    assert.equal(covers(character.codePointAt(0) ?? 0), false, character)
})
