import type { Choice, Column, ColumnType } from './definition.ts'

export { clause } from '#engine/citation.ts'

type More = Omit<Column, 'key' | 'label' | 'type' | 'choices' | 'register'>
type Plain = Exclude<ColumnType, 'choice' | 'class' | 'entry'>

const plain =
  (type: Plain) =>
  (key: string, label: string, more: More = {}): Column => ({ key, label, type, ...more })

const chosen =
  (type: 'choice' | 'class') =>
  (key: string, label: string, choices: readonly Choice[], more: More = {}): Column => ({
    key,
    label,
    type,
    choices,
    ...more,
  })

export const text = plain('text')
export const longText = plain('long-text')
export const number = plain('number')
export const date = plain('date')
export const flag = plain('flag')
export const person = plain('person')
export const people = plain('people')
export const application = plain('application')
export const choice = chosen('choice')
export const ranked = chosen('class')

/** Points to a line of another register. */
export function line(key: string, label: string, register: string, more: More = {}): Column {
  return { key, label, type: 'entry', register, ...more }
}

/** Points to several lines of another register. */
export function lines(key: string, label: string, register: string, more: More = {}): Column {
  return { key, label, type: 'entries', register, ...more }
}

/** What names a line: wanted, found by the search box, shown in the list. */
export const named = { required: true, search: true, list: true, maxLength: 100 } as const
/** Shown in the list and offered as a filter; needs a slot. */
export const seen = { list: true, filter: true } as const

/** The choices of a column from what each value is called, in the order they stand. */
export function choicesOf(labels: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}
