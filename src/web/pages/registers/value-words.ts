import type { RegisterColumn } from './list-address.ts'

type Value = string | number | boolean | readonly string[]

/** Words that depend on the language of the screens. */
export type ValueWords = { readonly yes: string; readonly no: string; readonly unnamed: string }

/**
 * A value in words; undefined when there is none. Figures are grouped only where they count something: a year is
 * no quantity.
 */
export function valueText(
  column: RegisterColumn,
  value: Value | undefined,
  names: Readonly<Record<string, string>>,
  words: ValueWords,
): string | undefined {
  if (value === undefined || value === '') return undefined
  if (typeof value === 'object') {
    return value.length === 0 ? undefined : value.map((id) => names[id] ?? words.unnamed).join('、')
  }
  switch (column.type) {
    case 'flag':
      return value === true ? words.yes : words.no
    case 'choice':
    case 'class':
      return column.choices.find((choice) => choice.value === value)?.label ?? String(value)
    case 'person':
    case 'unit':
    case 'entry':
    case 'application':
      return names[String(value)] ?? words.unnamed
    case 'number':
      return column.counter === undefined || typeof value !== 'number'
        ? String(value)
        : `${value.toLocaleString('ja-JP')}${column.counter}`
    default:
      return String(value)
  }
}

/** A class in two signs beside its fuller neighbour: 完2. */
export function shortClass(column: RegisterColumn, value: Value | undefined): string {
  if (value === undefined) return ''
  return `${Array.from(column.label)[0] ?? ''}${String(value)}`
}
