import { type Frame, pathUp } from '#authority/frame.ts'
import { frameOfUnits } from '#authority/load.ts'
import { type OfficeCode, offices } from '#authority/offices.ts'
import { routeStep } from '#authority/route.ts'
import type { Tx } from '#ground/database/database.ts'
import type { EntryFacts, Form, ProcedureDefinition } from './definition.ts'
import { lastDecision, type Tier, tierWords } from './tiers.ts'
import type { Roles } from './roles.ts'
import type { RouteStep, Seat, StepAct } from './route-definition.ts'

/** A chair a case goes to, found by the organisation of a day. */
export type PlannedSeat = {
  /** The step's place in the declared route; places that are left out leave a gap in the count. */
  readonly place: number
  readonly seat: number
  readonly key: string
  readonly act: StepAct
  readonly word: string
  readonly needs: 'all' | 'any'
  readonly office: OfficeCode
  readonly unitId: string | null
  readonly raised: boolean
  readonly why: string
}

export type RoutePlan =
  | { readonly kind: 'plan'; readonly seats: readonly PlannedSeat[] }
  /** Somebody is missing on the way: nothing can be filed. */
  | { readonly kind: 'gap'; readonly reason: string }

/** What the way of a case depends on, beside the organisation. */
export type Routed = {
  readonly definition: ProcedureDefinition
  readonly form: Form
  readonly entries: readonly EntryFacts[]
  readonly unitId: string
  readonly applicantId: string
  readonly roles: Roles
  /** The tier of the city's the case falls into: its office decides in the place of the one that decides last. */
  readonly tier: Tier | null
  /** Who stands for a unit that has ended; the unit itself when it goes on. */
  readonly heirOf?: (unitId: string) => string
}

/** One text for a chair, so that an inbox is one indexed look-up. */
export function chairKey(seat: { readonly office: string; readonly unitId: string | null }): string {
  return `${seat.office}:${seat.unitId ?? '-'}`
}

const does: Readonly<Record<StepAct, string>> = {
  decide: '決定します',
  pass: '内容を確かめて次へ回します',
  agree: '合議します',
  consult: '協議に回答します',
  opinion: '意見を述べます',
  receive: '届出を受け取ります',
  resolve: '議決します',
}

/**
 * Every seat of a case's way. Two seats that are one chair are one; a chair that decides later on is not asked before
 * to hand the case on to itself. Of 又は a chair nobody holds is left out while another one is held.
 */
export function planRoute(frame: Frame, routed: Routed): RoutePlan {
  const seats: PlannedSeat[] = []
  for (const [index, step] of routed.definition.route.entries()) {
    if (step.when !== undefined && !step.when(routed.form, routed.entries)) continue
    const found = planStep(frame, routed, step, index + 1)
    if (found.kind === 'gap') return found
    seats.push(...found.seats)
  }
  const kept = seats.filter((seat) => !decidesLater(seats, seat))
  if (kept.length === 0)
    return { kind: 'gap', reason: 'この内容の申請を決定する段がありません。情報政策課に連絡してください。' }
  return { kind: 'plan', seats: kept }
}

function decidesLater(seats: readonly PlannedSeat[], seat: PlannedSeat): boolean {
  if (seat.needs === 'any' || seat.act === 'consult' || seat.act === 'opinion' || seat.act === 'resolve') {
    return false
  }
  return seats.some(
    (other) => other.act === 'decide' && other.place > seat.place && chairKey(other) === chairKey(seat),
  )
}

function planStep(frame: Frame, routed: Routed, step: RouteStep, place: number): RoutePlan {
  const seats: PlannedSeat[] = []
  const gaps: string[] = []
  let number = 0
  for (const declared of step.seats) {
    const starts = startsOf(declared, routed)
    if (starts.length === 0) {
      gaps.push(`${step.word}をする役割を、申請の内容から決められません。対象を選んでください。`)
    }
    for (const unitId of starts) {
      number += 1
      const found = planSeat(frame, routed, step, declared, unitId)
      if (found.kind === 'gap') gaps.push(found.reason)
      else if (!seats.some((other) => chairKey(other) === chairKey(found))) {
        const { office, unitId: at, raised, why } = found
        const { key, act, word, needs } = step
        seats.push({ place, seat: number, key, act, word, needs, office, unitId: at, raised, why })
      }
    }
  }
  const [reason] = gaps
  const missing = step.needs === 'any' ? seats.length === 0 : gaps.length > 0
  return missing && reason !== undefined ? { kind: 'gap', reason } : { kind: 'plan', seats }
}

function planSeat(frame: Frame, routed: Routed, step: RouteStep, declared: Seat, unitId: string) {
  const tier = step === lastDecision(routed.definition) ? routed.tier : null
  const office = tier?.office ?? officeOfSeat(declared, routed.roles)
  if (office === null) {
    const word = 'word' in declared ? declared.word : ''
    return { kind: 'gap' as const, reason: roleUnknown([word]) }
  }
  if (step.act === 'resolve') return councilSeat(frame, office)
  const found = routeStep(frame, {
    office,
    unitId,
    applicantId: routed.applicantId,
    matter: routed.definition.key,
    caseUnits: pathUp(frame, heirOf(routed, routed.unitId)).map((unit) => unit.id),
    does: does[step.act],
  })
  if (tier === null || found.kind === 'gap') return found
  return { ...found, why: `専決区分(${tierWords(tier.atMost)})により、${found.why}` }
}

/** A council resolves as a whole: who its members are on the day is the meeting's own matter. */
function councilSeat(frame: Frame, office: OfficeCode) {
  const rule = frame.rules.find((each) => each.office === office)
  if (rule === undefined) {
    const word = offices[office].word
    return {
      kind: 'gap' as const,
      reason: `${word}がどの会議体のことかが定められていません。組織の「役割の決め方」で定めてください。`,
    }
  }
  return {
    kind: 'step' as const,
    office,
    unitId: null,
    raised: false,
    why: `${rule.word}が${does.resolve}。`,
  }
}

/** The sentence for roles the text names and nobody has said who they are. */
export function roleUnknown(words: readonly string[]): string {
  const named = words.map((word) => `「${word}」`).join('、')
  return `条文にある${named}がどの役割のことか、まだ定められていません。情報政策課に連絡してください。`
}

function officeOfSeat(seat: Seat, roles: Roles): OfficeCode | null {
  return 'office' in seat ? seat.office : (roles.get(seat.undefinedRole) ?? null)
}

function heirOf(routed: Routed, unitId: string): string {
  return routed.heirOf?.(unitId) ?? unitId
}

/** The units where the search for a chair begins: the applicant's, or each that keeps a chosen line (所管). */
function startsOf(seat: Seat, routed: Routed): string[] {
  const from = seat.from ?? 'applicant'
  if (from === 'applicant') return [heirOf(routed, routed.unitId)]
  const value = routed.form[from.field]
  const chosen = value === undefined ? [] : typeof value === 'string' ? [value] : value
  const field = routed.definition.fields.find((each) => each.key === from.field)
  const units =
    field?.type === 'unit'
      ? chosen
      : routed.entries.flatMap((entry) =>
          chosen.includes(entry.entryId) && entry.unitId !== undefined ? [entry.unitId] : [],
        )
  return [...new Set(units.map((unitId) => heirOf(routed, unitId)))]
}

/** Every unit at which some search of the case begins. */
export function startUnits(routed: Routed): string[] {
  const seats = routed.definition.route.flatMap((step) => step.seats)
  return [...new Set([heirOf(routed, routed.unitId), ...seats.flatMap((seat) => startsOf(seat, routed))])]
}

/** Every office a case of these procedures can come to. */
export function officesOfRoutes(
  definitions: readonly ProcedureDefinition[],
  roles: Iterable<OfficeCode>,
): OfficeCode[] {
  const declared = definitions.flatMap((definition) =>
    definition.route.flatMap((step) => step.seats.flatMap((seat) => ('office' in seat ? [seat.office] : []))),
  )
  const chain = new Set<OfficeCode>()
  for (const first of [...declared, ...roles]) {
    for (let at: OfficeCode | null = first; at !== null; at = offices[at].up) chain.add(at)
  }
  return [...chain]
}

/** The way of one case as of a day, with the organisation it was found in. One query. */
export async function routeFor(
  tx: Tx,
  routed: Routed,
  on: string,
): Promise<{ plan: RoutePlan; frame: Frame }> {
  const tierOffice = routed.tier === null ? [] : [routed.tier.office]
  const offices = officesOfRoutes([routed.definition], [...routed.roles.values(), ...tierOffice])
  const frame = await frameOfUnits(tx, startUnits(routed), on, offices)
  return { plan: planRoute(frame, routed), frame }
}
