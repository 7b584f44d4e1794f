import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readPdf } from '@cj-tech-master/excelts/pdf'
import fc from 'fast-check'
import { officeCodes } from '#authority/offices.ts'
import { pictureFormSheet, renderFormSheet } from '#ground/paper/form-sheet.ts'
import { carryOut } from '#rooms/2-assets/carry/definition.ts'
import { standardNumbering } from './contract-numbering.ts'
import { paperDocuments, paperTemplate, type PaperTemplate } from './contract-template.ts'
import type { Printing } from './paper-values.ts'
import { placeholders, placeholderTable } from './placeholders.ts'
import { samplePrinting } from './sample-case.ts'
import { sheetData } from './sheet-data.ts'
import { standardTemplate, templateProblems } from './template.ts'

const from = {
  today: '2026-11-24',
  cites: [
    {
      slot: 'permit',
      editionId: '',
      wid: '',
      eid: '',
      documentMark: '対策基準',
      label: '第7-1(1)ウ',
      confirmed: true,
    },
  ],
  officeWords: new Map<string, string>([['sec-manager', '情報セキュリティ管理者']]),
  numbering: standardNumbering,
  year: 2026,
  city: '見本市',
}
const application = samplePrinting(carryOut, 'application', from)
const notice = samplePrinting(carryOut, 'notice', from)
const standard = standardTemplate(carryOut, 'application')
const print = (changes: Partial<PaperTemplate>, printing: Printing = application) =>
  sheetData(printing, printing.notice === null ? 'application' : 'notice', { ...standard, ...changes })

test('until the city edits it, the paper of a procedure is the one the house always printed', () => {
  const sheet = print({})
  assert.equal(sheet.formNumber, `${carryOut.formNumber}(第7-1(1)ウ関係)`)
  assert.equal(sheet.title, `${carryOut.name}申請書`)
  assert.equal(sheet.addressee, '(あて先) 情報セキュリティ管理者 様')
  assert.deepEqual(
    sheet.applicant.map(({ label }) => label),
    ['所属', '職', '氏名'],
  )
  assert.equal(sheet.lead, '下記のとおり申請します。')
  assert.deepEqual(
    sheet.rows.map(({ label }) => label),
    carryOut.fields.filter(({ key }) => application.view.form[key] !== undefined).map(({ label }) => label),
  )
  assert.deepEqual([sheet.before, sheet.after, sheet.ki], ['', '', true])
  assert.equal(sheet.history.length, 1)
  const waiting = sheetData(
    { ...application, view: { ...application.view, cites: [] } },
    'application',
    standard,
  )
  assert.equal(waiting.formNumber, carryOut.formNumber)
})

test('the standard papers of a procedure have nothing wrong with them, and fill every text', () => {
  for (const document of paperDocuments) {
    const template = standardTemplate(carryOut, document)
    assert.deepEqual(paperTemplate.parse(template), template)
    assert.deepEqual(templateProblems(carryOut, document, template), [])
  }
  const sheet = sheetData(notice, 'notice', standardTemplate(carryOut, 'notice'))
  assert.doesNotMatch(JSON.stringify(sheet), /\{\{/u)
  assert.equal(sheet.title, '持出許可通知書')
  assert.equal(sheet.documentNumber, '見本第124号')
  assert.match(
    sheet.lead,
    /^令和8年11月24日付け見本第123号で申請のありました持出許可については、対策基準第7-1\(1\)ウの規定により、下記のとおり許可します。$/u,
  )
  assert.equal(sheet.applicant[0]?.value, '情報セキュリティ管理者　見本 一郎')
  assert.ok(sheet.rows.some(({ label }) => label === '許可の期限'))
})

test('a refusal says so on its notice, with its reason', () => {
  const [decision] = notice.view.decisions
  assert.ok(decision !== undefined)
  const refused: Printing = {
    ...notice,
    view: {
      ...notice.view,
      state: 'refused',
      decisions: [{ ...decision, act: 'refuse', reason: '行き先が分からないため' }],
    },
  }
  const sheet = sheetData(refused, 'notice', standardTemplate(carryOut, 'notice'))
  assert.equal(sheet.title, '持出不許可通知書')
  assert.match(sheet.lead, /下記のとおり不許可とします。$/u)
  assert.deepEqual(sheet.rows.at(-1), { label: '不許可の理由', value: '行き先が分からないため' })
  assert.ok(!sheet.rows.some(({ label }) => label === '許可の期限'))
})

test('rows come in the order and under the labels of the template; what it does not know comes last', () => {
  const [first, second, third] = carryOut.fields
  assert.ok(first !== undefined && second !== undefined && third !== undefined)
  const sheet = print({
    rows: [
      { kind: 'field', field: second.key, label: '{{手続名}}の理由', shown: true },
      { kind: 'text', label: '提出先', text: '{{団体名}} {{決裁する役割}}' },
      { kind: 'text', label: '空の行', text: '{{許可の期限}}' },
      { kind: 'field', field: first.key, label: '', shown: false },
      { kind: 'field', field: 'gone-since', label: '', shown: true },
    ],
  })
  assert.deepEqual(
    sheet.rows.slice(0, 3).map(({ label }) => label),
    ['持出許可の理由', '提出先', third.label],
  )
  assert.equal(sheet.rows[1]?.value, '見本市 情報セキュリティ管理者')
  assert.ok(!sheet.rows.some(({ label }) => label === first.label))
})

test('boxes are those of the way, none, or those chosen; no decision goes without one', () => {
  assert.deepEqual(print({ boxes: { show: 'none' } }).decisionBoxes, [])
  const chosen = print(
    {
      boxes: {
        show: 'chosen',
        boxes: [
          { office: 'dept-iso', title: '部長' },
          { office: null, title: '係長' },
        ],
      },
    },
    notice,
  ).decisionBoxes
  assert.deepEqual(
    chosen.map(({ title, struck, name }) => [title, struck, name]),
    [
      ['部長', true, ''],
      ['係長', false, ''],
      ['課長', false, '見本 一郎'],
    ],
  )
})

test('what is wrong with a template is told at its part, line and character', () => {
  const problems = templateProblems(carryOut, 'application', {
    ...standard,
    title: '',
    lead: '下記のとおり\n申請{{発行日}}します',
    sender: [{ label: '氏名', value: '{{申請者' }],
    rows: [
      { kind: 'field', field: 'purpose', label: '', shown: true },
      { kind: 'field', field: 'purpose', label: '', shown: true },
      { kind: 'field', field: 'nothing', label: '', shown: true },
      { kind: 'text', label: '', text: 'x' },
    ],
    after: 'あ'.repeat(1501),
  })
  assert.deepEqual(problems.map(({ at, message }) => `${at} ${message.slice(0, 12)}`).toSorted(), [
    'after 1501文字目: 150',
    'lead 2行目の3文字目: 「{',
    'rows.1.label 同じ項目の行が2つありま',
    'rows.2.label この行の項目は申請の様式',
    'rows.3.label 加えた行の見出しを入れて',
    'sender.0.value 1文字目: 「{{」が同',
    'title 題名を入れてください。',
  ])
  const long = { kind: 'text', label: '行', text: 'あ'.repeat(1500) } as const
  const whole = templateProblems(carryOut, 'application', {
    ...standard,
    rows: [long, long, long, long, long, long, long],
  })
  assert.match(whole[0]?.message ?? '', /全体では9000文字まで/u)
})

const pieces = fc.constantFrom(
  '{{',
  '}}',
  '{{申請者.氏名}}',
  '{{項目.目的}}',
  '{{#あれば 許可}}',
  '{{/あれば}}',
  '#panic("x")',
  '\n',
  '$x$',
  '*太*',
  '1 項',
  ']',
  '@a',
  '//',
  '𠮷',
  '　',
)
const someText = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)
const anyTemplate: fc.Arbitrary<PaperTemplate> = fc.record({
  formNumber: someText,
  title: someText,
  addressee: someText,
  senderTitle: someText,
  sender: fc.array(fc.record({ label: someText, value: someText }), { maxLength: 3 }),
  lead: someText,
  before: someText,
  after: someText,
  ki: fc.boolean(),
  rows: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('text' as const), label: someText, text: someText }),
      fc.record({
        kind: fc.constant('field' as const),
        field: fc.constantFrom('purpose', 'nothing', ...carryOut.fields.map(({ key }) => key)),
        label: someText,
        shown: fc.boolean(),
      }),
    ),
    { maxLength: 5 },
  ),
  boxes: fc.oneof(
    fc.constant({ show: 'standard' as const }),
    fc.record({
      show: fc.constant('chosen' as const),
      boxes: fc.array(fc.record({ office: fc.constantFrom(null, ...officeCodes), title: someText }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  ),
  history: fc.boolean(),
})
/** Forms as drafts and old cases have them: anything under any field. */
const anyForm = fc.dictionary(
  fc.constantFrom(...carryOut.fields.map(({ key }) => key), 'foreign'),
  fc.oneof(someText, fc.array(someText, { maxLength: 3 })),
)

test('any template over any form gives a sheet', () => {
  fc.assert(
    fc.property(anyTemplate, anyForm, fc.boolean(), (template, form, granted) => {
      const printing = granted ? notice : application
      const sheet = sheetData(
        { ...printing, view: { ...printing.view, form } },
        granted ? 'notice' : 'application',
        template,
      )
      assert.ok(sheet.rows.every(({ value }) => value !== ''))
    }),
    { numRuns: 500 },
  )
})

test('any template over any form is printed: what is typed is data to the printer and never its language', async () => {
  await fc.assert(
    fc.asyncProperty(anyTemplate, anyForm, async (template, form) => {
      const pdf = await renderFormSheet(
        sheetData({ ...application, view: { ...application.view, form } }, 'application', template),
      )
      assert.ok(pdf.length > 1000)
    }),
    { numRuns: 40 },
  )
  const evil = '#panic("x") #read("/etc/passwd") $x$ ]'
  const form = { ...application.view.form, purpose: evil }
  const pdf = await renderFormSheet(
    sheetData({ ...application, view: { ...application.view, form } }, 'application', {
      ...standard,
      lead: `${evil} {{項目.${carryOut.fields.find(({ key }) => key === 'purpose')?.label ?? ''}}}`,
    }),
  )
  const text = (await readPdf(pdf)).pages
    .map((page) => page.text)
    .join('')
    .replaceAll(/\s/gu, '')
  assert.equal(text.split(evil.replaceAll(' ', '')).length - 1, 3, text)
})

test('the picture of a paper has shapes only: no style, no script, nothing to load', () => {
  const svg = pictureFormSheet(
    print({ after: '注意事項\n1 期限を守ること。\n(2) <script>alert(1)</script>' }),
  )
  assert.match(svg, /^<svg [^>]*viewBox="0 0 596/u)
  assert.ok((svg.match(/<use /gu)?.length ?? 0) > 100)
  assert.doesNotMatch(
    svg,
    /<(style|script|foreignObject|image|a)\b|\sstyle=|\son\w+=|\sclass=|url\(|javascript:/u,
  )
  assert.doesNotMatch(svg.replaceAll(/xmlns(:\w+)?="[^"]*"/gu, ''), /https?:/u)
})

test('the guide of the officer lists every placeholder as it is', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/officer.md'), 'utf8')
  assert.ok(
    guide.includes(placeholderTable()),
    `docs/officer.md に次の表を置いてください。\n${placeholderTable()}`,
  )
  assert.equal(new Set(placeholders.map(({ name }) => name)).size, placeholders.length)
})
