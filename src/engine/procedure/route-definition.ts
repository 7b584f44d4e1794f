import type { OfficeCode } from '#authority/offices.ts'
import type { EntryFacts, Form, ProcedureDefinition } from './definition.ts'

/**
 * What a step asks of whoever sits there:
 * - `decide`: 許可・承認 or its negative; sends back
 * - `pass`: 経由; hands on, or sends back
 * - `agree`: 合議; agrees, or says why not. A dissent goes on to the decider, who sees it
 * - `consult`: 協議; an answer in words is owed
 * - `opinion`: 意見; the same, and the decider must have read it
 * - `receive`: 届出; taken note of, nothing is answered
 * - `resolve`: 議決; a resolution of a council decides
 */
export const stepActs = ['decide', 'pass', 'agree', 'consult', 'opinion', 'receive', 'resolve'] as const
export type StepAct = (typeof stepActs)[number]

/** Where the search for an office begins: at the applicant's unit, or at the unit that keeps the chosen line (所管). */
export type SeatFrom = 'applicant' | { readonly field: string }

/** A chair of a step. */
export type Seat =
  | { readonly office: OfficeCode; readonly from?: SeatFrom }
  /** A role the text names and nowhere defines: the city is asked once who it is; until then nothing can be filed. */
  | { readonly undefinedRole: string; readonly word: string; readonly from?: SeatFrom }

/** What whoever grants confirms before, one by one. */
export type ConfirmItem = { readonly key: string; readonly text: string }

/** One stage of a route. */
export type RouteStep = {
  readonly key: string
  readonly act: StepAct
  /** The clause's own word: 許可, 承認, 経由, 合議, 協議, 意見, 届出, 議決. */
  readonly word: string
  readonly seats: readonly Seat[]
  /** 及び: every seat has to act. 又は: one is enough. */
  readonly needs: 'all' | 'any'
  /** To be confirmed one by one by whoever grants here; a clause that asks for it stands behind. */
  readonly confirms?: readonly ConfirmItem[]
  /** The step is gone through only then; always unless told. Pure. */
  when?(form: Form, entries: readonly EntryFacts[]): boolean
}

const step = (
  act: StepAct,
  word: string,
  needs: 'all' | 'any',
  seats: readonly (OfficeCode | Seat)[],
): RouteStep => ({
  key: `${act}-${seats.map((seat) => (typeof seat === 'string' ? seat : 'office' in seat ? seat.office : seat.undefinedRole)).join('-')}`,
  act,
  word,
  needs,
  seats: seats.map((seat) => (typeof seat === 'string' ? { office: seat } : seat)),
})

/** One office decides. */
export const decidedBy = (office: OfficeCode | Seat, word: string): RouteStep =>
  step('decide', word, 'all', [office])
/** The same step, in which the words are confirmed one by one before it is granted. */
export const confirming = (each: RouteStep, words: Readonly<Record<string, string>>): RouteStep => ({
  ...each,
  confirms: Object.entries(words).map(([key, text]) => ({ key, text })),
})
/** 及び: all of them decide, side by side; the refusal of one is a refusal. */
export const decidedByAll = (offices: readonly (OfficeCode | Seat)[], word: string): RouteStep =>
  step('decide', word, 'all', offices)
/** 又は: whichever of them acts first decides. */
export const decidedByAny = (offices: readonly (OfficeCode | Seat)[], word: string): RouteStep =>
  step('decide', word, 'any', offices)
/** 経由. */
export const passing = (office: OfficeCode | Seat): RouteStep => step('pass', '経由', 'all', [office])
/** 合議. */
export const agreedBy = (...offices: readonly (OfficeCode | Seat)[]): RouteStep =>
  step('agree', '合議', 'all', offices)
/** 協議. */
export const consulting = (office: OfficeCode | Seat): RouteStep => step('consult', '協議', 'all', [office])
/** 意見. */
export const opinionOf = (office: OfficeCode | Seat): RouteStep => step('opinion', '意見', 'all', [office])
/** 届出. */
export const receivedBy = (office: OfficeCode | Seat): RouteStep => step('receive', '届出', 'all', [office])
/** 議決. */
export const resolvedBy = (office: OfficeCode): RouteStep => step('resolve', '議決', 'all', [office])

/** What is wrong with a route, for whoever declares it. */
export function routeFaults(definition: Pick<ProcedureDefinition, 'route' | 'notice' | 'fields'>): string[] {
  const { route } = definition
  const faults: string[] = []
  if (route.length === 0) faults.push('a procedure without a route')
  const ends = route.at(-1)?.act
  const answers = route.some((each) => each.act !== 'receive' && each.act !== 'pass')
  if (definition.notice === true ? answers : ends === 'pass' || ends === 'receive') {
    faults.push('the route does not end in an answer (or a notice asks for one)')
  }
  if (new Set(route.map((each) => each.key)).size < route.length) faults.push('two steps of one key')
  for (const each of route) {
    if (each.seats.length === 0) faults.push(`step ${each.key} has no seat`)
    if (each.confirms !== undefined && each.act !== 'decide') {
      faults.push(`step ${each.key} has items to confirm, but grants nothing`)
    }
    for (const seat of each.seats) {
      const from = seat.from ?? 'applicant'
      if (from === 'applicant') continue
      const field = definition.fields.find(({ key }) => key === from.field)
      if (field === undefined || (field.type !== 'entries' && field.type !== 'unit')) {
        faults.push(`step ${each.key} starts at a field that names no unit`)
      }
    }
  }
  return faults
}
