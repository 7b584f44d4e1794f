import { z } from 'zod'
import { actingKinds } from '#authority/acting-kinds.ts'
import { dateText, idText, operation, pageInput } from '#ground/operation/contract.ts'

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
      postId: z.string(),
      eid: nullableText,
    }),
  ),
  acting: z.array(
    z.object({
      kind: z.enum(actingKinds),
      title: z.string(),
      names: z.array(z.string()),
      active: z.boolean(),
      basis: z.string(),
      eid: nullableText,
    }),
  ),
  /** What is missing, as a sentence; null when somebody holds the office. */
  gap: nullableText,
  /** Two people hold an office of one: the sentence; nobody decides in it. */
  fault: nullableText,
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
  input: z.object({ q: query, on, kind: z.string().max(20).optional(), ...pageInput }),
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
        /** 旧姓 with the name, as it was last; only where something was searched for. */
        formerName: nullableText,
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
  capacity: z.enum(['本人', '代決', ...actingKinds]),
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
    /** Names borne before (旧姓), and one that is planned, oldest first. */
    otherNames: z.array(
      z.object({
        state: z.enum(['former', 'planned']),
        name: z.string(),
        from: z.string(),
        to: nullableText,
      }),
    ),
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

export const posts = operation({
  name: 'organisation.posts',
  kind: 'query',
  summary: '組織の職を見る',
  who: 'signed-in',
  input: z.object({
    /** The posts of one unit; those of the bodies themselves (副市長 など) when left out. */
    unitId: idText.optional(),
    on,
    ...pageInput,
  }),
  output: z.object({
    total: z.int(),
    posts: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        rank: z.string(),
        unitId: nullableText,
        /** At most 20 names; holderCount counts all. */
        holders: z.array(z.object({ personId: z.string(), name: z.string(), kind: z.string() })),
        holderCount: z.int(),
      }),
    ),
  }),
  positional: ['unitId'],
})
