import type { Role } from '../norms/types.ts'
import type { ModelNorm } from './edition-model.ts'
import { propValue } from './oscal-text.ts'

/** Names of this namespace mean what the rooms of Kijun mean by them (`src/policy/norms/types.ts`). */
export const NAMESPACE = 'urn:x-kijun:oscal:1'

export type Prop = { name: string; value: string; ns?: string; class?: string; group?: string }

/** A property of ours; none where the value is empty. */
export function prop(
  name: string,
  value: string,
  more: { class?: string | undefined; group?: string | undefined } = {},
): Prop[] {
  const given = propValue(value)
  if (given === undefined) return []
  return [
    {
      name,
      ns: NAMESPACE,
      value: given,
      ...(more.class === undefined ? {} : { class: more.class }),
      ...(more.group === undefined ? {} : { group: more.group }),
    },
  ]
}

/** What a norm says, as properties; `group` keeps apart the norms of one sentence. */
export function normProps(norm: ModelNorm, group: string | undefined): Prop[] {
  const one = (name: string, value: string | null | undefined, mark?: string) =>
    value === null || value === undefined ? [] : prop(name, value, { class: mark, group })
  const roles = (name: string, list: readonly Role[]) =>
    list.flatMap((r) => one(name, r.word, r.office === null ? undefined : officeToken(r.office)))
  const { subject, trigger, approval } = norm
  return [
    ...one('modality', norm.modality),
    ...one('kind', norm.kind),
    ...roles('subject', subject.roles),
    ...(subject.join === 'none' ? [] : one('subject-join', subject.join)),
    ...(subject.from === 'none' ? [] : one('subject-from', subject.from)),
    ...(trigger.type === 'none' ? [] : one('trigger', trigger.type)),
    ...one('trigger-cadence', trigger.cadence),
    ...one('trigger-event', trigger.eventText),
    ...(approval === null
      ? []
      : [
          ...one('approval-act', approval.act),
          ...one('approval-when', approval.when),
          ...roles('approval-applicant', approval.applicant),
          ...roles('approval-approver', approval.approver),
          ...one('approval-join', approval.join),
        ]),
    ...one('record', norm.record),
    ...norm.recordFields.flatMap((f) => one('record-field', f)),
    ...one('target-class', norm.targetClass),
    ...one('deadline', norm.deadline),
    ...norm.qualifiers.flatMap((q) => one('qualifier', q)),
    ...one('exception', norm.exception),
    ...norm.parameters.flatMap((p) => one('parameter', p)),
    ...one('review', norm.state),
  ]
}

/** `actor:運搬する者` is no token of OSCAL because of its colon. */
const officeToken = (office: string) =>
  office.replaceAll(/[^\p{L}\p{N}.\-_]+/gu, '-').replaceAll(/^-+|-+$/g, '') || undefined
