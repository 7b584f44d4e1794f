import type { Frame } from './frame.ts'
import { occupants } from './route.ts'
import { type AskedSeat, covers, deputyMayStandIn, deriveStandings, type Standing } from './standing.ts'
import { holdersOf, rivalry } from './frame.ts'

export type Decider = { readonly personId: string; readonly standing: Standing }
export type Away = { readonly personId: string; readonly until: string | null; readonly reason: string }
export type Deciders = {
  /** In order: the holder, deputies by place, 職務代理, 事務委任. */
  readonly deciders: readonly Decider[]
  /** Holders who are away, and when they are back (null = not known). */
  readonly away: readonly Away[]
  /** Why nobody decides although the seat is held: two people hold a single office. */
  readonly fault: string | null
}

const order: Readonly<Record<Standing['capacity'], number>> = {
  本人: 0,
  代決: 1,
  職務代理: 2,
  専決: 3,
  事務委任: 4,
}

/** Who can decide in a seat now. The applicant is never among them. */
export function decidersIn(frame: Frame, seat: AskedSeat, applicantId: string | null): Deciders {
  const { owners, people, posts } = occupants(frame, seat)
  const candidates = new Set(people)
  for (const deputy of frame.deputies) {
    if (posts.some((post) => post.id === deputy.postId) && deputyMayStandIn(frame, deputy, applicantId)) {
      for (const { personId } of holdersOf(frame, deputy.deputyPostId)) candidates.add(personId)
    }
  }
  const deciders: Decider[] = []
  for (const personId of candidates) {
    if (personId === applicantId || frame.absences.has(personId)) continue
    const standing = bestStanding(deriveStandings(frame, personId, applicantId), seat, applicantId)
    if (standing !== undefined) deciders.push({ personId, standing })
  }
  const away: Away[] = []
  for (const personId of owners) {
    const absence = frame.absences.get(personId)
    if (absence !== undefined && personId !== applicantId) away.push({ personId, ...absence })
  }
  return {
    deciders: deciders.toSorted((a, b) => order[a.standing.capacity] - order[b.standing.capacity]),
    away,
    fault: rivalry(frame, seat.office),
  }
}

/**
 * The standing a person would use in a seat: his own before one lent to him. A right lent by the applicant is
 * no right in the applicant's case, and neither is anything lent from a post the applicant shares.
 */
export function bestStanding(
  standings: readonly Standing[],
  seat: AskedSeat,
  applicantId: string | null,
): Standing | undefined {
  return standings
    .filter((standing) => standing.office === seat.office && standing.unitId === seat.unitId)
    .filter((standing) => standing.fault === null && covers(standing, seat))
    .filter((standing) => !usesRightOf(standings, standing, applicantId))
    .toSorted((a, b) => order[a.capacity] - order[b.capacity])[0]
}

/** True when deciding with this standing would be deciding with the applicant's own right. */
export function usesRightOf(
  standings: readonly Standing[],
  standing: Standing,
  applicantId: string | null,
): boolean {
  if (applicantId === null || standing.capacity === '本人') return false
  return standings.some(
    (other) =>
      other.capacity !== '本人' &&
      other.rightOf.personId === applicantId &&
      other.rightOf.postId === standing.rightOf.postId,
  )
}
