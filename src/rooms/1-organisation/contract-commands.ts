import { z } from 'zod'
import { appointmentKinds } from '#authority/appointment-kinds.ts'
import { unitKinds } from '#authority/unit-kinds.ts'

import { dateText, idText, operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'

export { unitKinds }

export const saveAbsence = operation({
  name: 'organisation.save-absence',
  kind: 'command',
  summary: '不在を登録する',
  who: 'signed-in',
  input: z.object({
    /** Oneself when left out; somebody else only for the policy office. */
    personId: idText.optional(),
    from: dateText,
    /** The day of return; null = not known yet. */
    to: dateText.nullable(),
    reason: boundedText(200),
  }),
  output: z.object({ id: z.string() }),
})

export const endAbsence = operation({
  name: 'organisation.end-absence',
  kind: 'command',
  summary: '不在を終える',
  who: 'signed-in',
  input: z.object({
    id: idText,
    /** The day of return; today when left out. */
    backOn: dateText.optional(),
  }),
  output: z.object({ id: z.string(), from: z.string(), to: z.string() }),
  positional: ['id'],
})

export const appoint = operation({
  name: 'organisation.appoint',
  kind: 'command',
  summary: '発令を登録する(事務取扱・兼務など)',
  who: { right: 'organisation.manage' },
  input: z.object({
    personId: idText,
    postId: idText,
    kind: z.enum(appointmentKinds),
    from: dateText,
    to: dateText.nullable().default(null),
  }),
  output: z.object({ id: z.string() }),
})

export const endAppointment = operation({
  name: 'organisation.end-appointment',
  kind: 'command',
  summary: '発令を終える',
  who: { right: 'organisation.manage' },
  input: z.object({
    id: idText,
    /** First day on which the appointment no longer holds. */
    to: dateText,
  }),
  output: z.object({ id: z.string() }),
})

export const officeCode = z.enum([
  'council',
  'ciso',
  'chief-iso',
  'dept-iso',
  'sec-manager',
  'sec-leader',
  'audit-head',
  'auditor',
  'policy-office',
])

export const saveDeputies = operation({
  name: 'organisation.save-deputies',
  kind: 'command',
  summary: '代決の順序を定める',
  who: { right: 'organisation.manage' },
  input: z.object({
    postId: idText,
    /** In order; replaces the order in force from the date on. */
    deputyPostIds: z.array(idText).max(20),
    basis: boundedText(300),
    from: dateText,
  }),
  output: z.object({ count: z.int() }),
})

export const saveOfficeRule = operation({
  name: 'organisation.save-office-rule',
  kind: 'command',
  summary: '役割の決め方を定める',
  who: { right: 'organisation.manage' },
  input: z.object({
    office: officeCode,
    word: boundedText(60),
    rule: z.discriminatedUnion('by', [
      z.object({
        by: z.literal('rank'),
        rank: z.enum(['vice-mayor', 'head', 'deputy-head', 'section-chief', 'leader', 'staff', 'member']),
        kinds: z.array(z.enum(unitKinds)).min(1),
      }),
      z.object({ by: z.literal('post'), postId: idText }),
      z.object({ by: z.literal('members'), unitId: idText }),
      z.object({ by: z.literal('policy-office') }),
      z.object({ by: z.literal('person'), personId: idText, unitId: idText.nullable() }),
    ]),
    scope: z.enum(['unit', 'city']),
    eid: z.string().max(200).nullable().default(null),
    from: dateText,
    /** Ends the other rules of the office on that date instead of standing beside them. */
    replace: z.boolean().default(true),
  }),
  output: z.object({ id: z.string() }),
})
