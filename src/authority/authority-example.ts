import fc from 'fast-check'
import {
  type AbsenceFact,
  type ActingFact,
  type DeputyFact,
  type Frame,
  frameOf,
  type Holding,
  type PostFact,
  type RuleFact,
  type UnitFact,
} from './frame.ts'
import type { AppointmentKind, PostRank, UnitKind } from './tables.ts'

/** Lists a frame is made of, for tests that change one thing of an example. */
export type Facts = {
  units: UnitFact[]
  posts: PostFact[]
  holdings: Holding[]
  absences: (AbsenceFact & { personId: string })[]
  deputies: DeputyFact[]
  acting: ActingFact[]
  rules: RuleFact[]
  serving: string[]
}

export const unit = (
  id: string,
  kind: UnitKind,
  parentId: string | null = null,
  policyOffice = false,
): UnitFact => ({
  id,
  parentId,
  name: id,
  kind,
  policyOffice,
})
export const post = (id: string, unitId: string | null, rank: PostRank): PostFact => ({
  id,
  unitId,
  title: id,
  rank,
})
export const holds = (personId: string, postId: string, kind: AppointmentKind = '本務'): Holding => ({
  personId,
  postId,
  kind,
  since: '2026-04-01',
})
const rule = (office: RuleFact['office'], scope: 'unit' | 'city', given: RuleFact['rule']): RuleFact => ({
  office,
  word: office,
  scope,
  rule: given,
  eid: `eid-${office}`,
})

/** A small city: two 部, three 課, one 係, two vice-mayors, a council, an auditor. */
export function smallCity(): Facts {
  return {
    units: [
      unit('企画財政部', '部'),
      unit('情報政策課', '課', '企画財政部', true),
      unit('福祉部', '部'),
      unit('長寿支援課', '課', '福祉部'),
      unit('介護係', '係', '長寿支援課'),
      unit('子育て支援課', '課', '福祉部'),
      unit('会計課', '課'),
      unit('推進会議', '委員会'),
    ],
    posts: [
      post('副市長A', null, 'vice-mayor'),
      post('副市長B', null, 'vice-mayor'),
      post('企画財政部長', '企画財政部', 'head'),
      post('情報政策課長', '情報政策課', 'head'),
      post('情報政策主査', '情報政策課', 'staff'),
      post('福祉部長', '福祉部', 'head'),
      post('福祉部次長', '福祉部', 'deputy-head'),
      post('長寿支援課長', '長寿支援課', 'head'),
      post('長寿支援課長補佐', '長寿支援課', 'deputy-head'),
      post('介護係長', '介護係', 'section-chief'),
      post('介護係員', '介護係', 'staff'),
      post('子育て支援課長', '子育て支援課', 'head'),
      post('会計課長', '会計課', 'head'),
      post('議長', '推進会議', 'member'),
    ],
    holdings: [
      holds('宮原', '副市長A'),
      holds('篠田', '副市長B'),
      holds('長谷部', '企画財政部長'),
      holds('三輪', '情報政策課長'),
      holds('西田', '情報政策主査'),
      holds('大木', '福祉部長'),
      holds('白石', '福祉部次長'),
      holds('佐伯', '長寿支援課長'),
      holds('今井', '長寿支援課長補佐'),
      holds('谷', '介護係長'),
      holds('小川', '介護係員'),
      holds('武藤', '会計課長'),
      holds('宮原', '議長', '兼務'),
    ],
    absences: [],
    deputies: [
      deputy('長寿支援課長', 1, '長寿支援課長補佐'),
      deputy('長寿支援課長', 2, '介護係長'),
      deputy('福祉部長', 1, '福祉部次長'),
      deputy('子育て支援課長', 1, '長寿支援課長'),
    ],
    acting: [
      acting('職務代理', '副市長A', '副市長B', '不在・欠員'),
      {
        ...acting('事務委任', '企画財政部長', '情報政策課長', '常時'),
        scope: { offices: ['chief-iso'], matters: null },
      },
    ],
    rules: [
      rule('ciso', 'city', { by: 'post', postId: '副市長A' }),
      rule('chief-iso', 'city', { by: 'post', postId: '企画財政部長' }),
      rule('dept-iso', 'unit', { by: 'rank', rank: 'head', kinds: ['部', '局'] }),
      rule('sec-manager', 'unit', { by: 'rank', rank: 'head', kinds: ['課', '室', '機関'] }),
      rule('sec-leader', 'unit', { by: 'rank', rank: 'leader', kinds: ['課', '室', '機関'] }),
      rule('council', 'city', { by: 'members', unitId: '推進会議' }),
      rule('policy-office', 'city', { by: 'policy-office' }),
      rule('audit-head', 'city', { by: 'person', personId: '監査長', unitId: null }),
      rule('auditor', 'city', { by: 'person', personId: '監査人', unitId: null }),
    ],
    serving: ['監査長', '監査人'],
  }
}

export function deputy(postId: string, place: number, deputyPostId: string): DeputyFact {
  return { postId, place, deputyPostId, basis: '事務決裁規程', eid: null }
}

export function acting(
  kind: ActingFact['kind'],
  postId: string,
  holderPostId: string | null,
  when: ActingFact['when'],
): ActingFact {
  return {
    id: `${kind} ${postId}`,
    kind,
    postId,
    holderPostId,
    holderPersonId: null,
    giverPersonId: null,
    when,
    scope: { offices: null, matters: null },
    basis: '対策基準',
    eid: null,
  }
}

export const away = (personId: string, until: string | null = null): AbsenceFact & { personId: string } => ({
  personId,
  until,
  reason: '出張',
})

/** The example with changes. */
export function city(change: (facts: Facts) => void = () => undefined): Frame {
  const facts = smallCity()
  change(facts)
  return frameOf(facts)
}

const people = ['甲', '乙', '丙', '丁', '戊']
const places = ['U0', 'U1', 'U2', 'U3']
const seatsAt = ['P0', 'P1', 'P2', 'P3', 'P4']

/** Random organisations, small enough that every kind of collision occurs often. */
export const anyFacts: fc.Arbitrary<Facts> = fc.record({
  units: fc
    .array(fc.tuple(fc.constantFrom<UnitKind>('部', '課', '係'), fc.nat(3), fc.boolean()), {
      minLength: 4,
      maxLength: 4,
    })
    .map((rows) =>
      rows.map(([kind, up, office], index) =>
        unit(`U${index}`, kind, up < index ? `U${up}` : null, office && index > 1),
      ),
    ),
  posts: fc
    .array(
      fc.tuple(
        fc.option(fc.constantFrom(...places)),
        fc.constantFrom<PostRank>('head', 'deputy-head', 'staff'),
      ),
      {
        minLength: 5,
        maxLength: 5,
      },
    )
    .map((rows) => rows.map(([at, rank], index) => post(`P${index}`, at, rank))),
  holdings: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...seatsAt)), {
      maxLength: 7,
      selector: ([personId, postId]) => personId + postId,
    })
    .map((rows) => rows.map(([personId, postId]) => holds(personId, postId))),
  absences: fc.subarray(people).map((rows) => rows.map((personId) => away(personId))),
  deputies: fc
    .uniqueArray(
      fc.tuple(fc.constantFrom(...seatsAt), fc.integer({ min: 1, max: 3 }), fc.constantFrom(...seatsAt)),
      {
        maxLength: 5,
        selector: ([postId, place]) => `${postId}${place}`,
      },
    )
    .map((rows) => rows.filter(([a, , b]) => a !== b).map(([a, place, b]) => deputy(a, place, b))),
  acting: fc
    .array(
      fc.tuple(
        fc.constantFrom<ActingFact['kind']>('職務代理', '事務委任'),
        fc.constantFrom(...seatsAt),
        fc.constantFrom(...seatsAt),
        fc.option(fc.constantFrom(...people)),
        fc.constantFrom<ActingFact['when']>('常時', '不在', '欠員', '不在・欠員'),
        fc.option(fc.constantFrom<'carry' | 'dispose'>('carry', 'dispose')),
      ),
      { maxLength: 4 },
    )
    .map((rows) =>
      rows
        .filter(([, a, b]) => a !== b)
        .map(([kind, a, b, person, when, matter], index) => ({
          ...acting(kind, a, person === null ? b : null, when),
          id: `A${index}`,
          holderPersonId: person,
          scope: { offices: null, matters: matter === null ? null : [matter] },
        })),
    ),
  rules: fc.constant([
    rule('ciso', 'city', { by: 'post', postId: 'P0' }),
    rule('chief-iso', 'city', { by: 'post', postId: 'P1' }),
    rule('dept-iso', 'unit', { by: 'rank', rank: 'head', kinds: ['部'] }),
    rule('sec-manager', 'unit', { by: 'rank', rank: 'head', kinds: ['課'] }),
    rule('policy-office', 'city', { by: 'policy-office' }),
    rule('council', 'city', { by: 'members', unitId: 'U1' }),
    rule('auditor', 'city', { by: 'person', personId: '戊', unitId: null }),
  ]),
  serving: fc.subarray(['戊']),
})

export { people, places }
