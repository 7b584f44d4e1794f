import { z } from 'zod'
import { actingConditions, actingGivers, actingKinds } from '#authority/acting-kinds.ts'
import { dateText, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { officeCode, saveOfficeRule } from '../contract-commands.ts'

const on = dateText.optional()
/** The clauses it rests on, as the city's edition prints them. */
export const cites = z.array(z.object({ label: z.string(), editionId: z.string(), wid: z.string() }))
const nullableText = z.string().nullable()

/** What a right covers; null = all the post has. */
const scope = {
  offices: z.array(officeCode).min(1).max(9).nullable().default(null),
  matters: z.array(boundedText(60)).min(1).max(50).nullable().default(null),
  /** Units, with all below them, whose cases are covered. */
  unitIds: z.array(idText).min(1).max(50).nullable().default(null),
}

export const saveActingRight = operation({
  name: 'organisation.save-acting-right',
  kind: 'command',
  summary: '規程や決裁が定める職務代理・専決・事務委任を登録する',
  who: { right: 'organisation.manage' },
  input: z.object({
    kind: z.enum(actingKinds),
    /** Whose right: the post. */
    postId: idText,
    /** Who gets it: the holder of a post, or one person. Exactly one of the two. */
    holderPostId: idText.nullable().default(null),
    holderPersonId: idText.nullable().default(null),
    when: z.enum(actingConditions),
    ...scope,
    /** What gives the right: a rule of the city or a decision of its authority; the office itself gives none. */
    given: z.enum(['規程', '決裁']).default('規程'),
    /** The name and number of that rule or decision. */
    basis: boundedText(300),
    /** Its clause in the city's standard, where there is one. */
    eid: z.string().max(200).nullable().default(null),
    from: dateText,
    to: dateText.nullable().default(null),
  }),
  output: z.object({ id: z.string() }),
})

export const delegate = operation({
  name: 'organisation.delegate',
  kind: 'command',
  summary: '自分の職の権限の一部を、ほかの職員に委任する',
  who: 'signed-in',
  input: z.object({
    /** One's own post. */
    postId: idText,
    holderPostId: idText.nullable().default(null),
    holderPersonId: idText.nullable().default(null),
    ...scope,
    basis: boundedText(300),
    eid: z.string().max(200).nullable().default(null),
    from: dateText,
    to: dateText.nullable().default(null),
  }),
  output: z.object({ id: z.string() }),
})

export const endActingRight = operation({
  name: 'organisation.end-acting-right',
  kind: 'command',
  summary: '職務代理・専決・事務委任を終える',
  who: 'signed-in',
  input: z.object({
    id: idText,
    /** First day on which the right is no more; today when left out. */
    to: dateText.optional(),
  }),
  output: z.object({ id: z.string(), from: z.string(), to: z.string() }),
  positional: ['id'],
})

const post = z.object({ id: z.string(), title: z.string(), names: z.array(z.string()) })

const actingRight = z.object({
  id: z.string(),
  kind: z.enum(actingKinds),
  given: z.enum(actingGivers),
  giverName: nullableText,
  /** Whose right. */
  post,
  /** Who acts: a post with its holders, or one person by name. */
  holder: z.object({ postId: nullableText, title: nullableText, names: z.array(z.string()) }),
  when: z.enum(actingConditions),
  offices: z.array(z.object({ office: z.string(), word: z.string() })).nullable(),
  matters: z.array(z.string()).nullable(),
  units: z.array(z.string()).nullable(),
  basis: z.string(),
  eid: nullableText,
  from: z.string(),
  to: nullableText,
  /** What it is worth on the day, and why not where it is not. */
  state: z.enum(['active', 'waiting', 'coming', 'ended', 'post-gone', 'giver-gone', 'nobody']),
  /** Given by the viewer. */
  mine: z.boolean(),
  mayEnd: z.boolean(),
})
export type ActingRightView = z.output<typeof actingRight>

export const actingRights = operation({
  name: 'organisation.acting-rights',
  kind: 'query',
  summary: '職務代理・専決・事務委任を見る',
  who: 'signed-in',
  input: z.object({
    on,
    /** Those that have ended as well. */
    ended: z.boolean().default(false),
    postId: idText.optional(),
    ...pageInput,
  }),
  output: z.object({
    on: z.string(),
    total: z.int(),
    cites,
    rights: z.array(actingRight),
    /** Posts of the viewer whose rights he may give away, with what they carry. */
    own: z.array(
      z.object({
        postId: z.string(),
        title: z.string(),
        offices: z.array(z.object({ office: z.string(), word: z.string() })),
      }),
    ),
  }),
})

const ruleView = z.object({
  id: z.string(),
  office: officeCode,
  word: z.string(),
  scope: z.enum(['unit', 'city']),
  by: z.enum(['rank', 'post', 'members', 'policy-office', 'person']),
  /** Who holds it, as a sentence. */
  text: z.string(),
  eid: nullableText,
  from: z.string(),
  to: nullableText,
})

export const officeRules = operation({
  name: 'organisation.office-rules',
  kind: 'query',
  summary: '役割の決め方を見る',
  who: 'signed-in',
  input: z.object({ on }),
  output: z.object({
    on: z.string(),
    cites,
    /** In force on the day or later, at most 200. */
    rules: z.array(ruleView),
    /** Offices no rule speaks of on the day. */
    unset: z.array(z.object({ office: officeCode, word: z.string() })),
    /** Single offices that two people hold on the day. */
    faults: z.array(z.object({ office: officeCode, text: z.string() })),
  }),
})

const change = z.object({
  personId: z.string(),
  name: z.string(),
  unitName: nullableText,
})

export const previewOfficeRule = operation({
  name: 'organisation.preview-office-rule',
  kind: 'query',
  summary: '役割の決め方を変えると何が変わるかを見る',
  who: { right: 'organisation.manage' },
  input: saveOfficeRule.input,
  output: z.object({
    from: z.string(),
    /** People who come to hold the office, and who no longer do; at most 50 each, counted in full. */
    gained: z.array(change),
    gainedCount: z.int(),
    lost: z.array(change),
    lostCount: z.int(),
    /** Seats nobody would hold. */
    vacant: z.int(),
    vacantBefore: z.int(),
    /** Rules that end with it. */
    ends: z.array(ruleView),
    /** Two people would hold a single office. */
    fault: nullableText,
  }),
})

export const absenceCalendar = operation({
  name: 'organisation.absence-calendar',
  kind: 'query',
  summary: '不在の予定を暦で見る',
  who: 'signed-in',
  input: z.object({
    from: dateText,
    /** Until this day, not including it; at most 62 days. */
    to: dateText,
    /** This unit and all below it; the whole city when left out. */
    unitId: idText.optional(),
    ...pageInput,
  }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    /** People away on some day of the period. */
    total: z.int(),
    people: z.array(
      z.object({
        personId: z.string(),
        name: z.string(),
        unitName: nullableText,
        title: nullableText,
        absences: z.array(
          z.object({ id: z.string(), from: z.string(), to: nullableText, reason: nullableText }),
        ),
      }),
    ),
  }),
})
