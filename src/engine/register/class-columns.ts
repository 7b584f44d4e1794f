import type { Choice, Column, TextSlotName } from './definition.ts'

/** The axes by which information is classified; in every register the columns of these names hold its classes. */
export const axes = ['confidentiality', 'integrity', 'availability'] as const
export type Axis = (typeof axes)[number]

/** What an axis is called on screens and in spreadsheets, whatever scheme a city uses. */
export const axisWords: Readonly<Record<Axis, string>> = {
  confidentiality: '機密性',
  integrity: '完全性',
  availability: '可用性',
}

/** The classes of the model scheme, strictest first. */
export const standardClasses: Readonly<Record<Axis, readonly string[]>> = {
  confidentiality: ['3', '2', '1'],
  integrity: ['2', '1'],
  availability: ['2', '1'],
}

/** The same as choices of a column; what a city uses instead is said by its scheme in force. */
export function standardChoices(axis: Axis): Choice[] {
  return standardClasses[axis].map((value) => ({ value, label: `${axisWords[axis]}${value}` }))
}

/**
 * The three class columns of a register. `computed` ones follow from the lines that are kept in this one or that it
 * is made from, and are never typed.
 */
export function classColumns(said: {
  readonly slots: readonly [TextSlotName, TextSlotName, TextSlotName]
  readonly computed?: boolean
  readonly required?: boolean
  readonly hint?: string
}): Column[] {
  return axes.map((axis, index) => ({
    key: axis,
    label: axisWords[axis],
    type: 'class',
    choices: standardChoices(axis),
    slot: said.slots[index] ?? said.slots[0],
    list: true,
    filter: true,
    ...(said.required === true ? { required: true } : {}),
    ...(said.computed === true ? { byEvents: true } : {}),
    ...(said.hint === undefined || index > 0 ? {} : { hint: said.hint }),
  }))
}
