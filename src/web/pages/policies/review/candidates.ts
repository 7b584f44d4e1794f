import type { Correction, Field, NormOut, Reading, Role } from './types.ts'

/** The fields in the order of their cards. */
export const cardFields = [
  'subject',
  'trigger',
  'modality',
  'approval',
  'record',
  'target',
  'deadline',
  'exception',
  'qualifiers',
  'kind',
] as const satisfies readonly Field[]

/** What a number key offers for a field: to leave it as it was read, or another reading. */
export type Choice =
  | { readonly field: Field; readonly is: 'accept' }
  | { readonly field: 'subject'; readonly is: 'roles'; readonly roles: readonly Role[] }
  | { readonly field: 'modality'; readonly is: 'modality'; readonly modality: Reading['modality'] }
  | { readonly field: 'kind'; readonly is: 'kind'; readonly kind: Reading['kind'] }
  | { readonly field: 'trigger'; readonly is: 'trigger'; readonly trigger: Reading['trigger']['type'] }
  | { readonly field: Field; readonly is: 'none' }

const otherModalities: Readonly<Record<Reading['modality'], readonly Reading['modality'][]>> = {
  obligation: ['effort', 'authority'],
  prohibition: ['obligation'],
  permission: ['authority', 'obligation'],
  effort: ['obligation'],
  authority: ['obligation', 'permission'],
  definition: ['obligation', 'authority'],
}
const triggerTypes: readonly Reading['trigger']['type'][] = ['event', 'continuous', 'periodic']
const most = 9

/**
 * What the number keys 1 to 9 offer for a norm, in the order of its cards. `looked` are the fields an officer has
 * already said are right; `roles` are the roles of the document, the likeliest first.
 */
export function choicesOf(norm: NormOut, looked: ReadonlySet<Field>, roles: readonly Role[]): Choice[] {
  const open = cardFields.filter((field) => (norm.colour[field] ?? 'green') !== 'green' && !looked.has(field))
  return open.flatMap((field) => ofField(norm.reading, field, roles)).slice(0, most)
}

function ofField(reading: Reading, field: Field, roles: readonly Role[]): Choice[] {
  const accept: Choice = { field, is: 'accept' }
  switch (field) {
    case 'subject': {
      const now = new Set(reading.subject.roles.map((role) => role.word))
      const others = roles.filter((role) => !now.has(role.word)).slice(0, now.size === 0 ? 2 : 1)
      return [accept, ...others.map((role): Choice => ({ field, is: 'roles', roles: [role] }))]
    }
    case 'modality':
      return [
        accept,
        ...otherModalities[reading.modality]
          .slice(0, 1)
          .map((modality): Choice => ({ field, is: 'modality', modality })),
      ]
    case 'trigger':
      return [
        accept,
        ...triggerTypes
          .filter((type) => type !== reading.trigger.type)
          .slice(0, 1)
          .map((trigger): Choice => ({ field, is: 'trigger', trigger })),
      ]
    case 'kind':
      return [accept, ...likelyKinds(reading).map((kind): Choice => ({ field, is: 'kind', kind }))]
    default:
      return isEmpty(reading, field) ? [accept] : [accept, { field, is: 'none' }]
  }
}

/** Kinds that the other fields speak for, at most two, without the one that was read. */
export function likelyKinds(reading: Reading): Reading['kind'][] {
  const found: Reading['kind'][] = []
  if (reading.approval !== null) found.push('permit')
  if (reading.record !== null) found.push('ledger')
  if (reading.modality === 'prohibition') found.push('prohibition-rule')
  if (reading.modality === 'definition') found.push('definition')
  if (reading.modality === 'authority') found.push('organisation')
  if (reading.trigger.type === 'periodic' || reading.trigger.type === 'periodic-or-event') found.push('duty')
  if (reading.trigger.type === 'event') found.push('event-response')
  found.push('duty', 'config-control')
  return [...new Set(found)].filter((kind) => kind !== reading.kind).slice(0, 2)
}

/** Whether a reading says nothing for a field. */
export function isEmpty(reading: Reading, field: Field): boolean {
  switch (field) {
    case 'subject':
      return reading.subject.roles.length === 0
    case 'trigger':
      return reading.trigger.type === 'none'
    case 'modality':
    case 'kind':
      return false
    case 'approval':
      return reading.approval === null
    case 'record':
      return reading.record === null && reading.recordFields.length === 0
    case 'target':
      return reading.targetClass === null
    case 'deadline':
      return reading.deadline === null
    case 'exception':
      return reading.exception === null
    case 'qualifiers':
      return reading.qualifiers.length === 0
  }
}

/** The correction a choice means; null for leaving the field as it is. */
export function correctionOf(reading: Reading, choice: Choice): Correction | null {
  switch (choice.is) {
    case 'accept':
      return null
    case 'roles':
      return {
        subject: {
          roles: [...choice.roles],
          join: choice.roles.length === 0 ? 'none' : choice.roles.length === 1 ? 'single' : 'all',
          from: choice.roles.length === 0 ? 'none' : 'inferred',
        },
      }
    case 'modality':
      return { modality: choice.modality }
    case 'kind':
      return { kind: choice.kind }
    case 'trigger':
      return { trigger: { ...reading.trigger, type: choice.trigger } }
    case 'none':
      return emptied(choice.field)
  }
}

function emptied(field: Field): Correction | null {
  switch (field) {
    case 'approval':
      return { approval: null }
    case 'record':
      return { record: null, recordFields: [] }
    case 'target':
      return { targetClass: null }
    case 'deadline':
      return { deadline: null }
    case 'exception':
      return { exception: null }
    case 'qualifiers':
      return { qualifiers: [] }
    case 'subject':
      return { subject: { roles: [], join: 'none', from: 'none' } }
    case 'trigger':
      return { trigger: { type: 'none', cadence: null, eventText: null } }
    default:
      return null
  }
}

/** Every role the document's norms speak of, the most frequent first; those near a norm (same chapter) before all. */
export function rolesOf(norms: readonly NormOut[], near: readonly NormOut[] = []): Role[] {
  const count = new Map<string, { role: Role; times: number }>()
  const add = (role: Role, times: number): void => {
    const known = count.get(role.word)
    if (known === undefined) count.set(role.word, { role, times })
    else {
      known.times += times
      if (known.role.office === null && role.office !== null) known.role = role
    }
  }
  const all = (norm: NormOut): readonly Role[] => [
    ...norm.reading.subject.roles,
    ...(norm.reading.approval === null
      ? []
      : [...norm.reading.approval.applicant, ...norm.reading.approval.approver]),
  ]
  for (const norm of norms) for (const role of all(norm)) add(role, 1)
  for (const norm of near) for (const role of all(norm)) add(role, 1000)
  return [...count.values()].toSorted((one, other) => other.times - one.times).map(({ role }) => role)
}
