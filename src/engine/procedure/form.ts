import { createHash } from 'node:crypto'
import { isDate } from '#ground/clock/calendar.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { isId } from '#ground/ids/ids.ts'
import { normaliseText } from '#ground/words/text.ts'
import { canonical } from '#ledger/canonical.ts'
import type {
  EntryFacts,
  Field,
  FileFacts,
  Form,
  FormContext,
  FormValue,
  ProcedureDefinition,
} from './definition.ts'

/**
 * Reads a form by the definition: unknown fields are refused, texts trimmed and bounded, dates real, choices
 * known. Returns the clean form and one problem per field at most.
 */
export function readForm(
  definition: { readonly fields: readonly Field[] },
  raw: Form,
): { form: Form; problems: Problem[] } {
  const problems: Problem[] = []
  const form: Record<string, FormValue> = {}
  const known = new Set(definition.fields.map((field) => field.key))
  for (const key of Object.keys(raw)) {
    if (!known.has(key)) problems.push({ at: key, message: 'この様式にない項目です' })
  }
  for (const field of definition.fields) {
    const read = readField(field, raw[field.key])
    if (read.problem !== undefined) problems.push({ at: field.key, ...read.problem })
    if (read.value !== undefined) form[field.key] = read.value
  }
  return { form, problems }
}

type FieldRead = { value?: FormValue; problem?: Omit<Problem, 'at'> }

function readField(field: Field, raw: FormValue | undefined): FieldRead {
  if (field.type === 'entries' || field.type === 'checks' || field.type === 'files')
    return readMany(field, raw)
  if (Array.isArray(raw)) return { problem: { message: `${field.label}の形が正しくありません` } }
  const text = typeof raw === 'string' ? normaliseText(raw).trim() : ''
  if (text === '') {
    return field.required ? { problem: { message: `${field.label}を入れてください` } } : {}
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what is being looked for
  if (/[\u0000-\u0009\u000b-\u001f\u007f]/u.test(text.replaceAll('\r\n', '\n'))) {
    return { problem: { message: `${field.label}に使えない文字(制御文字)があります` } }
  }
  switch (field.type) {
    case 'text':
    case 'long-text': {
      const limit = field.maxLength ?? (field.type === 'text' ? 200 : 1000)
      const length = [...text].length
      if (length > limit) {
        return {
          value: text,
          problem: { message: `${field.label}は${limit}文字までです(今は${length}文字)` },
        }
      }
      return { value: text }
    }
    case 'date':
      return isRealDate(text)
        ? { value: text }
        : { value: text, problem: { message: `${field.label}は実際にある日を入れてください`, value: text } }
    case 'choice':
      return field.choices?.some((choice) => choice.value === text)
        ? { value: text }
        : { problem: { message: `${field.label}は選択肢から選んでください`, value: text } }
    case 'number':
      return readNumber(field, text)
    case 'person':
    case 'unit':
      return isId(text)
        ? { value: text }
        : { problem: { message: `${field.label}は一覧から選んでください`, value: text } }
  }
}

/** A whole number, kept as its digits: 「1,200」 and 「１２００」 are 「1200」. */
function readNumber(field: Field, raw: string): FieldRead {
  const text = raw.normalize('NFKC').replaceAll(',', '')
  if (!/^\d{1,12}$/.test(text)) {
    return { value: raw, problem: { message: `${field.label}は数字で入れてください`, value: raw } }
  }
  const { min = 0, max = 999_999_999_999 } = field
  const value = String(Number(text))
  if (Number(text) < min || Number(text) > max) {
    return {
      value,
      problem: { message: `${field.label}は${min}から${max.toLocaleString('ja')}までです`, value },
    }
  }
  return { value }
}

function readMany(field: Field, raw: FormValue | undefined): FieldRead {
  const list = raw === undefined ? [] : typeof raw === 'string' ? [raw] : raw
  const value = [...new Set(list)]
  if (value.length === 0) {
    const verb = field.type === 'entries' ? '台帳から選んで' : field.type === 'files' ? '添付して' : '選んで'
    return field.required ? { value, problem: { message: `${field.label}を${verb}ください` } } : { value }
  }
  if (field.type === 'checks') {
    const unknown = value.find((each) => !field.choices?.some((choice) => choice.value === each))
    if (unknown !== undefined) {
      return { problem: { message: `${field.label}は選択肢から選んでください`, value: unknown } }
    }
    const open = (field.choices ?? []).length - value.length
    return field.everyCheck === true && open > 0
      ? { value, problem: { message: `${field.label}のうち、まだ確かめていないものが${open}件あります` } }
      : { value }
  }
  const most = field.maxEntries ?? 20
  if (value.length > most) return { value, problem: { message: `${field.label}は${most}件までです` } }
  const forged = value.find((each) => !isId(each))
  return forged === undefined ? { value } : { problem: { message: `${field.label}の番号が正しくありません` } }
}

/** A day of the calendar between 2000 and 2100, written YYYY-MM-DD. */
export function isRealDate(text: string): boolean {
  return isDate(text) && text >= '2000-01-01' && text <= '2100-12-31'
}

/** Problems of a form: the fields one by one and, when those are right, the definition's own rules. */
export function checkForm(
  definition: ProcedureDefinition,
  raw: Form,
  context: FormContext,
): { form: Form; problems: Problem[] } {
  const read = readForm(definition, raw)
  if (read.problems.length > 0) return read
  return { form: read.form, problems: definition.check(read.form, context) }
}

/** What a decision is bound to: exactly this content, under this edition, in this round. */
export function contentHash(content: {
  applicationId: string
  procedure: string
  applicantId: string
  unitId: string
  editionId: string
  round: number
  form: Form
  entries: readonly EntryFacts[]
  /** Papers that go with the case. */
  files?: readonly FileFacts[]
}): string {
  const { files = [], ...rest } = content
  return createHash('sha256')
    .update(canonical({ v: 1, ...rest, ...(files.length === 0 ? {} : { files }) }))
    .digest('hex')
}
