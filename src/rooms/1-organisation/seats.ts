import type { Tx } from '#ground/database/database.ts'
import {
  type Frame,
  holdersOf,
  membersOf,
  type PostFact,
  rivalry,
  type RuleFact,
  seatsOfPost,
} from '#authority/frame.ts'
import { type OfficeCode, officeCodes } from '#authority/offices.ts'
import { personNames } from '#authority/reads.ts'
import { givesSeat, vacancy } from '#authority/route.ts'
import { actingApplies, actingHolders, deputyMayStandIn, postLabel } from '#authority/standing.ts'
import type { SeatView } from './contract.ts'

/** One security office in one place, before names are looked up. */
export type SeatFact = {
  readonly office: OfficeCode
  readonly rule: RuleFact
  readonly unitId: string | null
  readonly posts: readonly PostFact[]
  /** People who hold it without a post: named by rule, or members. */
  readonly people: readonly string[]
}

/** Most holders named in one seat; a council may have more members than a chart can show. */
const HOLDERS_SHOWN = 20

/**
 * The seats that rules make: for the whole city, and for each unit given. Also those nobody holds; that is what
 * the chart is for. Runs through the posts once, so that 1,500 units take no longer than they must.
 */
export function seatsFor(frame: Frame, unitIds: readonly string[], withCity: boolean): SeatFact[] {
  const key = (office: string, unitId: string | null): string => `${office} ${unitId ?? ''}`
  const posts = new Map<string, PostFact[]>()
  for (const post of frame.posts.values()) {
    for (const seat of seatsOfPost(frame, post)) {
      const at = key(seat.office, seat.unitId)
      const known = posts.get(at)
      if (known === undefined) posts.set(at, [post])
      else if (!known.includes(post)) known.push(post)
    }
  }
  const people = new Map<string, string[]>()
  for (const rule of frame.rules) {
    const given = rule.rule
    const named =
      given.by === 'person' && frame.serving.has(given.personId)
        ? [{ personId: given.personId, unitId: given.unitId }]
        : membersOf(frame, given)
    for (const { personId, unitId } of named) {
      const at = key(rule.office, rule.scope === 'unit' ? unitId : null)
      const known = people.get(at) ?? []
      if (!known.includes(personId)) people.set(at, [...known, personId])
    }
  }
  const seats: SeatFact[] = []
  for (const office of officeCodes) {
    const rules = frame.rules.filter((rule) => rule.office === office)
    const add = (rule: RuleFact | undefined, unitId: string | null): void => {
      if (rule === undefined) return
      const at = key(office, unitId)
      seats.push({ office, rule, unitId, posts: posts.get(at) ?? [], people: people.get(at) ?? [] })
    }
    if (withCity)
      add(
        rules.find((rule) => rule.scope === 'city'),
        null,
      )
    for (const unitId of unitIds) {
      const unit = frame.units.get(unitId)
      if (unit === undefined) continue
      add(
        rules.find((rule) => rule.scope === 'unit' && givesSeat(frame, rule, unit)),
        unitId,
      )
    }
  }
  return seats
}

/** True when somebody can decide in the seat, now or when he is back. */
export function isHeld(frame: Frame, seat: SeatFact): boolean {
  return (
    seat.people.length > 0 ||
    seat.posts.some(
      (post) =>
        holdersOf(frame, post.id).length > 0 ||
        frame.acting.some(
          (right) =>
            right.postId === post.id &&
            actingApplies(frame, right) &&
            (right.scope.offices === null || right.scope.offices.includes(seat.office)) &&
            actingHolders(frame, right).length > 0,
        ),
    )
  )
}

/** The seats as the screen shows them. One query, for the names. */
export async function viewSeats(tx: Tx, frame: Frame, seats: readonly SeatFact[]): Promise<SeatView[]> {
  const ids = new Set<string>()
  const drafts = seats.map((seat) => draft(frame, seat, ids))
  const names = await personNames(tx, [...ids])
  const nameOf = (id: string): string => names.get(id) ?? '(不明)'
  return drafts.map((each) => ({
    ...each,
    holders: each.holders.map((holder) => ({ ...holder, name: nameOf(holder.personId) })),
    deputies: each.deputies.map(({ people, ...deputy }) => ({ ...deputy, names: people.map(nameOf) })),
    acting: each.acting.map(({ people, ...right }) => ({ ...right, names: people.map(nameOf) })),
  }))
}

function draft(frame: Frame, seat: SeatFact, ids: Set<string>) {
  const [post] = seat.posts
  const mark = (personId: string): string => {
    ids.add(personId)
    return personId
  }
  const away = (personId: string) => {
    const absence = frame.absences.get(personId)
    return absence === undefined ? null : { until: absence.until }
  }
  const titled = seat.posts.flatMap((each) =>
    holdersOf(frame, each.id).map(({ personId, kind, since }) => ({
      personId,
      title: each.title,
      kind,
      since,
    })),
  )
  const named = seat.people.map((personId) => ({ personId, title: seat.rule.word, kind: null, since: null }))
  const all = [...titled, ...named]
  const ofPosts = <T extends { postId: string }>(rows: readonly T[]): T[] =>
    rows.filter((row) => seat.posts.some((each) => each.id === row.postId))
  const labelOf = (postId: string | null): string => {
    const found = postId === null ? undefined : frame.posts.get(postId)
    return found === undefined ? '' : postLabel(frame, found)
  }
  return {
    office: seat.office,
    word: seat.rule.word,
    unitId: seat.unitId,
    unitName: seat.unitId === null ? null : (frame.units.get(seat.unitId)?.name ?? null),
    postId: post?.id ?? null,
    postTitle: post === undefined ? null : postLabel(frame, post),
    holders: all
      .slice(0, HOLDERS_SHOWN)
      .map((holder) => ({ ...holder, personId: mark(holder.personId), away: away(holder.personId) })),
    holderCount: all.length,
    deputies: ofPosts(frame.deputies).map((deputy) => ({
      place: deputy.place,
      title: labelOf(deputy.deputyPostId),
      people: holdersOf(frame, deputy.deputyPostId).map((each) => mark(each.personId)),
      standsIn: deputyMayStandIn(frame, deputy),
      basis: deputy.basis,
      postId: deputy.deputyPostId,
      eid: deputy.eid,
    })),
    acting: ofPosts(frame.acting)
      .filter((right) => right.scope.offices === null || right.scope.offices.includes(seat.office))
      .map((right) => ({
        kind: right.kind,
        title: labelOf(right.holderPostId),
        people: actingHolders(frame, right).map(mark),
        active: actingApplies(frame, right),
        basis: right.basis,
        eid: right.eid,
      })),
    gap: isHeld(frame, seat) ? null : vacancy(frame, seat.office, seat.unitId, seat.posts),
    fault: rivalry(frame, seat.office),
    eid: seat.rule.eid,
  }
}
