import type { Values } from '#engine/register/definition.ts'

/** The text, choice or date of a column; undefined where the line says nothing. */
export function textOf(values: Values, column: string): string | undefined {
  const value = values[column]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The figure of a column; undefined where the line says none. */
export function numberOf(values: Values, column: string): number | undefined {
  const value = values[column]
  return typeof value === 'number' ? value : undefined
}

/** Whether a flag is said to be set: what nobody has answered is not set. */
export function isSet(values: Values, column: string): boolean {
  return values[column] === true
}

/** The ids a column points at: none, one, or several. */
export function idsOf(values: Values, column: string): readonly string[] {
  const value = values[column]
  if (typeof value === 'string') return value === '' ? [] : [value]
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
