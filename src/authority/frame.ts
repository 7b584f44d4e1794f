import { type OfficeCode, type OfficeRule, offices } from './offices.ts'
import type {
  ActingCondition,
  ActingKind,
  ActingScope,
  AppointmentKind,
  PostRank,
  UnitKind,
} from './tables.ts'

/*
 * A frame is what the rules need to know of an organisation on one date: everything in it is valid on that
 * date, so no rule compares dates. It may be the whole city or a slice around one person or one unit; a slice
 * holds all holders and deputies of every post it names as a candidate.
 */

export type UnitFact = {
  readonly id: string
  readonly parentId: string | null
  readonly name: string
  readonly kind: UnitKind
  readonly policyOffice: boolean
}
export type PostFact = {
  readonly id: string
  readonly unitId: string | null
  readonly title: string
  readonly rank: PostRank
}
export type Holding = {
  readonly personId: string
  readonly postId: string
  readonly kind: AppointmentKind
  readonly since: string
}
/** `until` is the day the person is back; null = unknown. */
export type AbsenceFact = { readonly until: string | null; readonly reason: string }
export type DeputyFact = {
  readonly postId: string
  readonly place: number
  readonly deputyPostId: string
  readonly basis: string
  readonly eid: string | null
}
export type ActingFact = {
  /** The row of the right, so that a decision can say which one was used. */
  readonly id: string
  readonly kind: ActingKind
  readonly postId: string
  readonly holderPostId: string | null
  readonly holderPersonId: string | null
  readonly when: ActingCondition
  readonly scope: ActingScope
  /** Who gave it, when the holder of the post did so himself; null = a rule or a decision of the city. */
  readonly giverPersonId: string | null
  readonly basis: string
  readonly eid: string | null
}
export type RuleFact = {
  readonly office: OfficeCode
  readonly word: string
  readonly scope: 'unit' | 'city'
  readonly rule: OfficeRule
  readonly eid: string | null
}

export type Frame = {
  readonly units: ReadonlyMap<string, UnitFact>
  readonly posts: ReadonlyMap<string, PostFact>
  /** Holders of each post: 本務 before all others, then by date of appointment, person and post. */
  readonly holdings: ReadonlyMap<string, readonly Holding[]>
  /** The same by person. */
  readonly heldBy: ReadonlyMap<string, readonly Holding[]>
  readonly absences: ReadonlyMap<string, AbsenceFact>
  readonly deputies: readonly DeputyFact[]
  readonly acting: readonly ActingFact[]
  readonly rules: readonly RuleFact[]
  /** Of the people whom rules name, those who serve on the date. */
  readonly serving: ReadonlySet<string>
}

/** An office as a seat: which office, for which unit (null = the whole city), by which rule. */
export type Seat = { readonly office: OfficeCode; readonly unitId: string | null; readonly rule: RuleFact }

/** Builds a frame from lists; later duplicates of an absence keep the one that lasts longest. */
export function frameOf(facts: {
  units: readonly UnitFact[]
  posts: readonly PostFact[]
  holdings: readonly Holding[]
  absences: readonly (AbsenceFact & { personId: string })[]
  deputies: readonly DeputyFact[]
  acting: readonly ActingFact[]
  rules: readonly RuleFact[]
  serving: Iterable<string>
}): Frame {
  const holdings = new Map<string, Holding[]>()
  for (const holding of facts.holdings.toSorted(byPrecedence)) {
    const of = holdings.get(holding.postId)
    if (of === undefined) holdings.set(holding.postId, [holding])
    else of.push(holding)
  }
  const heldBy = Map.groupBy([...holdings.values()].flat(), (holding) => holding.personId)
  const absences = new Map<string, AbsenceFact>()
  for (const { personId, until, reason } of facts.absences) {
    const known = absences.get(personId)
    if (known === undefined || isLater(until, known.until)) absences.set(personId, { until, reason })
  }
  return {
    units: new Map(facts.units.map((unit) => [unit.id, unit])),
    posts: new Map(facts.posts.map((post) => [post.id, post])),
    holdings,
    heldBy,
    absences,
    deputies: facts.deputies.toSorted((a, b) => a.place - b.place || byText(a.postId, b.postId)),
    acting: facts.acting.toSorted((a, b) => byText(a.postId, b.postId) || byText(a.id, b.id)),
    rules: facts.rules,
    serving: new Set(facts.serving),
  }
}

function isLater(a: string | null, b: string | null): boolean {
  if (b === null) return false
  return a === null || a > b
}

function byPrecedence(a: Holding, b: Holding): number {
  const main = Number(b.kind === '本務') - Number(a.kind === '本務')
  return (
    main ||
    a.since.localeCompare(b.since) ||
    byText(a.personId, b.personId) ||
    // Who holds two posts of one office uses the same right each time, in whatever order the rows come.
    byText(a.postId, b.postId)
  )
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** The unit and everything above it, nearest first. Ends where the slice ends; a ring ends where it closes. */
export function pathUp(frame: Frame, unitId: string | null): UnitFact[] {
  const path: UnitFact[] = []
  let at = unitId
  while (at !== null) {
    const unit = frame.units.get(at)
    if (unit === undefined || path.includes(unit)) break
    path.push(unit)
    at = unit.parentId
  }
  return path
}

export function holdersOf(frame: Frame, postId: string): readonly Holding[] {
  return frame.holdings.get(postId) ?? []
}

/** 欠員 is not 不在: nobody appointed, or everybody who is appointed away. */
export function postState(frame: Frame, postId: string): 'present' | 'absent' | 'vacant' {
  const holders = holdersOf(frame, postId)
  if (holders.length === 0) return 'vacant'
  return holders.every((holder) => frame.absences.has(holder.personId)) ? 'absent' : 'present'
}

/**
 * The people who hold a single office on the day and are there, when they are more than one: a fault of the
 * organisation. Nobody is picked; nobody decides in the office until one of them is left.
 */
export function rivalsIn(frame: Frame, office: OfficeCode): string[] {
  if (!offices[office].single) return []
  const owners = new Set<string>()
  for (const { office: of, rule } of frame.rules) {
    if (of !== office) continue
    if (rule.by === 'post') for (const each of holdersOf(frame, rule.postId)) owners.add(each.personId)
    if (rule.by === 'person' && frame.serving.has(rule.personId)) owners.add(rule.personId)
  }
  const present = [...owners].filter((personId) => !frame.absences.has(personId))
  return present.length > 1 ? present : []
}

/** The sentence for such a fault; null where there is none. */
export function rivalry(frame: Frame, office: OfficeCode): string | null {
  const rivals = rivalsIn(frame, office)
  if (rivals.length === 0) return null
  const word = frame.rules.find((rule) => rule.office === office)?.word ?? offices[office].word
  return `${word}は1人が担う役割ですが、今日は${rivals.length}人が担っています。1人になるまで、この役割ではだれも決定できません。組織の担当者に連絡してください。`
}

/** The seats that come with a post. */
export function seatsOfPost(frame: Frame, post: PostFact): Seat[] {
  const unit = post.unitId === null ? undefined : frame.units.get(post.unitId)
  const seats: Seat[] = []
  for (const rule of frame.rules) {
    const given = rule.rule
    const carries =
      given.by === 'post'
        ? given.postId === post.id
        : given.by === 'rank' &&
          unit !== undefined &&
          given.rank === post.rank &&
          given.kinds.includes(unit.kind)
    if (carries) seats.push({ office: rule.office, unitId: rule.scope === 'unit' ? post.unitId : null, rule })
  }
  return seats
}

/** The seats a person has without regard to rank: named, or as a member of a unit. */
export function seatsOfPerson(frame: Frame, personId: string, ownPosts: readonly PostFact[]): Seat[] {
  const seats: Seat[] = []
  for (const rule of frame.rules) {
    const given = rule.rule
    if (given.by === 'person' && given.personId === personId && frame.serving.has(personId)) {
      seats.push({ office: rule.office, unitId: rule.scope === 'unit' ? given.unitId : null, rule })
    }
    if (!isMembership(given)) continue
    for (const post of ownPosts) {
      const unit = pathUp(frame, post.unitId).find((each) => isInside(given, each))
      if (unit === undefined) continue
      const unitId = rule.scope === 'unit' ? unit.id : null
      if (!seats.some((seat) => seat.office === rule.office && seat.unitId === unitId)) {
        seats.push({ office: rule.office, unitId, rule })
      }
    }
  }
  return seats
}

type Membership = Extract<OfficeRule, { by: 'members' | 'policy-office' }>

function isMembership(rule: OfficeRule): rule is Membership {
  return rule.by === 'members' || rule.by === 'policy-office'
}

function isInside(rule: Membership, unit: UnitFact): boolean {
  return rule.by === 'members' ? unit.id === rule.unitId : unit.policyOffice
}

/** Everybody with a post in or below the units a membership rule speaks of, by the unit that gives the seat. */
export function membersOf(frame: Frame, rule: OfficeRule): { personId: string; unitId: string }[] {
  if (!isMembership(rule)) return []
  const members: { personId: string; unitId: string }[] = []
  for (const post of frame.posts.values()) {
    const unit = pathUp(frame, post.unitId).find((each) => isInside(rule, each))
    if (unit === undefined) continue
    for (const { personId } of holdersOf(frame, post.id)) members.push({ personId, unitId: unit.id })
  }
  return members
}
