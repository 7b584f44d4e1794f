import {
  type ActingFact,
  type DeputyFact,
  type Frame,
  type Holding,
  holdersOf,
  type PostFact,
  postState,
  rivalry,
  seatsOfPerson,
  seatsOfPost,
} from './frame.ts'
import type { OfficeCode } from './offices.ts'
import { actingKinds } from './acting-kinds.ts'

export const capacities = ['本人', '代決', ...actingKinds] as const
export type Capacity = (typeof capacities)[number]

/** One right to act: as which office, for which unit, in what capacity, with whose right, because of what. */
export type Standing = {
  readonly office: OfficeCode
  /** The city's word for the office. */
  readonly word: string
  /** null = for the whole city */
  readonly unitId: string | null
  readonly capacity: Capacity
  /** Whose right is used. personId is null when the post is vacant; postId when a person was named. */
  readonly rightOf: { readonly personId: string | null; readonly postId: string | null }
  /** Procedures a delegation is limited to; null = all. */
  readonly matters: readonly string[] | null
  /** Units (with all below) whose cases a delegation is limited to; null = all. */
  readonly units: readonly string[] | null
  /** The row of the delegation; null when none is used. */
  readonly rightId: string | null
  /** Why the right is no use today although it is held: two people hold a single office. */
  readonly fault: string | null
  readonly because: { readonly text: string; readonly eid: string | null }
}

/** A seat as a case asks for it: what is decided there, and for which unit. */
export type AskedSeat = {
  readonly office: OfficeCode
  readonly unitId: string | null
  /** The procedure; a delegation may cover some only. */
  readonly matter?: string
  /** The unit of the case with every unit above it; a delegation may cover some only. */
  readonly caseUnits?: readonly string[]
}

/** True when a delegation that is limited to some procedures or units covers this case. */
export function covers(standing: Pick<Standing, 'matters' | 'units'>, seat: AskedSeat): boolean {
  const { matter, caseUnits = [] } = seat
  if (standing.matters !== null && (matter === undefined || !standing.matters.includes(matter))) return false
  return standing.units === null || standing.units.some((unitId) => caseUnits.includes(unitId))
}

const unlimited = { matters: null, units: null, rightId: null } as const

/**
 * Everything a person may act as. Nothing is passed on twice: a deputy stands in for the post's own offices,
 * never for what the post only has by delegation.
 */
export function deriveStandings(
  frame: Frame,
  personId: string,
  applicantId: string | null = null,
): Standing[] {
  const mine = holdingsOf(frame, personId)
  const myPosts = mine.flatMap(({ postId }) => frame.posts.get(postId) ?? [])
  const standings: Standing[] = []
  for (const holding of mine) {
    const post = frame.posts.get(holding.postId)
    if (post !== undefined) standings.push(...ownStandings(frame, post, holding))
  }
  for (const seat of seatsOfPerson(frame, personId, myPosts)) {
    standings.push({
      office: seat.office,
      word: seat.rule.word,
      unitId: seat.unitId,
      capacity: '本人',
      rightOf: { personId, postId: null },
      ...unlimited,
      fault: rivalry(frame, seat.office),
      because: { text: `${seat.rule.word}に定められています`, eid: seat.rule.eid },
    })
  }
  // Who is away does not stand in for somebody else.
  if (frame.absences.has(personId)) return standings
  const held = new Set(mine.map(({ postId }) => postId))
  for (const deputy of frame.deputies) {
    if (held.has(deputy.deputyPostId) && !held.has(deputy.postId)) {
      standings.push(...deputyStandings(frame, deputy, applicantId))
    }
  }
  for (const right of frame.acting) {
    const isHolder =
      right.holderPersonId === personId || (right.holderPostId !== null && held.has(right.holderPostId))
    if (isHolder && !held.has(right.postId)) standings.push(...actingStandings(frame, right))
  }
  return standings
}

function holdingsOf(frame: Frame, personId: string): readonly Holding[] {
  return frame.heldBy.get(personId) ?? []
}

function ownStandings(frame: Frame, post: PostFact, holding: Holding): Standing[] {
  return seatsOfPost(frame, post).map((seat) => ({
    office: seat.office,
    word: seat.rule.word,
    unitId: seat.unitId,
    capacity: '本人',
    rightOf: { personId: holding.personId, postId: post.id },
    ...unlimited,
    fault: rivalry(frame, seat.office),
    because: { text: `${postLabel(frame, post)}(${holding.kind})`, eid: seat.rule.eid },
  }))
}

/**
 * A deputy decides while every holder of the post is away and every deputy before him is away, not appointed, or
 * the applicant of the case himself. A vacant post has no deputy: 代決 uses the right of somebody who is there but
 * absent.
 */
export function deputyMayStandIn(
  frame: Frame,
  deputy: DeputyFact,
  applicantId: string | null = null,
): boolean {
  if (postState(frame, deputy.postId) !== 'absent') return false
  return deputiesBefore(frame, deputy).every((personId) => personId === applicantId)
}

/** Who is there to stand in before this deputy. */
function deputiesBefore(frame: Frame, deputy: DeputyFact): string[] {
  return frame.deputies
    .filter((other) => other.postId === deputy.postId && other.place < deputy.place)
    .flatMap((other) => holdersOf(frame, other.deputyPostId))
    .flatMap(({ personId }) => (frame.absences.has(personId) ? [] : [personId]))
}

/** What a person may act as in the cases of one applicant only: those of the deputy before him. */
export type Fallback = { readonly applicantId: string; readonly standing: Standing }

/** Standings that come about because the deputy before is the applicant and so may not decide. */
export function deriveFallbacks(frame: Frame, personId: string): Fallback[] {
  const held = new Set(holdingsOf(frame, personId).map(({ postId }) => postId))
  const before = frame.deputies
    .filter((each) => held.has(each.deputyPostId))
    .flatMap((each) => deputiesBefore(frame, each))
  const always = new Set(deriveStandings(frame, personId).map(nameOf))
  return [...new Set(before)]
    .filter((applicantId) => applicantId !== personId)
    .flatMap((applicantId) =>
      deriveStandings(frame, personId, applicantId)
        .filter((standing) => !always.has(nameOf(standing)))
        .map((standing) => ({ applicantId, standing })),
    )
}

function nameOf(standing: Standing): string {
  const { office, unitId, capacity, rightOf } = standing
  return [office, unitId, capacity, rightOf.personId, rightOf.postId].join(' ')
}

function deputyStandings(frame: Frame, deputy: DeputyFact, applicantId: string | null): Standing[] {
  const post = frame.posts.get(deputy.postId)
  if (post === undefined || !deputyMayStandIn(frame, deputy, applicantId)) return []
  return seatsOfPost(frame, post).flatMap((seat) =>
    holdersOf(frame, post.id).map((holder) => ({
      office: seat.office,
      word: seat.rule.word,
      unitId: seat.unitId,
      capacity: '代決' as const,
      rightOf: { personId: holder.personId, postId: post.id },
      ...unlimited,
      fault: rivalry(frame, seat.office),
      because: {
        text: `${postLabel(frame, post)}が不在のため第${deputy.place}順位で代決(${deputy.basis})`,
        eid: deputy.eid,
      },
    })),
  )
}

/**
 * True while the state of the post is the one the delegation was made for. What the holder gave himself ends when
 * he leaves the post; it is not his successor's.
 */
export function actingApplies(frame: Frame, right: ActingFact): boolean {
  if (!frame.posts.has(right.postId)) return false
  if (right.giverPersonId !== null && !holds(frame, right.giverPersonId, right.postId)) return false
  const state = postState(frame, right.postId)
  switch (right.when) {
    case '常時':
      return true
    case '不在':
      return state === 'absent'
    case '欠員':
      return state === 'vacant'
    case '不在・欠員':
      return state !== 'present'
  }
}

function holds(frame: Frame, personId: string, postId: string): boolean {
  return holdersOf(frame, postId).some((holder) => holder.personId === personId)
}

/** The people who act by a delegation: the holders of the post it was given to, or the person named. */
export function actingHolders(frame: Frame, right: ActingFact): string[] {
  if (right.holderPersonId !== null) return [right.holderPersonId]
  return right.holderPostId === null ? [] : holdersOf(frame, right.holderPostId).map((each) => each.personId)
}

function actingStandings(frame: Frame, right: ActingFact): Standing[] {
  const post = frame.posts.get(right.postId)
  if (post === undefined || !actingApplies(frame, right)) return []
  const whose = ownersOf(frame, right)
  return seatsOfPost(frame, post)
    .filter((seat) => right.scope.offices === null || right.scope.offices.includes(seat.office))
    .flatMap((seat) =>
      whose.map((owner) => ({
        office: seat.office,
        word: seat.rule.word,
        unitId: seat.unitId,
        capacity: right.kind,
        rightOf: { personId: owner, postId: post.id },
        matters: right.scope.matters,
        units: right.scope.units ?? null,
        rightId: right.id,
        fault: rivalry(frame, seat.office),
        because: { text: `${postLabel(frame, post)}の${right.kind}(${right.basis})`, eid: right.eid },
      })),
    )
}

/**
 * Whose right a delegation lends: that of everybody in the post, who gave it first; null = of the vacant post. A
 * post two people share is one right, so that neither can have his own case decided with it.
 */
function ownersOf(frame: Frame, right: ActingFact): (string | null)[] {
  const holders = holdersOf(frame, right.postId).map((holder) => holder.personId)
  if (holders.length === 0) return [null]
  return holders.toSorted((a, b) => Number(b === right.giverPersonId) - Number(a === right.giverPersonId))
}

/** 「市民課長」 where the title alone would be 「課長」. */
export function postLabel(frame: Frame, post: PostFact): string {
  const unit = post.unitId === null ? undefined : frame.units.get(post.unitId)
  if (unit === undefined || post.title.includes(unit.name)) return post.title
  const last = unit.name.at(-1) ?? ''
  const shared = post.title.startsWith(last) ? unit.name.slice(0, -1) : unit.name
  return shared + post.title
}
