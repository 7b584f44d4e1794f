import { buildCase, type CaseSpec, type Desk, type Flaw, type Step } from './case-builder.ts'
import { errandsOf, ownErrands, refusals, returns } from './errands.ts'
import type { CasePlan } from './history-types.ts'
import { headTitle, heldBesides } from './seats.ts'
import type { SectionPlan } from './units.ts'

/** How a case goes. */
type Course =
  | 'done'
  | 'deputised'
  | 'raised'
  | 'returned'
  | 'pulled-back'
  | 'refused'
  | 'withdrawn'
  | 'dropped'
  | 'unused'
  | 'lapsed'
  | 'overdue'
  | 'out'
  | 'ready'
  | 'waiting'
  | 'returned-open'
  | 'pulled-back-open'
  | 'draft'

/** How many cases of each course the city has beside those of the named people. */
const wanted: readonly (readonly [Course, number])[] = [
  // first those that depend on the state of the last days, while the shelves are full
  ['overdue', 6],
  ['out', 10],
  ['ready', 8],
  ['waiting', 14],
  ['returned-open', 3],
  ['pulled-back-open', 2],
  ['draft', 3],
  ['deputised', 20],
  ['raised', 12],
  ['returned', 30],
  ['pulled-back', 14],
  ['refused', 18],
  ['withdrawn', 10],
  ['dropped', 4],
  ['unused', 4],
  ['lapsed', 4],
  ['done', 224],
]

const attempts = 400

/** The cases of the whole city. What cannot be placed on a given calendar is left out. */
export function usualCases(desk: Desk): CasePlan[] {
  return wanted.flatMap(([course, count]) => {
    const found: CasePlan[] = []
    for (let attempt = 0; attempt < attempts * count && found.length < count; attempt += 1) {
      const plan = oneCase(desk, course)
      if (plan !== undefined) found.push(plan)
    }
    return found
  })
}

function oneCase(desk: Desk, course: Course): CasePlan | undefined {
  const { random } = desk
  const section = pickSection(desk)
  const errands = errandsOf(section.code)
  const own = ownErrands(section.code)
  const errand = own > 0 && random.chance(0.85) ? errands[random.between(0, own - 1)] : random.pick(errands)
  if (errand === undefined) return undefined
  const start = startDay(desk, course, section, errand.days)
  if (start === undefined) return undefined
  const timing = { start, days: errand.days, random, last: desk.last }
  const planned = steps(course, timing)
  const applicant = pickApplicant(desk, course, section, start, planned.to)
  if (applicant === undefined) return undefined
  const spec: CaseSpec = { section, applicant, errand, ...planned }
  return buildCase(desk, spec)
}

/** Sections that go out often come up often. */
function pickSection({ who, random }: Desk): SectionPlan {
  const weighted = who.sections.flatMap((section) =>
    Array.from({ length: 1 + ownErrands(section.code) * 2 }, () => section),
  )
  return random.pick(weighted)
}

function pickApplicant(
  desk: Desk,
  course: Course,
  section: SectionPlan,
  start: number,
  to: number,
): string | undefined {
  const [from, until] = [desk.days[start], desk.days[to]]
  if (from === undefined || until === undefined) return undefined
  if (course === 'raised') {
    const post = `${section.code}/${headTitle(section)}`
    return heldBesides.has(post) ? undefined : desk.who.holder(post, from)
  }
  const able = desk.who.applicants(section, from, until)
  return able.length === 0 ? undefined : desk.random.pick(able)
}

/** The day of filing. */
function startDay(desk: Desk, course: Course, section: SectionPlan, days: number): number | undefined {
  const { random, last } = desk
  switch (course) {
    case 'overdue':
      return last - random.between(days + 5, days + 16)
    case 'out':
      return last - random.between(1, 4)
    case 'ready':
    case 'returned-open':
    case 'pulled-back-open':
    case 'draft':
      return last - random.between(0, 2)
    case 'waiting':
      return last - random.between(0, 4)
    case 'deputised': {
      const head = `${section.code}/${headTitle(section)}`
      const away = desk.days
        .map((date, index) => ({ index, manager: desk.who.holder(head, date), date }))
        .filter(({ manager, date }) => manager !== undefined && desk.who.away(manager, date) !== undefined)
        .filter(({ index }) => index < last - days - 6)
      return away.length === 0 ? undefined : random.pick(away).index
    }
    default:
      return random.between(0, last - days - 12)
  }
}

type Timing = {
  readonly start: number
  readonly days: number
  readonly random: Desk['random']
  readonly last: number
}
type Planned = {
  readonly steps: readonly Step[]
  readonly from: number
  readonly to: number
  readonly flaw?: Flaw
}

/** What happens on which day. */
function steps(course: Course, { start, days, random, last }: Timing): Planned {
  const file: Step = { act: 'file', day: start }
  const decided = start + (course === 'deputised' ? 0 : random.pick([0, 0, 1, 1, 2]))
  const from = decided + random.between(1, 3)
  const to = from + days
  const whole = { from, to }
  const used: Step[] = [
    { act: 'take-out', day: from },
    { act: 'give-back', day: random.chance(0.8) ? to : Math.max(from, to - 1) },
  ]
  switch (course) {
    case 'done':
    case 'deputised':
    case 'raised':
      return { ...whole, steps: [file, { act: 'permit', day: decided }, ...used] }
    case 'returned': {
      const { reason, mends } = random.pick(returns)
      const again = decided + random.between(0, 1)
      return {
        from: again + 2,
        to: again + 2 + days,
        flaw: mends,
        steps: [
          file,
          { act: 'send-back', day: decided, reason },
          { act: 'refile', day: again },
          { act: 'permit', day: again + random.between(0, 1) },
          { act: 'take-out', day: again + 2 },
          { act: 'give-back', day: again + 2 + days },
        ],
      }
    }
    case 'pulled-back':
      return {
        from: start + 3,
        to: start + 3 + days,
        flaw: 'from',
        steps: [
          file,
          { act: 'pull-back', day: start },
          { act: 'refile', day: start + 1 },
          { act: 'permit', day: start + random.between(1, 2) },
          { act: 'take-out', day: start + 3 },
          { act: 'give-back', day: start + 3 + days },
        ],
      }
    case 'refused':
      return { ...whole, steps: [file, { act: 'refuse', day: decided, reason: random.pick(refusals) }] }
    case 'withdrawn':
      return { ...whole, steps: [file, { act: 'withdraw', day: start + random.between(0, 1) }] }
    case 'dropped': {
      const { reason, mends } = random.pick(returns)
      return {
        ...whole,
        flaw: mends,
        steps: [file, { act: 'send-back', day: decided, reason }, { act: 'withdraw', day: decided + 1 }],
      }
    }
    case 'unused':
      return { ...whole, steps: [file, { act: 'permit', day: decided }, { act: 'withdraw', day: from }] }
    case 'lapsed':
      return { ...whole, steps: [file, { act: 'permit', day: decided }, { act: 'lapse', day: to + 1 }] }
    case 'overdue':
      return { ...whole, steps: [file, { act: 'permit', day: decided }, { act: 'take-out', day: from }] }
    case 'out':
      return {
        from: start + 1,
        to: Math.max(start + 1 + days, last + random.between(1, 4)),
        steps: [file, { act: 'permit', day: start }, { act: 'take-out', day: start + 1 }],
      }
    case 'ready': {
      const begins = last + random.between(2, 5)
      return { from: begins, to: begins + days, steps: [file, { act: 'permit', day: last }] }
    }
    case 'waiting': {
      const begins = last + random.between(2, 6)
      return { from: begins, to: begins + days, steps: [file] }
    }
    case 'returned-open': {
      const { reason, mends } = random.pick(returns)
      const begins = last + random.between(3, 6)
      return {
        from: begins,
        to: begins + days,
        flaw: mends,
        steps: [file, { act: 'send-back', day: last, reason }],
      }
    }
    case 'pulled-back-open': {
      const begins = last + random.between(3, 6)
      return { from: begins, to: begins + days, steps: [file, { act: 'pull-back', day: last }] }
    }
    case 'draft': {
      const begins = last + random.between(3, 6)
      return { from: begins, to: begins + days, steps: [{ act: 'draft', day: start }] }
    }
  }
}
