import type { Tx } from '#ground/database/database.ts'
import { axes, axisWords, standardChoices, standardClasses, type Axis } from './class-columns.ts'
import { classLevel } from './class-order.ts'
import type { Choice, Column, RegisterDefinition, Values } from './definition.ts'

/** The classes of an axis as a scheme says them, strictest first. */
export type SchemeChoices = {
  readonly axis: Axis
  readonly label: string
  readonly classes: readonly { readonly value: string; readonly label: string }[]
}

/** The classes in force on a date, with the words of those that were in force before. */
export type SchemeInForce = {
  readonly schemeId: string | null
  readonly axes: readonly SchemeChoices[]
  /** Words of classes that lines of the past may still say. */
  readonly former: Readonly<Record<Axis, readonly Choice[]>>
}

const model: readonly SchemeChoices[] = axes.map((axis) => ({
  axis,
  label: axisWords[axis],
  classes: standardChoices(axis),
}))

/** What a city's lines are classified by on a date: its own scheme, or the model where it has entered none. One query. */
export async function schemeInForce(tx: Tx, on: string): Promise<SchemeInForce> {
  const rows = await tx
    .selectFrom('class_scheme')
    .select(['scheme_id', 'body'])
    .where('in_force_from', '<=', on)
    .orderBy('in_force_from', 'desc')
    .execute()
  const [now, ...before] = rows
  const used = now?.body.axes ?? model
  return {
    schemeId: now?.scheme_id ?? null,
    axes: used,
    former: {
      confidentiality: formerOf('confidentiality', used, [...before.map((row) => row.body.axes), model]),
      integrity: formerOf('integrity', used, [...before.map((row) => row.body.axes), model]),
      availability: formerOf('availability', used, [...before.map((row) => row.body.axes), model]),
    },
  }
}

function formerOf(
  axis: Axis,
  used: readonly SchemeChoices[],
  before: readonly (readonly SchemeChoices[])[],
): Choice[] {
  const known = new Map<string, string>()
  for (const scheme of before) {
    for (const { value, label } of scheme.find((each) => each.axis === axis)?.classes ?? []) {
      if (!known.has(value)) known.set(value, label)
    }
  }
  for (const { value } of used.find((each) => each.axis === axis)?.classes ?? []) known.delete(value)
  return [...known].map(([value, label]) => ({ value, label }))
}

const kept = new WeakMap<RegisterDefinition, Map<string, RegisterDefinition>>()
/** Schemes kept per register: a house of many cities stays small. */
const mostKept = 50

/**
 * The definition with the classes in force: their choices and words, and for an axis the scheme does not use a column
 * that nobody fills by hand. The same scheme gives the same object, since a checker of values is kept for each.
 */
export function underScheme(definition: RegisterDefinition, scheme: SchemeInForce): RegisterDefinition {
  if (definition.settle !== undefined || !definition.columns.some(({ type }) => type === 'class'))
    return definition
  const print = JSON.stringify([scheme.axes, scheme.former])
  const known = kept.get(definition) ?? new Map<string, RegisterDefinition>()
  kept.set(definition, known)
  const before = known.get(print)
  if (before !== undefined) return before
  const made = {
    ...definition,
    columns: definition.columns.map((column) =>
      columnUnder(column, scheme, definition.written === 'by-events'),
    ),
    settle: (values: Values) =>
      definition.written === 'by-events' ? values : settled(values, definition, scheme),
  }
  if (known.size >= mostKept) known.clear()
  known.set(print, made)
  return made
}

function columnUnder(column: Column, scheme: SchemeInForce, byEvents: boolean): Column {
  const axis = axes.find((each) => each === column.key)
  if (column.type !== 'class' || axis === undefined) return column
  const used = scheme.axes.find((each) => each.axis === axis)
  const former = scheme.former[axis]
  if (used === undefined) {
    const { required: _required, hint: _hint, ...rest } = column
    return { ...rest, former, byEvents: true, list: false, filter: false }
  }
  const choices = used.classes.map(({ value, label }) => ({ value, label }))
  return { ...column, label: used.label, choices, former, exact: !byEvents && column.byEvents !== true }
}

/** A scheme of one axis says all: the classes of the others follow it, so that what reads them is never lied to. */
function settled(values: Values, definition: RegisterDefinition, scheme: SchemeInForce): Values {
  const level = classLevel(values['confidentiality'])
  if (level === 0) return values
  const unused = axes.filter(
    (axis) =>
      definition.columns.some((column) => column.key === axis && column.type === 'class') &&
      !scheme.axes.some((each) => each.axis === axis),
  )
  if (unused.length === 0) return values
  const derived = unused.map((axis) => [axis, String(Math.min(level, standardClasses[axis].length))])
  return { ...values, ...Object.fromEntries(derived) }
}
