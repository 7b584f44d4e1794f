import { z } from 'zod'
import { dateText, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'

/** The date as of which to look; today when left out. */
const on = dateText.optional()
const query = z.string().max(100, '検索のことばは100文字以内にしてください').default('')
const nullableText = z.string().nullable()

const holder = z.object({
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  /** 本務, 兼務, 事務取扱 …; null for a person named by rule or a member */
  kind: nullableText,
  since: nullableText,
  /** Present while away: the day of return, or null when unknown. */
  away: z.object({ until: nullableText }).nullable(),
})

/** A security office in one place: who holds it, who stands in, what is missing. */
const seat = z.object({
  office: z.string(),
  word: z.string(),
  unitId: nullableText,
  unitName: nullableText,
  /** The post that carries it; null when people are named or are members. */
  postId: nullableText,
  postTitle: nullableText,
  holders: z.array(holder),
  holderCount: z.int(),
  deputies: z.array(
    z.object({
      place: z.int(),
      title: z.string(),
      names: z.array(z.string()),
      /** Decides today in place of the holder. */
      standsIn: z.boolean(),
      basis: z.string(),
    }),
  ),
  acting: z.array(
    z.object({
      kind: z.enum(['職務代理', '事務委任']),
      title: z.string(),
      names: z.array(z.string()),
      active: z.boolean(),
      basis: z.string(),
      eid: nullableText,
    }),
  ),
  /** What is missing, as a sentence; null when somebody holds the office. */
  gap: nullableText,
  eid: nullableText,
})
export type SeatView = z.output<typeof seat>

const chartUnit = z.object({
  id: z.string(),
  parentId: nullableText,
  bodyId: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  symbol: nullableText,
  policyOffice: z.boolean(),
  childCount: z.int(),
  /** Staff of the unit and everything below it, each counted where he has his main post. */
  staff: z.int(),
  seats: z.array(seat),
})

export const chart = operation({
  name: 'organisation.chart',
  kind: 'query',
  summary: '組織図を見る',
  who: 'signed-in',
  input: z.object({
    on,
    /** Show the children of this unit instead of the top two levels. */
    unitId: idText.optional(),
    page: pageInput.page,
    /** Units of the upper level at once; each brings its office holders and, at the top, its children. */
    size: z.int().min(1).max(50).default(20),
  }),
  output: z.object({
    on: z.string(),
    bodies: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Offices of the whole city; only with the top levels. */
    city: z.array(seat),
    /** Parents before their children. */
    units: z.array(chartUnit),
    /** Units of the upper level shown, over all pages. */
    total: z.int(),
    /** Second-level units per first-level unit shown at once; ask for the unit to see the rest. */
    childLimit: z.int(),
  }),
})

export const units = operation({
  name: 'organisation.units',
  kind: 'query',
  summary: '組織を探す',
  who: 'signed-in',
  input: z.object({ q: query, on, kind: z.string().optional(), ...pageInput }),
  output: z.object({
    total: z.int(),
    units: z.array(
      z.object({
        id: z.string(),
        code: z.string(),
        name: z.string(),
        kind: z.string(),
        bodyName: z.string(),
        /** Names from the top down to the unit's parent. */
        path: z.array(z.string()),
        policyOffice: z.boolean(),
      }),
    ),
  }),
  positional: ['q'],
})

export const people = operation({
  name: 'organisation.people',
  kind: 'query',
  summary: '職員を探す',
  who: 'signed-in',
  input: z.object({ q: query, on, unitId: idText.optional(), ...pageInput }),
  output: z.object({
    total: z.int(),
    people: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        name: z.string(),
        kana: z.string(),
        unitId: nullableText,
        unitName: nullableText,
        title: nullableText,
        extension: nullableText,
      }),
    ),
  }),
  positional: ['q'],
})

const standing = z.object({
  office: z.string(),
  word: z.string(),
  unitId: nullableText,
  unitName: nullableText,
  capacity: z.enum(['本人', '代決', '職務代理', '事務委任']),
  rightOfName: nullableText,
  /** Procedures a delegation is limited to; null = all. */
  matters: z.array(z.string()).nullable(),
  because: z.string(),
  eid: nullableText,
})

const absenceView = z.object({
  id: z.string(),
  from: z.string(),
  /** The day of return; null = not known. */
  to: nullableText,
  /** Only for the person and the policy office. */
  reason: nullableText,
})

const placeView = z.object({
  appointmentId: z.string(),
  postId: z.string(),
  unitId: nullableText,
  unitName: z.string(),
  title: z.string(),
  kind: z.string(),
  from: z.string(),
  to: nullableText,
})

export const person = operation({
  name: 'organisation.person',
  kind: 'query',
  summary: '職員の所属と役割を見る',
  who: 'signed-in',
  input: z.object({ personId: idText, on }),
  output: z.object({
    id: z.string(),
    number: z.string(),
    family: z.string(),
    given: z.string(),
    kana: z.string(),
    mail: nullableText,
    extension: nullableText,
    from: z.string(),
    to: nullableText,
    /** All appointments, latest first, at most 100. */
    appointments: z.array(placeView),
    /** Absences that have not ended, at most 50. */
    absences: z.array(absenceView),
    standings: z.array(standing),
  }),
  positional: ['personId'],
})

export const myStanding = operation({
  name: 'organisation.my-standing',
  kind: 'query',
  summary: '今日の自分の役割を見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    on: z.string(),
    personId: z.string(),
    name: z.string(),
    places: z.array(
      z.object({ unitId: nullableText, unitName: z.string(), title: z.string(), kind: z.string() }),
    ),
    standings: z.array(standing),
    rights: z.array(z.string()),
    absences: z.array(absenceView),
  }),
})

export const officesChart = operation({
  name: 'organisation.offices',
  kind: 'query',
  summary: '役割の一覧を見る',
  who: 'signed-in',
  input: z.object({
    on,
    office: z.string().optional(),
    unitId: idText.optional(),
    gapsOnly: z.boolean().default(false),
    ...pageInput,
  }),
  output: z.object({
    on: z.string(),
    total: z.int(),
    gaps: z.int(),
    seats: z.array(seat),
  }),
})

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
    kind: z.enum([
      '本務',
      '兼務',
      '併任',
      '事務取扱',
      '心得',
      '会計年度任用',
      '臨時',
      '派遣',
      '再任用',
      '委嘱',
    ]),
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

const officeCode = z.enum([
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

export const saveActingRight = operation({
  name: 'organisation.save-acting-right',
  kind: 'command',
  summary: '職務代理・事務委任を登録する',
  who: { right: 'organisation.manage' },
  input: z.object({
    kind: z.enum(['職務代理', '事務委任']),
    /** Whose right: the post. */
    postId: idText,
    /** Who gets it: the holder of a post, or one person. Exactly one of the two. */
    holderPostId: idText.nullable().default(null),
    holderPersonId: idText.nullable().default(null),
    when: z.enum(['常時', '不在', '欠員', '不在・欠員']),
    offices: z.array(officeCode).min(1).nullable().default(null),
    matters: z.array(boundedText(60)).min(1).max(50).nullable().default(null),
    basis: boundedText(300),
    from: dateText,
    to: dateText.nullable().default(null),
  }),
  output: z.object({ id: z.string() }),
})

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
        kinds: z.array(z.enum(['部', '局', '課', '室', '係', '機関', '委員会'])).min(1),
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
