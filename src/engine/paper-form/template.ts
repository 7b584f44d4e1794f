import type { Problem } from '#ground/errors/refusal.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import {
  longest,
  longParts,
  textParts,
  type PaperDocument,
  type PaperRow,
  type PaperTemplate,
} from './contract-template.ts'
import { readText } from './language.ts'
import { knownNames } from './placeholders.ts'

/** A form whose paper is designed. */
export type Designed = Pick<ProcedureDefinition, 'name' | 'grant' | 'fields'>

/** The paper of a procedure until the city edits it. */
export function standardTemplate(definition: Designed, document: PaperDocument): PaperTemplate {
  return document === 'application' ? standardApplication(definition) : standardNotice(definition)
}

const everyField = (definition: Designed): PaperRow[] =>
  definition.fields.map((field) => ({ kind: 'field', field: field.key, label: '', shown: true }))

const until: PaperRow = { kind: 'text', label: '{{許可の言葉}}の期限', text: '{{許可の期限}}' }

function standardApplication(definition: Designed): PaperTemplate {
  return {
    formNumber: '{{様式番号}}{{#あれば 根拠条文}}({{根拠条文}}関係){{/あれば}}',
    title: '{{手続名}}申請書',
    addressee: '(あて先) {{決裁する役割}} 様',
    senderTitle: '申請者',
    sender: [
      { label: '所属', value: '{{申請者.所属}}' },
      { label: '職', value: '{{申請者.職}}' },
      { label: '氏名', value: '{{申請者.氏名}}' },
      { label: '申請の代行', value: '{{代わって申請した者}}' },
    ],
    lead: '下記のとおり申請します。',
    before: '',
    after: '',
    ki: true,
    rows: [...everyField(definition), until],
    boxes: { show: 'standard' },
    history: true,
  }
}

function standardNotice(definition: Designed): PaperTemplate {
  const { name, grant } = definition
  // 持出許可 → 持出許可通知書・持出不許可通知書
  const stem = name.endsWith(grant.word) ? name.slice(0, -grant.word.length) : name
  return {
    formNumber: '',
    title: `${stem.replaceAll('{', '')}{{結果}}通知書`,
    addressee: '{{申請者.所属}}\n{{申請者.職}}　{{申請者.氏名}}　様',
    senderTitle: '',
    sender: [{ label: '', value: '{{決定者}}' }],
    lead: [
      '{{申請日}}付け{{申請番号}}で申請のありました{{手続名}}については、',
      '{{#あれば 根拠条文}}{{根拠規程}}{{根拠条文}}の規定により、{{/あれば}}下記のとおり',
      '{{#あれば 許可}}{{許可}}します。{{/あれば}}{{#あれば 不許可}}{{不許可}}とします。{{/あれば}}',
    ].join(''),
    before: '',
    after: '',
    ki: true,
    rows: [
      ...everyField(definition),
      until,
      {
        kind: 'text',
        label: '{{#あれば 許可}}条件・留意事項{{/あれば}}{{#あれば 不許可}}{{不許可}}の理由{{/あれば}}',
        text: '{{決定の理由}}',
      },
    ],
    boxes: { show: 'none' },
    history: false,
  }
}

/** Every text of a template under the path by which problems speak of it, with the characters it may have. */
export function textsOf(template: PaperTemplate): { at: string; text: string; most: number }[] {
  return [
    ...textParts.map((part) => ({
      at: part,
      text: template[part],
      most: longParts.includes(part) ? longest.text : longest.line,
    })),
    ...template.sender.map(({ value }, index) => ({
      at: `sender.${index}.value`,
      text: value,
      most: longest.line,
    })),
    ...template.rows.flatMap((row, index) => [
      { at: `rows.${index}.label`, text: row.label, most: longest.line },
      ...(row.kind === 'text' ? [{ at: `rows.${index}.text`, text: row.text, most: longest.text }] : []),
    ]),
  ]
}

/** What is wrong with a template for a procedure, at the part and in it at the line and character. Pure. */
export function templateProblems(
  definition: Designed,
  document: PaperDocument,
  template: PaperTemplate,
): Problem[] {
  const names = knownNames(definition, document)
  const texts = textsOf(template)
  const problems = texts.flatMap(({ at, text, most }): Problem[] =>
    readText(text, names, most).problems.map(({ line, column, message }) => ({
      at,
      message: `${text.includes('\n') ? `${line}行目の` : ''}${column}文字目: ${message}`,
    })),
  )
  if (template.title === '') problems.push({ at: 'title', message: '題名を入れてください。' })
  const keys = new Set(definition.fields.map(({ key }) => key))
  const seen = new Set<string>()
  for (const [index, row] of template.rows.entries()) {
    const at = `rows.${index}.label`
    if (row.kind === 'text') {
      if (row.label === '') problems.push({ at, message: '加えた行の見出しを入れてください。' })
      continue
    }
    if (!keys.has(row.field)) {
      problems.push({ at, message: 'この行の項目は申請の様式にありません。行を外してください。' })
    } else if (seen.has(row.field)) {
      problems.push({ at, message: '同じ項目の行が2つあります。片方を外してください。' })
    }
    seen.add(row.field)
  }
  const whole = texts.reduce((sum, { text }) => sum + text.length, 0)
  if (whole > longest.whole) {
    const message = `様式の全体では${longest.whole}文字までです(いまは${whole}文字です)。文を減らしてください。`
    problems.push({ at: 'after', message })
  }
  return problems
}
