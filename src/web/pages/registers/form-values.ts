import type { Problem } from '../../api/problem.ts'
import { readDateEntry } from '../../parts/date-entry.ts'
import { countCharacters } from '#ground/words/text.ts'
import type { RegisterColumn } from './list-address.ts'

type Value = string | number | boolean | readonly string[]

/** What stands in the fields, as typed. A choice or something pointed to is kept by its value, yes and no as words,
 * several persons or lines by their ids with blanks between. */
export type FormValues = Readonly<Record<string, string>>

/** Words for what is wrong, in the language of the screens. */
export type FormWords = {
  readonly needed: string
  readonly unchosen: string
  readonly wrongNumber: string
  readonly atLeast: (min: string) => string
  readonly atMost: (max: string) => string
  readonly tooLong: (max: number) => string
}

/** Columns a form asks for. What an event points to, or writes, is not typed, nor what the city has retired. */
export function formColumns(columns: readonly RegisterColumn[]): RegisterColumn[] {
  return columns.filter((column) => column.type !== 'application' && !column.byEvents && !column.retired)
}

/** The fields as a stored line has them. */
export function formValuesOf(
  columns: readonly RegisterColumn[],
  values: Readonly<Record<string, Value>>,
): FormValues {
  const typed: Record<string, string> = {}
  for (const column of columns) {
    const value = values[column.key]
    if (value === undefined) continue
    if (typeof value === 'object') typed[column.key] = value.join(' ')
    else typed[column.key] = column.type === 'flag' ? (value === true ? 'yes' : 'no') : String(value)
  }
  return typed
}

/** What to send: every column of the form, null where nothing stands. */
export function rawValuesOf(
  columns: readonly RegisterColumn[],
  form: FormValues,
): Record<string, Value | null> {
  const raw: Record<string, Value | null> = {}
  for (const column of columns) raw[column.key] = rawValue(column, form[column.key] ?? '')
  return raw
}

function rawValue(column: RegisterColumn, typed: string): Value | null {
  if (typed.trim() === '') return null
  switch (column.type) {
    case 'number':
      return Number(figures(typed))
    case 'flag':
      return typed === 'yes'
    case 'people':
    case 'entries':
    case 'files':
      return typed.split(' ')
    case 'date': {
      const entry = readDateEntry(typed)
      return entry.kind === 'date' ? entry.date : null
    }
    default:
      return typed
  }
}

/** What is wrong with the fields by themselves; the server looks at them again, and at them together. */
export function formProblems(
  columns: readonly RegisterColumn[],
  form: FormValues,
  words: FormWords,
): Problem[] {
  return columns.flatMap((column) => {
    const message = wrongWith(column, form[column.key] ?? '', words)
    return message === undefined ? [] : [{ at: column.key, message }]
  })
}

const typedTypes: readonly string[] = ['text', 'long-text', 'number', 'date']

function wrongWith(column: RegisterColumn, typed: string, words: FormWords): string | undefined {
  if (typed.trim() === '') {
    if (!column.required) return undefined
    return typedTypes.includes(column.type) ? words.needed : words.unchosen
  }
  if (column.type === 'number') return wrongNumber(column, typed, words)
  if (column.type === 'date') {
    const entry = readDateEntry(typed)
    return entry.kind === 'wrong' ? entry.message : undefined
  }
  const { maxLength } = column
  return maxLength !== undefined && countCharacters(typed) > maxLength ? words.tooLong(maxLength) : undefined
}

function wrongNumber(column: RegisterColumn, typed: string, words: FormWords): string | undefined {
  const plain = figures(typed)
  if (!/^-?\d+(?:\.\d+)?$/.test(plain)) return words.wrongNumber
  const value = Number(plain)
  const { min = 0, max } = column
  if (value < min) return words.atLeast(min.toLocaleString('ja-JP'))
  return max !== undefined && value > max ? words.atMost(max.toLocaleString('ja-JP')) : undefined
}

/** Figures as people type them, in full width and with commas. */
export function figures(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[,\s]/g, '')
}

/** Problems of a refusal by the column they are about: the server says `values.name` or `name`. */
export function byColumn(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({
    ...problem,
    ...(problem.at === undefined ? {} : { at: problem.at.replace(/^values\./, '') }),
  }))
}
