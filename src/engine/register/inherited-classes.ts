import type { Act } from '#ground/operation/act.ts'
import { Refusal, type Problem } from '#ground/errors/refusal.ts'
import type { Tx } from '#ground/database/database.ts'
import { axes, axisWords, standardClasses, type Axis } from './class-columns.ts'
import { byStrictness, classLevel, strictestOf } from './class-order.ts'
import type { RegisterDefinition, Values } from './definition.ts'
import { sameValue } from './display.ts'
import type { Entry } from './reads.ts'
import { referencesOf } from './slots.ts'

/** The job that lets media, places and copies follow; the room of assets has it. */
export const FOLLOW_JOB = 'classification.follow'

/** On every axis the original's class where the copy's own is milder or missing. Pure. */
export function raised(own: Values, original: Values | undefined): Partial<Record<Axis, string>> {
  if (original === undefined) return {}
  return Object.fromEntries(
    axes.flatMap((axis) => {
      const wanted = original[axis]
      if (classLevel(wanted) === 0) return []
      const mine = own[axis]
      return classLevel(mine) === 0 || byStrictness(wanted, mine) < 0 ? [[axis, String(wanted)]] : []
    }),
  )
}

/**
 * The classes of a thing by those of what lies in it. Where nothing does, `empty` says what that means: others point
 * at the thing when they lie in it, so none is the mildest; a line that names its own contents and names none has not
 * been looked at, and is no class yet (rules take it for the strictest). What nobody has classified is the strictest.
 * Pure.
 */
export function containerClasses(
  contents: readonly Readonly<Partial<Record<Axis, string | null>>>[],
  empty: 'mildest' | 'unknown',
): Record<Axis, string | undefined> {
  const of = (axis: Axis): string | undefined => {
    if (contents.length === 0) return empty === 'mildest' ? '1' : undefined
    return strictestOf(contents.map((each) => each[axis] ?? undefined)) ?? standardClasses[axis][0] ?? '3'
  }
  return {
    confidentiality: of('confidentiality'),
    integrity: of('integrity'),
    availability: of('availability'),
  }
}

/** What it means that a line of the register holds nothing. */
export const emptyMeans = ({ contains }: Pick<RegisterDefinition, 'contains'>): 'mildest' | 'unknown' =>
  contains === undefined ? 'mildest' : 'unknown'

/** The values with these classes; an axis that is no class any more is left out. Pure. */
export function withClasses(
  values: Values,
  classes: Readonly<Partial<Record<Axis, string | undefined>>>,
): Values {
  const replaced = new Set<string>(Object.keys(classes))
  const kept = Object.entries(values).filter(([key]) => !replaced.has(key))
  const known = Object.entries(classes).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  return Object.fromEntries([...kept, ...known])
}

/** Whether lines of the register take their classes from what lies in them. */
export const isContainer = ({ holds, contains }: Pick<RegisterDefinition, 'holds' | 'contains'>): boolean =>
  holds !== undefined || contains !== undefined

/** The values of the originals that lines are made from, by id. One query. */
export async function originalsOf(
  tx: Tx,
  definition: RegisterDefinition,
  lines: readonly Values[],
): Promise<ReadonlyMap<string, Values>> {
  const { inherits } = definition
  if (inherits === undefined) return new Map()
  const ids = [
    ...new Set(lines.flatMap((values) => (typeof values[inherits] === 'string' ? [values[inherits]] : []))),
  ]
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('register_entry')
    .select(['entry_id', 'values'])
    .where('entry_id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.entry_id, row.values]))
}

/** A class by the city's word for it: 機密性2. */
function classWords({ columns }: RegisterDefinition, axis: Axis, value: string): string {
  const choices = columns.find(({ key }) => key === axis)?.choices ?? []
  return choices.find((choice) => choice.value === value)?.label ?? `${axisWords[axis]}${value}`
}

/** Where a copy says a milder class than its original. Pure. */
export function milderThanOriginal(
  definition: RegisterDefinition,
  values: Values,
  originals: ReadonlyMap<string, Values>,
): Problem[] {
  const original = originals.get(String(values[definition.inherits ?? '']))
  const wanted = raised(values, original)
  return axes.flatMap((axis) =>
    wanted[axis] === undefined || values[axis] === undefined
      ? []
      : [
          {
            at: axis,
            message: `${axisWords[axis]}は、もとのもの(${classWords(definition, axis, wanted[axis])})より下げられません。もとと同じか、より厳しい分類にしてください。`,
            value: String(values[axis]),
          },
        ],
  )
}

/**
 * The values as they are stored: a copy without classes takes those of its original, what others lie in begins with the
 * mildest. @throws Refusal 'invalid' where a hand made a copy milder than its original.
 */
export async function completeClasses(
  act: Pick<Act, 'tx'>,
  definition: RegisterDefinition,
  lines: readonly Values[],
  byEvent: boolean,
): Promise<readonly Values[]> {
  if (isContainer(definition)) {
    const empty = containerClasses([], emptyMeans(definition))
    return lines.map((values) => ({ ...withClasses({}, empty), ...values }))
  }
  if (definition.inherits === undefined) return lines
  const { inherits } = definition
  const originals = await originalsOf(act.tx, definition, lines)
  const problems = byEvent ? [] : lines.flatMap((values) => milderThanOriginal(definition, values, originals))
  if (problems.length > 0) {
    throw new Refusal('invalid', `${definition.noun}の内容に誤りがあります。示した欄を直してください。`, {
      problems,
    })
  }
  return lines.map((values) => ({ ...values, ...raised(values, originals.get(String(values[inherits]))) }))
}

/** Queues what follows from changed lines: what they lie in, their copies, and what is now wrong with them. */
export async function queueFollowing(
  act: Pick<Act, 'jobs'>,
  definition: RegisterDefinition,
  changes: readonly { readonly before: Entry | undefined; readonly after: Entry }[],
): Promise<void> {
  if (definition.written === 'by-events' || !definition.columns.some(({ type }) => type === 'class')) return
  const pointed = (entry: Entry | undefined): string[] =>
    entry === undefined
      ? []
      : referencesOf(definition, entry.values).flatMap(({ column, id }) =>
          column.register === undefined ? [] : [id],
        )
  const ids = new Set<string>()
  for (const { before, after } of changes) {
    // A new line that points nowhere has nothing that follows it yet.
    if (before === undefined && pointed(after).length === 0) continue
    if (before !== undefined && !followed(definition, before, after)) continue
    ids.add(after.entryId)
    const still = new Set(pointed(after))
    for (const id of pointed(before)) if (!still.has(id)) ids.add(id)
  }
  const all = [...ids]
  for (let at = 0; at < all.length; at += atOnce) {
    await act.jobs.send(FOLLOW_JOB, { entryIds: all.slice(at, at + atOnce) })
  }
}

/** Lines one job looks at. */
const atOnce = 200

/** Columns whose change others follow, or that show how the thing is handled. */
function followed(definition: RegisterDefinition, before: Entry, after: Entry): boolean {
  if (before.state !== after.state) return true
  return definition.columns.some(
    ({ key, type }) =>
      !['text', 'long-text'].includes(type) && !sameValue(before.values[key], after.values[key]),
  )
}
