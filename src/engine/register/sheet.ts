import { parseDate } from '#ground/clock/wareki.ts'
import { fold } from '#ground/words/fold.ts'
import type { Column, RegisterDefinition, Scalar, Value } from './definition.ts'
import { displayText, idsIn, type Names } from './display.ts'
import type { Entry } from './reads.ts'

export const numberHeading = '管理番号'
export const unitHeading = '部・課'
export const stateHeading = '状態'
export const updatedHeading = '更新日'

/** The first row of an export; an import reads columns by these words, in any order. */
export function headings(definition: RegisterDefinition): string[] {
  return [
    numberHeading,
    unitHeading,
    ...definition.columns.map((column) => column.label),
    stateHeading,
    updatedHeading,
  ]
}

/** A line as cells under `headings`. */
export function cellsOf(
  definition: RegisterDefinition,
  entry: Entry,
  names: Names,
  updatedOn: string,
): string[] {
  return [
    entry.number,
    names.get(entry.unitId) ?? '',
    ...definition.columns.map((column) => cellText(column, entry.values[column.key], names)),
    entry.state === 'current' ? '現在' : '抹消',
    updatedOn,
  ]
}

/** A value as its cell says it: like `displayText`, but several lines by their 管理番号 alone, as names may hold 「、」. */
export function cellText(column: Column, value: Value | undefined, names: Names): string {
  if (column.type !== 'entries') return displayText(column, value, names)
  return idsIn(value)
    .map((id) => leadingNumber(names.get(id) ?? ''))
    .join('、')
}

/** The 管理番号 at the start of 「A-00012 住民台帳」. */
export const leadingNumber = (text: string): string => text.trim().split(/\s/u)[0] ?? ''

/** What a cell says: a value, nothing, a sentence on what is wrong, or the text by which to look something up. */
export type ReadCell =
  | { readonly kind: 'value'; readonly value: Scalar }
  | { readonly kind: 'empty' }
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'look-up'; readonly text: string }
  /** A file is no text: the value stays as it is. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'look-up-all'; readonly texts: readonly string[] }

const value = (it: Scalar): ReadCell => ({ kind: 'value', value: it })
const problem = (message: string): ReadCell => ({ kind: 'problem', message })

const yes = new Set(['はい', '有', 'あり', '○', '◯', '〇', 'true', 'yes', '1', '済'].map(fold))
const no = new Set(['いいえ', '無', 'なし', '×', 'false', 'no', '0', '未'].map(fold))

/**
 * Reads a cell as people fill it: labels or values of choices, dates in 和暦 or 西暦, figures with commas and
 * counters, はい/いいえ/有/無. Length and range are left to the schema.
 */
export function readCell(column: Column, text: string): ReadCell {
  if (text.trim() === '') return { kind: 'empty' }
  switch (column.type) {
    case 'text':
    case 'long-text':
      return value(text)
    case 'number':
      return readNumber(column, text)
    case 'date': {
      const read = parseDate(text)
      return read.ok ? value(read.date) : problem(read.message)
    }
    case 'choice':
    case 'class':
      return readChoice(column, text)
    case 'flag':
      return readFlag(text)
    case 'person':
    case 'unit':
    case 'entry':
      return { kind: 'look-up', text: text.trim() }
    case 'people':
    case 'entries':
      return { kind: 'look-up-all', texts: namesIn(text) }
    case 'files':
      return { kind: 'kept' }
    case 'application':
      return problem('申請は取り込みでは書けません。')
  }
}

/** Several names in one cell, parted by 、 or a comma or a line. */
export function namesIn(text: string): string[] {
  return text
    .split(/[、,,;\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function readNumber(column: Column, text: string): ReadCell {
  const plain = text.normalize('NFKC').replaceAll(/[\s,]/gu, '').replace(/−/gu, '-')
  const counter = column.counter?.normalize('NFKC') ?? ''
  const figure = counter !== '' && plain.endsWith(counter) ? plain.slice(0, -counter.length) : plain
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(figure)) return problem('数字で入れてください。')
  return value(Number(figure))
}

function readChoice(column: Column, text: string): ReadCell {
  const wanted = fold(text)
  const choices = column.choices ?? []
  const found =
    choices.find((choice) => fold(choice.label) === wanted) ??
    choices.find((choice) => fold(choice.value) === wanted)
  if (found !== undefined) return value(found.value)
  return problem(`${choices.map((choice) => `「${choice.label}」`).join('')}のどれかを入れてください。`)
}

function readFlag(text: string): ReadCell {
  const plain = fold(text)
  if (yes.has(plain)) return value(true)
  return no.has(plain) ? value(false) : problem('「はい」か「いいえ」を入れてください。')
}
