import type { z } from 'zod'
import type { Column, RegisterDefinition } from './definition.ts'
import { maxLengthOf } from './definition.ts'
import type { registerKinds } from './contract.ts'

type Kind = z.input<typeof registerKinds.output>['registers'][number]
type ColumnOutput = Kind['columns'][number]

/** A column as the screen needs it to draw a list, a filter and a form. */
export function describeColumn(column: Column): ColumnOutput {
  const isText = column.type === 'text' || column.type === 'long-text'
  return {
    key: column.key,
    label: column.label,
    type: column.type,
    required: column.required ?? false,
    choices: (column.choices ?? []).map(({ value, label }) => ({ value, label })),
    ...(isText ? { maxLength: maxLengthOf(column) } : {}),
    ...present({
      min: column.min,
      max: column.max,
      decimals: column.decimals,
      counter: column.counter,
      register: column.register,
      hint: column.hint,
    }),
    byEvents: column.byEvents ?? false,
    own: column.own ?? false,
    retired: column.retired ?? false,
    list: column.list ?? false,
    filter: column.filter ?? false,
    sort: column.slot !== undefined,
    search: column.search ?? false,
  }
}

/** A definition as the screen needs it, without what depends on the reader. */
export function describeDefinition(
  definition: RegisterDefinition,
): Pick<Kind, 'key' | 'name' | 'noun' | 'written' | 'columns' | 'confirmed' | 'gated' | 'comparable'> {
  return {
    key: definition.key,
    name: definition.name,
    noun: definition.noun,
    written: definition.written,
    columns: definition.columns.map(describeColumn),
    confirmed: definition.secondPerson !== undefined,
    gated: definition.gates !== undefined,
    comparable: definition.similar !== undefined,
  }
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The object without the keys that hold undefined. */
function present<T extends Record<string, string | number | undefined>>(from: T): Present<T> {
  const kept: Present<T> = {}
  for (const key in from) {
    const value = from[key]
    if (isThere(value)) kept[key] = value
  }
  return kept
}

function isThere<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined
}
