import {
  type ChangeKind,
  mainAppointments,
  type NewTransferChange,
  sideAppointments,
} from '#rooms/1-organisation/transfer/contract.ts'
import { unitKindOptions } from './unit-kind-options.ts'

/** Kinds that are typed in one at a time; merging and dividing units comes with 廃止 and a successor. */
export const typedKinds = [
  'move',
  'retire',
  'hire',
  'rename',
  'leave',
  'return',
  'add-post',
  'extend',
  'create-unit',
  'rename-unit',
  'move-unit',
  'abolish-unit',
] as const satisfies readonly ChangeKind[]
export type TypedKind = (typeof typedKinds)[number]

/** What is in the fields of the form, whichever the kind shows. */
export type ChangeDraft = {
  readonly kind: TypedKind
  readonly personId: string
  /** The unit of the seat, or the one that changes. */
  readonly unitId: string
  readonly unitCode: string
  readonly otherUnitId: string
  readonly title: string
  readonly number: string
  readonly family: string
  readonly given: string
  readonly familyKana: string
  readonly givenKana: string
  readonly appointment: string
  readonly until: string | null
  readonly reason: string
  readonly name: string
  readonly code: string
  readonly unitKind: string
}

export const emptyDraft: ChangeDraft = {
  kind: 'move',
  personId: '',
  unitId: '',
  unitCode: '',
  otherUnitId: '',
  title: '',
  number: '',
  family: '',
  given: '',
  familyKana: '',
  givenKana: '',
  appointment: '',
  until: null,
  reason: '',
  name: '',
  code: '',
  unitKind: '課',
}

/** Which fields a kind shows. */
export function fieldsOf(kind: TypedKind): ReadonlySet<keyof ChangeDraft> {
  switch (kind) {
    case 'move':
    case 'add-post':
      return new Set(['personId', 'unitId', 'unitCode', 'title', 'appointment', 'until'])
    case 'hire':
      return new Set([
        'number',
        'family',
        'given',
        'familyKana',
        'givenKana',
        'unitId',
        'unitCode',
        'title',
        'appointment',
        'until',
      ])
    case 'retire':
      return new Set(['personId', 'reason'])
    case 'rename':
      return new Set(['personId', 'family', 'given', 'familyKana', 'givenKana'])
    case 'leave':
      return new Set(['personId', 'reason', 'until'])
    case 'return':
      return new Set(['personId'])
    case 'extend':
      return new Set(['personId', 'until'])
    case 'create-unit':
      return new Set(['code', 'name', 'unitKind', 'otherUnitId'])
    case 'rename-unit':
      return new Set(['unitId', 'name'])
    case 'move-unit':
    case 'abolish-unit':
      return new Set(['unitId', 'otherUnitId'])
  }
}

/** Fields without which the kind says nothing. */
export function missingIn(draft: ChangeDraft): (keyof ChangeDraft)[] {
  const optional = new Set<keyof ChangeDraft>([
    'given',
    'familyKana',
    'givenKana',
    'appointment',
    'until',
    'otherUnitId',
    'unitCode',
  ])
  if (draft.unitCode !== '') optional.add('unitId')
  if (draft.kind === 'retire') optional.add('reason')
  if (draft.kind === 'move-unit') optional.delete('otherUnitId')
  return [...fieldsOf(draft.kind)].filter((field) => !optional.has(field) && (draft[field] ?? '') === '')
}

/** The change as the operation takes it. */
export function changeOf(draft: ChangeDraft): NewTransferChange {
  const { kind, until, reason, family, given, familyKana, givenKana, title } = draft
  const person = { id: draft.personId }
  const seatUnit = draft.unitCode === '' ? { id: draft.unitId } : { code: draft.unitCode }
  const unit = { id: draft.unitId }
  const other = draft.otherUnitId === '' ? null : { id: draft.otherUnitId }
  const main = mainAppointments.find((each) => each === draft.appointment) ?? '本務'
  switch (kind) {
    case 'move':
      return { kind, person, unit: seatUnit, title, appointment: main, until }
    case 'add-post': {
      const appointment = sideAppointments.find((each) => each === draft.appointment) ?? '兼務'
      return { kind, person, unit: seatUnit, title, appointment, until }
    }
    case 'hire':
      return {
        kind,
        number: draft.number,
        family,
        given,
        familyKana,
        givenKana,
        unit: seatUnit,
        title,
        appointment: main,
        until,
      }
    case 'retire':
      return { kind, person, reason }
    case 'rename':
      return { kind, person, family, given, familyKana, givenKana }
    case 'leave':
      return { kind, person, reason, until }
    case 'return':
      return { kind, person }
    case 'extend':
      return { kind, person, until }
    case 'create-unit': {
      const unitKind = unitKindOptions.find((each) => each === draft.unitKind) ?? '課'
      return { kind, code: draft.code, name: draft.name, unitKind, parent: other }
    }
    case 'rename-unit':
      return { kind, unit, name: draft.name }
    case 'move-unit':
      return { kind, unit, parent: other }
    case 'abolish-unit':
      return { kind, unit, successor: other }
  }
}
