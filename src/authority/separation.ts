import { type Frame, membersOf, pathUp } from './frame.ts'
import type { OfficeCode } from './offices.ts'
import { routeStep, wordOf } from './route.ts'
import { type AuthoritySlot, authoritySlots } from './slots.ts'
import { deriveStandings, type Standing } from './standing.ts'

/*
 * 兼務の禁止 as a list: who on a day holds rights that must not come together in one hand. The rules stop each single
 * act (mayDecide, mayAudit); this shows the auditor where they would have to.
 */

/**
 * - `approves-own`: his own application would come to where he decides, or to nobody but him
 * - `two-in-chain`: he holds two offices of one line, so that what the one decides the other is over
 * - `audits-own`: he audits and answers for, or belongs to, a unit that is audited
 * - `administers-and-decides`: he keeps the rules and the organisation in Kijun and decides cases
 * - `administers-and-audits`: he keeps them and audits
 */
export const conflictKinds = [
  'approves-own',
  'two-in-chain',
  'audits-own',
  'administers-and-decides',
  'administers-and-audits',
] as const
export type ConflictKind = (typeof conflictKinds)[number]

export type Conflict = {
  readonly kind: ConflictKind
  readonly personId: string
  /** The unit it is about; null = the whole city. */
  readonly unitId: string | null
  /** What comes together in his hand, as a sentence. */
  readonly text: string
  readonly cites: AuthoritySlot
}

const deciding: readonly OfficeCode[] = ['sec-manager', 'dept-iso', 'chief-iso', 'ciso']
const answering: readonly OfficeCode[] = [...deciding, 'sec-leader']
const auditing: readonly OfficeCode[] = ['audit-head', 'auditor']

/**
 * Every conflict of an organisation on a day. `auditorUnits` are the units each auditor has a post in: the frame
 * holds only posts that carry an office.
 */
export function separation(
  frame: Frame,
  auditorUnits: ReadonlyMap<string, readonly string[]> = new Map(),
): Conflict[] {
  const people = new Set([...frame.heldBy.keys(), ...frame.serving])
  for (const right of frame.acting) if (right.holderPersonId !== null) people.add(right.holderPersonId)
  return [...people].flatMap((personId) => {
    const standings = deriveStandings(frame, personId)
    return standings.length === 0
      ? []
      : [
          ...approving(frame, personId, standings),
          ...inChain(frame, personId, standings),
          ...auditingOwn(frame, personId, standings, auditorUnits.get(personId) ?? []),
          ...administering(frame, personId, standings),
        ]
  })
}

/** The auditors of a day, whose units `separation` needs to know. */
export function auditorsIn(frame: Frame): string[] {
  const people = new Set([...frame.heldBy.keys(), ...frame.serving])
  return [...people].filter((personId) =>
    deriveStandings(frame, personId).some((each) => auditing.includes(each.office)),
  )
}

function approving(frame: Frame, personId: string, standings: readonly Standing[]): Conflict[] {
  const decides = standings.filter((each) => deciding.includes(each.office))
  const own = decides.filter((each) => each.capacity === '本人')
  const suspicious =
    decides.length > own.length || own.length > 1 || own.some((each) => each.office === 'ciso')
  if (!suspicious) return []
  const found = new Map<string, Conflict>()
  const places = new Set<string | null>()
  for (const { postId } of frame.heldBy.get(personId) ?? []) {
    const post = frame.posts.get(postId)
    if (post !== undefined) places.add(post.unitId)
  }
  if (places.size === 0) places.add(null)
  // Procedures are decided by different offices: look from the lowest, and from each he holds himself.
  const starts = new Set<OfficeCode>(['sec-manager', ...own.map((each) => each.office)])
  for (const [unitId, office] of [...places].flatMap((place) =>
    [...starts].map((start) => [place, start] as const),
  )) {
    const step = routeStep(frame, { office, unitId, applicantId: personId })
    if (step.kind === 'gap') {
      if (step.onlyApplicant === undefined) continue
      const seat = step.onlyApplicant
      found.set('gap', {
        kind: 'approves-own',
        personId,
        unitId: seat.unitId,
        text: `自分の申請を許可できる役割が、自分の担う${seatName(frame, seat)}のほかにありません`,
        cites: authoritySlots.separationOfApproval,
      })
      continue
    }
    for (const lent of decides) {
      if (lent.capacity === '本人' || lent.office !== step.office || lent.unitId !== step.unitId) continue
      found.set(`${step.office} ${step.unitId ?? ''}`, {
        kind: 'approves-own',
        personId,
        unitId: step.unitId,
        text: `自分の申請が届く${seatName(frame, step)}の決定を、${lent.capacity}で自分も行えます`,
        cites: authoritySlots.separationOfApproval,
      })
    }
  }
  return [...found.values()]
}

function inChain(frame: Frame, personId: string, standings: readonly Standing[]): Conflict[] {
  const own = standings.filter((each) => each.capacity === '本人' && deciding.includes(each.office))
  return own.flatMap((lower) =>
    own
      .filter((upper) => deciding.indexOf(upper.office) > deciding.indexOf(lower.office))
      .filter(
        (upper) =>
          upper.unitId === null || pathUp(frame, lower.unitId).some((unit) => unit.id === upper.unitId),
      )
      .map((upper) => ({
        kind: 'two-in-chain' as const,
        personId,
        unitId: lower.unitId,
        text: `${seatName(frame, lower)}と、その上位の${seatName(frame, upper)}を兼ねています`,
        cites: authoritySlots.separationOfApproval,
      })),
  )
}

function auditingOwn(
  frame: Frame,
  personId: string,
  standings: readonly Standing[],
  units: readonly string[],
): Conflict[] {
  const audit = standings.find((each) => auditing.includes(each.office))
  if (audit === undefined) return []
  const conflict = (unitId: string | null, text: string): Conflict => ({
    kind: 'audits-own',
    personId,
    unitId,
    text,
    cites: authoritySlots.separationOfAudit,
  })
  const answers = standings
    .filter((each) => answering.includes(each.office))
    .map((each) =>
      conflict(
        each.unitId,
        `${audit.word}でありながら、監査を受ける${seatName(frame, each)}を${asWhat(each)}担っています`,
      ),
    )
  // The auditors' own office is what they belong to as auditors; every other unit of theirs is one they audit.
  const office = new Set(
    frame.rules
      .filter((rule) => auditing.includes(rule.office))
      .flatMap((rule) => membersOf(frame, rule.rule).map((each) => each.unitId)),
  )
  const belongs = units
    .filter((unitId) => !pathUp(frame, unitId).some((unit) => office.has(unit.id)))
    .filter((unitId) => !answers.some((each) => each.unitId === unitId))
    .map((unitId) =>
      conflict(unitId, `${audit.word}でありながら、監査を受ける${unitName(frame, unitId)}に所属しています`),
    )
  return [...answers, ...belongs]
}

function administering(frame: Frame, personId: string, standings: readonly Standing[]): Conflict[] {
  const keeps = standings.find((each) => each.office === 'policy-office' && each.capacity === '本人')
  if (keeps === undefined) return []
  const decides = standings
    .filter((each) => deciding.includes(each.office))
    .map((each) => ({
      kind: 'administers-and-decides' as const,
      personId,
      unitId: each.unitId,
      text: `${keeps.word}として基準を管理し、${seatName(frame, each)}を${asWhat(each)}担っています`,
      cites: authoritySlots.separationOfApproval,
    }))
  const audits = standings
    .filter((each) => auditing.includes(each.office))
    .map((each) => ({
      kind: 'administers-and-audits' as const,
      personId,
      unitId: each.unitId,
      text: `${keeps.word}として基準を管理し、${each.word}を担っています`,
      cites: authoritySlots.separationOfAudit,
    }))
  return [...decides, ...audits]
}

function asWhat(standing: Standing): string {
  return standing.capacity === '本人' ? '' : `${standing.capacity}で`
}

function seatName(frame: Frame, seat: { office: OfficeCode; unitId: string | null }): string {
  const word = wordOf(frame, seat.office)
  return seat.unitId === null ? word : `${unitName(frame, seat.unitId)}の${word}`
}

function unitName(frame: Frame, unitId: string): string {
  return frame.units.get(unitId)?.name ?? '所属'
}
