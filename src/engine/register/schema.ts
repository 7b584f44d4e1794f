import { z } from 'zod'
import type { Problem } from '#ground/errors/refusal.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { isDate } from '#ground/clock/date.ts'
import { idText } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { defaultMaxNumber, maxLengthOf } from './definition.ts'
import type { Column, RegisterDefinition, Scalar, Values } from './definition.ts'

/** What a form, a spreadsheet row or an event hands over; `null` and empty text mean 「値なし」. */
export type RawValues = Readonly<Record<string, unknown>>

/** The schema of one column's value, without 「必須」. Messages are whole Japanese sentences. */
export function columnSchema(column: Column): z.ZodType<Scalar> {
  switch (column.type) {
    case 'text':
      return boundedText(maxLengthOf(column))
    case 'long-text':
      return boundedText(maxLengthOf(column), { lines: true })
    case 'number':
      return numberSchema(column)
    case 'date':
      return z.string({ error: dateMessage }).refine(isSaneDate, { error: dateMessage })
    case 'choice':
    case 'class':
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
  }
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
  const choices = column.choices ?? []
  const known = new Set(choices.map((choice) => choice.value))
  const names = choices.map((choice) => `「${choice.label}」`).join('')
  const message = `${names}のどれかを選んでください。`
  return z.string({ error: message }).refine((value) => known.has(value), { error: message })
}

function figure(value: number): string {
  return value.toLocaleString('ja-JP')
}

const emptyIsAbsent = (value: unknown): unknown =>
  value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value

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
      const values = presentValues(parsed)
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
  const present: [string, Scalar][] = []
  for (const [key, value] of Object.entries(parsed)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
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
