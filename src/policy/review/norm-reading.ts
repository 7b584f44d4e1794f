import { isDeepStrictEqual } from 'node:util'
import type { NormReading } from './norm-tables.ts'
import { fields, type Colour, type Field, type Norm } from '../norms/types.ts'

/** Which parts of a reading a field of the screen covers. */
const partsOf: Readonly<Record<Field, readonly (keyof NormReading)[]>> = {
  subject: ['subject'],
  modality: ['modality'],
  trigger: ['trigger'],
  approval: ['approval'],
  record: ['record', 'recordFields'],
  target: ['targetClass'],
  deadline: ['deadline'],
  exception: ['exception'],
  qualifiers: ['qualifiers'],
  kind: ['kind'],
}

/** The correctable part of what was extracted. */
export function readingOf(norm: NormReading): NormReading {
  const { subject, modality, trigger, approval, record, recordFields, targetClass } = norm
  const { deadline, exception, qualifiers, kind } = norm
  return {
    subject,
    modality,
    trigger,
    approval,
    record,
    recordFields,
    targetClass,
    deadline,
    exception,
    qualifiers,
    kind,
  }
}

/** Whether two readings say the same in a field. */
export function sameField(a: NormReading, b: NormReading, field: Field): boolean {
  return partsOf[field].every((part) => isDeepStrictEqual(a[part], b[part]))
}

/** Fields in which two readings differ, in the order of the screen. */
export function differingFields(a: NormReading, b: NormReading): Field[] {
  return fields.filter((field) => !sameField(a, b, field))
}

/** `onto` with some fields of `from`. */
export function takeFields(onto: NormReading, from: NormReading, taken: readonly Field[]): NormReading {
  const parts = new Set(taken.flatMap((field) => partsOf[field]))
  const changed = Object.fromEntries(
    Object.entries(from).filter(([part]) => parts.has(part as keyof NormReading)),
  )
  return { ...onto, ...changed }
}

const ranks: Readonly<Record<Colour, number>> = { green: 0, amber: 1, red: 2 }

export function worse(a: Colour, b: Colour): Colour {
  return ranks[a] >= ranks[b] ? a : b
}

/** The colours an officer sees: what somebody changed has been looked at and is green. */
export function coloursNow(
  colour: Norm['colour'],
  machine: NormReading,
  reading: NormReading,
): Partial<Record<Field, Colour>> {
  return coloursWhere(colour, differingFields(machine, reading))
}

/** The same, when the fields that differ are known. */
export function coloursWhere(
  colour: Norm['colour'],
  changed: readonly Field[],
): Partial<Record<Field, Colour>> {
  const now: Partial<Record<Field, Colour>> = { ...colour }
  for (const field of changed) now[field] = 'green'
  return now
}

/**
 * Fields by which a wrong reading would open or shut a gate: they decide whether an officer must look.
 * A sentence that names no occasion is read as 常に, and the kind only proposes a mechanism that a person confirms:
 * both keep their own colour beside the field, but would otherwise call for a look at nearly every norm.
 */
const DECISIVE: readonly Field[] = [
  'subject',
  'modality',
  'approval',
  'record',
  'target',
  'deadline',
  'exception',
]

/** How much an officer must look at a norm: the worst colour of its decisive fields. */
export function worstOf(colour: Norm['colour']): Colour {
  return DECISIVE.reduce<Colour>((worst, field) => worse(worst, colour[field] ?? 'green'), 'green')
}

/** Puts joins right that follow from the number of roles, so that no reading says 「all of nobody」. */
export function tidyReading(reading: NormReading): NormReading {
  const { subject, approval } = reading
  const several = (join: 'single' | 'all' | 'any' | 'none') => (join === 'any' ? 'any' : 'all')
  const count = subject.roles.length
  return {
    ...reading,
    subject: {
      ...subject,
      join: count === 0 ? 'none' : count === 1 ? 'single' : several(subject.join),
      from: count === 0 ? 'none' : subject.from,
    },
    approval:
      approval === null
        ? null
        : { ...approval, join: approval.approver.length <= 1 ? 'single' : several(approval.join) },
  }
}

const EMPTY: Pick<
  NormReading,
  'approval' | 'record' | 'recordFields' | 'targetClass' | 'deadline' | 'exception' | 'qualifiers' | 'trigger'
> = {
  approval: null,
  record: null,
  recordFields: [],
  targetClass: null,
  deadline: null,
  exception: null,
  qualifiers: [],
  trigger: { type: 'continuous', cadence: null, eventText: null },
}

/** The reading of one part of a sentence that was split: without the fields whose words stand in another part. */
export function readingOfPart(reading: NormReading, gone: ReadonlySet<Field>): NormReading {
  const cleared = [...gone].filter((field) => !['subject', 'modality', 'kind'].includes(field))
  return takeFields(reading, { ...reading, ...EMPTY }, cleared)
}

/** The reading of two norms that became one: the first's, with what only the second says. */
export function joinedReading(first: NormReading, second: NormReading): NormReading {
  const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])]
  return {
    ...first,
    trigger: ['continuous', 'none'].includes(first.trigger.type) ? second.trigger : first.trigger,
    approval: first.approval ?? second.approval,
    record: first.record ?? second.record,
    recordFields: union(first.recordFields, second.recordFields),
    targetClass: first.targetClass ?? second.targetClass,
    deadline: first.deadline ?? second.deadline,
    exception: first.exception ?? second.exception,
    qualifiers: union(first.qualifiers, second.qualifiers),
  }
}
