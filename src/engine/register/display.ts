import type { Column, RegisterDefinition, Value, Values } from './definition.ts'
import { labelColumnOf } from './definition.ts'

/** Names of the people, units, lines and applications that values point to, by id. */
export type Names = ReadonlyMap<string, string>

const none: Names = new Map()

/** A value as a person reads it in a list or a spreadsheet; empty when there is none. */
export function displayText(column: Column, value: Value | undefined, names: Names = none): string {
  if (value === undefined) return ''
  switch (column.type) {
    case 'people':
    case 'entries':
    case 'files':
      return idsIn(value)
        .map((id) => names.get(id) ?? '')
        .join('、')
    case 'flag':
      return value === true ? 'はい' : 'いいえ'
    case 'choice':
    case 'class':
      return (
        [...(column.choices ?? []), ...(column.former ?? [])].find((choice) => choice.value === value)
          ?.label ?? String(value)
      )
    case 'person':
    case 'unit':
    case 'entry':
    case 'application':
      return names.get(String(value)) ?? ''
    default:
      return String(value)
  }
}

const pointing: readonly string[] = ['person', 'people', 'unit', 'entry', 'entries', 'application', 'files']

/** The ids a pointing value holds: one, or several persons, lines or files. */
export function idsIn(value: Value | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' ? value : []
}

/** True when two values say the same; several persons, lines or files count as a set chosen in some order. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  return a.length === b.length && a.every((id) => b.includes(id))
}

/** True for a column whose value is the id of something else. */
export function isReference(column: Column): boolean {
  return pointing.includes(column.type)
}

/** The name of a line: its label column as read, or its number. */
export function labelOf(
  definition: RegisterDefinition,
  values: Values,
  number: string,
  names: Names = none,
): string {
  const column = labelColumnOf(definition)
  if (column === undefined) return number
  const text = displayText(column, values[column.key], names)
  return text === '' ? number : text
}
