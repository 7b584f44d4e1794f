import { type Deciders, decidersIn } from '#authority/deciders.ts'
import { type Frame, pathUp } from '#authority/frame.ts'
import { type Gap, routeStep, type Step } from '#authority/route.ts'
import { mayDecide, type Verdict } from '#authority/rules.ts'
import { deriveStandings } from '#authority/standing.ts'
import type { Sample } from './history.ts'
import { askedOn, precedence, type Use } from './oracle.ts'

type Oracle = ReturnType<typeof askedOn>

/** What the house says to a sample; the same questions are put to the oracle. */
export type House = {
  readonly step: Step | Gap
  /** In the seat the case comes to, or where it would have begun. */
  readonly verdict: Verdict
  readonly deciders: Deciders
}

/** What was compared; capacities are those of the deciders listed. */
export type Tally = { samples: number; allowed: number; gaps: number; capacities: Map<string, number> }
export const emptyTally = (): Tally => ({ samples: 0, allowed: 0, gaps: 0, capacities: new Map() })

/** The seat a sample asks about: where its case goes, or its own office where it goes nowhere. */
export function seatAsked(step: Step | Gap, sample: Sample) {
  return step.kind === 'step'
    ? { office: step.office, unitId: step.unitId }
    : { office: sample.office, unitId: sample.unit }
}

/** The pure rules of the house over a whole frame. */
export function askFrame(frame: Frame, sample: Sample): House {
  const step = routeStep(frame, {
    office: sample.office,
    unitId: sample.unit,
    applicantId: sample.applicant,
    matter: sample.matter,
  })
  const seat = {
    ...seatAsked(step, sample),
    matter: sample.matter,
    caseUnits: pathUp(frame, sample.unit).map((unit) => unit.id),
  }
  return {
    step,
    verdict: mayDecide({
      step: seat,
      standings: deriveStandings(frame, sample.actor, sample.applicant),
      applicantId: sample.applicant,
      actorId: sample.actor,
    }),
    deciders: decidersIn(frame, seat, sample.applicant),
  }
}

/** Where the house and the oracle differ in a sample, as a sentence; null where they agree. Adds to the tally. */
export function difference(house: House, oracle: Oracle, sample: Sample, tally: Tally): string | null {
  tally.samples++
  const told = oracle.routeOf(sample)
  const { step } = house
  if (told.kind === 'gap' || step.kind === 'gap') {
    if (told.kind !== step.kind) return `route: the oracle says ${told.kind}, the house ${step.kind}`
    tally.gaps++
  } else if (told.office !== step.office || told.unit !== step.unitId) {
    return `route: the oracle says ${told.office} ${told.unit}, the house ${step.office} ${step.unitId}`
  }
  const seat = seatAsked(step, sample)
  const file = { applicant: sample.applicant, unit: sample.unit, matter: sample.matter }
  const uses = oracle.usesOf(sample.actor, seat.office, seat.unitId, file)
  const best = uses[0]
  const { verdict } = house
  if (verdict.allowed !== (best !== undefined)) {
    return `decide: the oracle says ${best?.capacity ?? 'no'}, the house ${verdict.allowed ? 'yes' : 'no'}`
  }
  if (verdict.allowed) {
    const { standing } = verdict
    tally.allowed++
    const wrong = useDiffers(uses, { personId: sample.actor, standing })
    if (wrong !== null) return `decide: ${wrong}`
  }
  const expected = oracle.decidersOf(seat.office, seat.unitId, file)
  const told2 = new Set(expected.map((use) => use.person))
  const found = house.deciders.deciders.map((each) => each.personId)
  if (found.length !== told2.size || found.some((personId) => !told2.has(personId))) {
    return `deciders: the oracle says ${[...told2].join()}, the house ${found.join()}`
  }
  let last = 0
  for (const decider of house.deciders.deciders) {
    const wrong = useDiffers(oracle.usesOf(decider.personId, seat.office, seat.unitId, file), decider)
    if (wrong !== null) return `deciders: ${wrong}`
    const { capacity } = decider.standing
    tally.capacities.set(capacity, (tally.capacities.get(capacity) ?? 0) + 1)
    const place = precedence.indexOf(capacity)
    if (place < last) return 'deciders: not in order'
    last = place
  }
  return null
}

function useDiffers(uses: readonly Use[], decider: Deciders['deciders'][number]): string | null {
  const { standing, personId } = decider
  const capacity = uses[0]?.capacity
  if (standing.capacity !== capacity) {
    return `${personId} as ${standing.capacity}; the oracle says ${capacity ?? 'no'}`
  }
  if (capacity === '本人') return standing.rightOf.personId === personId ? null : 'own right of somebody else'
  const right = `${standing.rightOf.personId ?? '(空席)'} ${standing.rightOf.postId ?? ''}`
  const known = uses.filter((use) => use.capacity === capacity).flatMap((use) => use.rightsOf)
  return known.includes(right)
    ? null
    : `${personId} with the right of ${right}; the oracle says ${known.join()}`
}
