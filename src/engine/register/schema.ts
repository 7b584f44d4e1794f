import { z } from 'zod'
import type { Problem } from '#ground/errors/refusal.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { isDate } from '#ground/clock/date.ts'
import { idText } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { classLevel } from './class-order.ts'
import { defaultMaxNumber, maxLengthOf, mostEntries, mostFiles, mostPeople } from './definition.ts'
import type { Column, RegisterDefinition, Value, Values } from './definition.ts'

/** What a form, a spreadsheet row or an event hands over; `null` and empty text mean 「値なし」. */
export type RawValues = Readonly<Record<string, unknown>>

/** The schema of one column's value, without 「必須」. Messages are whole Japanese sentences. */
export function columnSchema(column: Column): z.ZodType<Value> {
  switch (column.type) {
    case 'text':
      return boundedText(maxLengthOf(column))
    case 'long-text':
      return boundedText(maxLengthOf(column), { lines: true })
    case 'number':
      return numberSchema(column)
    case 'date':
      return z.string({ error: dateMessage }).refine(isSaneDate, { error: dateMessage })
    case 'class':
      return column.exact === true ? choiceSchema(column) : classSchema(column)
    case 'choice':
      return choiceSchema(column)
    case 'flag':
      return z.boolean({ error: '「はい」か「いいえ」で答えてください。' })
    case 'person':
    case 'unit':
    case 'entry':
    case 'application':
      return z
        .string({ error: '一覧から選んでください。' })
        .pipe(idText)
        .transform((id) => id.toLowerCase())
    case 'people':
      return idsSchema(mostPeople, '人')
    case 'entries':
      return idsSchema(column.most ?? mostEntries, '件')
    case 'files':
      return idsSchema(mostFiles, '個')
  }
}

function idsSchema(most: number, counter: string): z.ZodType<string[]> {
  return z
    .array(idText, { error: '一覧から選んでください。' })
    .max(most, `${most}${counter}までで選んでください。`)
    .transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))])
}

const dateMessage = '日付は、1900年から2200年までの実際にある日を 2026-11-25 の形で入れてください。'

function isSaneDate(text: string): boolean {
  return isDate(text) && text >= '1900-01-01' && text <= '2200-12-31'
}

function numberSchema(column: Column): z.ZodType<number> {
  const { min = 0, max = defaultMaxNumber, decimals = 0 } = column
  const range = `${figure(min)}から${figure(max)}までの数で入れてください。`
  return z
    .number({ error: '数字で入れてください。' })
    .min(min, range)
    .max(max, range)
    .refine((value) => Number(value.toFixed(decimals)) === value, {
      error:
        decimals === 0
          ? '小数点のない数で入れてください。'
          : `小数点以下は${decimals}桁までで入れてください。`,
    })
    .transform((value) => (Object.is(value, -0) ? 0 : value))
}

function choiceSchema(column: Column): z.ZodType<string> {
  const known = new Set((column.choices ?? []).map((choice) => choice.value))
  const message = choicesMessage(column)
  return z.string({ error: message }).refine((value) => known.has(value), { error: message })
}

/** Any class of the levels the column has: a book that is written by events says what its lines said, under any scheme. */
function classSchema(column: Column): z.ZodType<string> {
  const levels = new Set((column.choices ?? []).map((choice) => classLevel(choice.value)))
  const known = new Set((column.choices ?? []).map((choice) => choice.value))
  const message = choicesMessage(column)
  return z
    .string({ error: message })
    .refine((value) => known.has(value) || (classLevel(value) > 0 && levels.has(classLevel(value))), {
      error: message,
    })
}

function choicesMessage(column: Column): string {
  return `${(column.choices ?? []).map((choice) => `「${choice.label}」`).join('')}のどれかを選んでください。`
}

function figure(value: number): string {
  return value.toLocaleString('ja-JP')
}

const emptyIsAbsent = (value: unknown): unknown =>
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)
    ? undefined
    : value

/**
 * The schema of a whole line, derived from the definition. Unknown keys are refused; a column without a value is
 * absent from the result. Cross-column rules of the definition run when every column is right by itself.
 */
export function valuesSchema(definition: RegisterDefinition): z.ZodType<Values> {
  const shape: Record<string, z.ZodType> = {}
  for (const column of definition.columns) {
    const value = columnSchema(column).optional()
    shape[column.key] = z.preprocess(
      emptyIsAbsent,
      column.required === true
        ? value.refine((it) => it !== undefined, { error: '入力してください。', abort: true })
        : value,
    )
  }
  return z
    .strictObject(shape, {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `「${definition.name}」にない欄です:${issue.keys.join('、')}`
          : '台帳の1行として読める形ではありません。',
    })
    .transform((parsed, context) => {
      const present = presentValues(parsed)
      const values = definition.settle?.(present) ?? present
      for (const problem of definition.problems?.(values) ?? []) {
        context.addIssue({
          code: 'custom',
          message: problem.message,
          path: problem.at === undefined ? [] : [problem.at],
          input: parsed,
        })
      }
      return values
    })
}

function presentValues(parsed: Readonly<Record<string, unknown>>): Values {
  const present: [string, Value][] = []
  for (const [key, value] of Object.entries(parsed)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      present.push([key, value])
    } else if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
      present.push([key, value])
    }
  }
  return Object.fromEntries(present)
}

export type Checked =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly problems: Problem[] }

// Building a schema costs a hundred times what using it costs, and a definition never changes.
const checkers = new WeakMap<RegisterDefinition, (raw: RawValues) => Checked>()

/** The checker of one register's lines. */
export function valuesChecker(definition: RegisterDefinition): (raw: RawValues) => Checked {
  const known = checkers.get(definition)
  if (known !== undefined) return known
  const checker = makeChecker(definition)
  checkers.set(definition, checker)
  return checker
}

function makeChecker(definition: RegisterDefinition): (raw: RawValues) => Checked {
  const schema = valuesSchema(definition)
  return (raw) => {
    const result = schema.safeParse(raw)
    if (result.success) return { ok: true, values: result.data }
    return { ok: false, problems: result.error.issues.map((issue) => problemOf(issue, raw)) }
  }
}

function problemOf(issue: z.core.$ZodIssue, raw: RawValues): Problem {
  const key = issue.path[0]
  if (typeof key !== 'string') return { message: issue.message }
  const seen = Object.hasOwn(raw, key) ? raw[key] : undefined
  const value = typeof seen === 'string' || typeof seen === 'number' ? String(seen).slice(0, 100) : undefined
  return {
    at: key,
    message: issue.message,
    ...(value === undefined || value === '' ? {} : { value }),
  }
}

/** The checked values of one line. @throws Refusal 'invalid' with one problem per wrong column. */
export function checkedValues(definition: RegisterDefinition, raw: RawValues): Values {
  const checked = valuesChecker(definition)(raw)
  if (checked.ok) return checked.values
  throw new Refusal('invalid', `${definition.noun}の内容に誤りがあります。示した欄を直してください。`, {
    problems: checked.problems,
  })
}
