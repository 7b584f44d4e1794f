import type { ActingCondition, ActingKind } from '#authority/acting-kinds.ts'
import type { OfficeCode, OfficeRule } from '#authority/offices.ts'
import type { AppointmentKind, PostRank, UnitKind } from '#authority/tables.ts'

/*
 * An organisation with its whole history, as rows with dates, and random ones of them: small enough that every kind
 * of collision occurs often. Names are ids.
 */

export type Period = { readonly from: string; readonly to: string | null }
/** One state of a unit; a unit that is renamed or moved has several. */
export type UnitState = Period & {
  readonly unit: string
  readonly name: string
  readonly parent: string | null
  readonly kind: UnitKind
  readonly policyOffice: boolean
}
export type Post = Period & { readonly id: string; readonly unit: string | null; readonly rank: PostRank }
export type Person = Period & { readonly id: string }
export type Appointment = Period & {
  readonly person: string
  readonly post: string
  readonly kind: AppointmentKind
}
export type Absence = Period & { readonly person: string }
export type Deputy = Period & { readonly post: string; readonly place: number; readonly deputy: string }
export type Right = Period & {
  readonly id: string
  readonly kind: ActingKind
  readonly post: string
  readonly toPost: string | null
  readonly toPerson: string | null
  readonly giver: string | null
  readonly when: ActingCondition
  readonly offices: readonly OfficeCode[] | null
  readonly matters: readonly string[] | null
  readonly units: readonly string[] | null
}
export type Rule = Period & {
  readonly office: OfficeCode
  readonly scope: 'unit' | 'city'
  readonly rule: OfficeRule
}

export type History = {
  readonly units: readonly UnitState[]
  readonly posts: readonly Post[]
  readonly people: readonly Person[]
  readonly appointments: readonly Appointment[]
  readonly absences: readonly Absence[]
  readonly deputies: readonly Deputy[]
  readonly rights: readonly Right[]
  readonly rules: readonly Rule[]
}

/** One question to the rules: may this actor decide this case on that day, and who may. */
export type Sample = {
  readonly date: string
  readonly office: OfficeCode
  readonly unit: string | null
  readonly matter: string
  readonly applicant: string
  readonly actor: string
}

/** Days on which something begins or ends; samples also fall on the day before each. */
const turns = ['2026-04-01', '2026-06-01', '2026-08-01', '2026-10-01', '2026-12-01', '2027-04-01'] as const
const eves = ['2026-03-31', '2026-05-31', '2026-07-31', '2026-09-30', '2026-11-30', '2027-03-31'] as const
const matters = ['carry-out', 'dispose'] as const

/** Even numbers from a seed: the same history every time. Returns an integer from 0 to (not including) `below`. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Dice = ReturnType<typeof dice>

function pick<T>(roll: Dice, list: readonly T[]): T {
  const found = list[roll(list.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}
const chance = (roll: Dice, outOfTen: number): boolean => roll(10) < outOfTen

function period(roll: Dice): Period {
  const start = chance(roll, 6) ? 0 : roll(3)
  const from = turns[start] ?? turns[0]
  if (chance(roll, 6)) return { from, to: null }
  return { from, to: pick(roll, turns.slice(start + 1)) }
}
const always: Period = { from: turns[0], to: null }

const people = ['甲', '乙', '丙', '丁', '戊', '己'] as const
const posts = [
  { id: '副市長A', unit: null, rank: 'vice-mayor' },
  { id: '副市長B', unit: null, rank: 'vice-mayor' },
  { id: '部長', unit: '部', rank: 'head' },
  { id: '部次長', unit: '部', rank: 'deputy-head' },
  { id: '一課長', unit: '一課', rank: 'head' },
  { id: '一課長補佐', unit: '一課', rank: 'deputy-head' },
  { id: '一課リーダー', unit: '一課', rank: 'leader' },
  { id: '二課長', unit: '二課', rank: 'head' },
  { id: '係長', unit: '係', rank: 'section-chief' },
  { id: '係員', unit: '係', rank: 'staff' },
  { id: '局長', unit: '局', rank: 'head' },
] as const satisfies readonly { id: string; unit: string | null; rank: PostRank }[]
const postIds = posts.map((post) => post.id)
/** Posts that bring an office. */
const deciding = ['副市長A', '部長', '一課長', '二課長', '局長'] as const
const unitIds = ['部', '一課', '二課', '係', '局'] as const
const offices: readonly OfficeCode[] = [
  'sec-leader',
  'sec-manager',
  'dept-iso',
  'chief-iso',
  'ciso',
  'council',
  'policy-office',
  'audit-head',
]

function unitStates(roll: Dice): UnitState[] {
  const plain: Omit<UnitState, 'from' | 'to' | 'name'>[] = [
    { unit: '部', parent: null, kind: '部', policyOffice: false },
    { unit: '一課', parent: chance(roll, 9) ? '部' : null, kind: '課', policyOffice: chance(roll, 3) },
    { unit: '二課', parent: chance(roll, 8) ? '部' : '局', kind: '課', policyOffice: chance(roll, 3) },
    { unit: '係', parent: pick(roll, ['一課', '二課']), kind: '係', policyOffice: false },
    { unit: '局', parent: null, kind: '局', policyOffice: chance(roll, 2) },
  ]
  return plain.flatMap((state): UnitState[] => {
    const fate = roll(10)
    const turn = pick(roll, turns.slice(1))
    if (fate < 6) return [{ ...state, name: state.unit, ...always }]
    if (fate < 8) return [{ ...state, name: state.unit, from: turns[0], to: turn }]
    // Moved or made another kind of unit on a day; its number stays.
    const parents = unitIds.filter((id) => id !== state.unit && id !== '係')
    const moved =
      state.unit === '部' || state.unit === '局'
        ? { kind: pick(roll, ['部', '局', '課'] as const) }
        : {
            parent: chance(roll, 2)
              ? null
              : pick(
                  roll,
                  parents.filter((id) => id !== '一課' && id !== '二課'),
                ),
          }
    return [
      { ...state, name: state.unit, from: turns[0], to: turn },
      { ...state, ...moved, name: `新${state.unit}`, from: turn, to: null },
    ]
  })
}

function rules(roll: Dice): Rule[] {
  const found: Rule[] = []
  const add = (office: OfficeCode, scope: 'unit' | 'city', rule: OfficeRule, at: Period = always) => {
    found.push({ office, scope, rule, ...at })
  }
  if (chance(roll, 9)) {
    const turn = pick(roll, turns.slice(1))
    if (chance(roll, 6)) add('ciso', 'city', { by: 'post', postId: '副市長A' })
    else {
      add('ciso', 'city', { by: 'post', postId: '副市長A' }, { from: turns[0], to: turn })
      add(
        'ciso',
        'city',
        { by: 'person', personId: pick(roll, people), unitId: null },
        { from: turn, to: null },
      )
    }
    // Two rules for one office at once: a fault that must stop everybody.
    if (chance(roll, 2)) add('ciso', 'city', { by: 'post', postId: '副市長B' }, period(roll))
  }
  if (chance(roll, 9))
    add('chief-iso', 'city', { by: 'post', postId: pick(roll, ['部長', '局長', '部次長']) })
  if (chance(roll, 9)) add('dept-iso', 'unit', { by: 'rank', rank: 'head', kinds: ['部', '局'] })
  if (chance(roll, 9)) {
    const kinds: UnitKind[] = chance(roll, 7) ? ['課'] : ['課', '係']
    add('sec-manager', 'unit', { by: 'rank', rank: 'head', kinds })
  }
  if (chance(roll, 3)) {
    add(
      'sec-manager',
      'unit',
      { by: 'person', personId: pick(roll, people), unitId: pick(roll, unitIds) },
      period(roll),
    )
  }
  if (chance(roll, 5)) add('sec-leader', 'unit', { by: 'rank', rank: 'leader', kinds: ['課'] })
  if (chance(roll, 8)) add('policy-office', chance(roll, 8) ? 'city' : 'unit', { by: 'policy-office' })
  if (chance(roll, 8)) add('council', 'city', { by: 'members', unitId: pick(roll, unitIds) })
  if (chance(roll, 6)) {
    add('audit-head', 'city', { by: 'person', personId: pick(roll, people), unitId: null }, period(roll))
    if (chance(roll, 3)) add('audit-head', 'city', { by: 'post', postId: pick(roll, postIds) }, period(roll))
  }
  return found
}

function rights(roll: Dice): Right[] {
  return Array.from({ length: 2 + roll(5) }, (_, index): Right => {
    const post = chance(roll, 8) ? pick(roll, deciding) : pick(roll, postIds)
    const giver = chance(roll, 4) ? pick(roll, people) : null
    const toPerson = chance(roll, 4)
      ? pick(
          roll,
          people.filter((id) => id !== giver),
        )
      : null
    const kind: ActingKind =
      giver === null ? pick(roll, ['職務代理', '事務委任', '専決'] as const) : '事務委任'
    return {
      id: `権限${index}`,
      kind,
      post,
      toPost:
        toPerson === null
          ? pick(
              roll,
              postIds.filter((id) => id !== post),
            )
          : null,
      toPerson,
      giver,
      when: giver === null ? pick(roll, ['常時', '不在', '欠員', '不在・欠員'] as const) : '常時',
      offices: chance(roll, 3) ? [pick(roll, offices), pick(roll, offices)] : null,
      matters: chance(roll, 3) ? [pick(roll, matters)] : null,
      units: chance(roll, 2) ? [pick(roll, unitIds)] : null,
      ...period(roll),
    }
  })
}

/** A random organisation with its history. */
export function anyHistory(roll: Dice): History {
  const keep = <T>(rows: readonly T[], key: (row: T) => string): T[] => [
    ...new Map(rows.map((row) => [key(row), row])).values(),
  ]
  const usual = postIds.flatMap((post): Appointment[] =>
    chance(roll, 8) ? [{ person: pick(roll, people), post, kind: '本務', ...period(roll) }] : [],
  )
  const appointments = Array.from({ length: 2 + roll(4) }, (): Appointment => {
    const kind = pick(roll, ['兼務', '事務取扱'] as const)
    return { person: pick(roll, people), post: pick(roll, postIds), kind, ...period(roll) }
  })
  const orders = [
    ['部長', '部次長'],
    ['一課長', '一課長補佐'],
    ['一課長', '係長'],
    ['二課長', '係長'],
    ['局長', '部次長'],
    ['副市長A', '副市長B'],
  ] as const
  const deputies = [
    ...orders.flatMap(([post, deputy]): Deputy[] =>
      chance(roll, 7) ? [{ post, place: 1 + roll(3), deputy, ...period(roll) }] : [],
    ),
    ...Array.from({ length: roll(4) }, (): Deputy => {
      const post = pick(roll, postIds)
      const deputy = pick(
        roll,
        postIds.filter((id) => id !== post),
      )
      return { post, place: 1 + roll(3), deputy, ...period(roll) }
    }),
  ]
  return {
    units: unitStates(roll),
    posts: posts.map((post) => ({ ...post, ...(chance(roll, 9) ? always : period(roll)) })),
    people: people.map((id) => ({
      id,
      ...(chance(roll, 8) ? always : { from: turns[0], to: pick(roll, turns.slice(1)) }),
    })),
    appointments: keep(
      [...usual, ...appointments],
      (row) => `${row.person} ${row.post} ${row.kind} ${row.from}`,
    ),
    absences: Array.from({ length: roll(6) }, (): Absence => ({
      person: pick(roll, people),
      ...period(roll),
    })),
    deputies: keep(deputies, (row) => `${row.post} ${row.place} ${row.from}`),
    rights: rights(roll),
    rules: rules(roll),
  }
}

/** A random question about it: on a day of change, on its eve, or in between; more often about who may stand in. */
export function anySample(roll: Dice, history: History): Sample {
  const date = chance(roll, 4)
    ? pick(roll, turns)
    : chance(roll, 6)
      ? pick(roll, eves.slice(1))
      : '2026-09-15'
  const standingIn = [
    ...history.deputies.map((each) => each.deputy),
    ...history.rights.flatMap((each) => each.toPost ?? []),
  ]
  const likely = [
    ...history.appointments.filter((each) => standingIn.includes(each.post)).map((each) => each.person),
    ...history.rights.flatMap((each) => each.toPerson ?? []),
    ...people,
  ]
  return {
    date,
    office: chance(roll, 6) ? 'sec-manager' : pick(roll, offices),
    unit: chance(roll, 9) ? pick(roll, unitIds) : null,
    matter: pick(roll, matters),
    applicant: pick(roll, people),
    actor: pick(roll, likely),
  }
}
