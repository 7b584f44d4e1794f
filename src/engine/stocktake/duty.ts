import { addMonths } from '#ground/clock/date.ts'
import { stockTakeCadences, type RegisterDefinition } from '#engine/register/definition.ts'

export type DutyState = {
  /** The last day on which the next whole stock-take is in time; null: there is none to be late for. */
  readonly nextDue: string | null
  readonly overdue: boolean
}

/**
 * Where a register stands with its stock-take on a date. One that has lines and was never counted is late; one that is
 * being counted is late only when its own last day is over. Pure.
 */
export function dutyState(ask: {
  readonly duty: RegisterDefinition['stockTake']
  readonly lastAsOf: string | null
  readonly running: { readonly dueOn: string } | null
  readonly hasLines: boolean
  readonly on: string
}): DutyState {
  const { duty, lastAsOf, running, hasLines, on } = ask
  if (duty === undefined) return { nextDue: null, overdue: false }
  const nextDue = lastAsOf === null ? null : addMonths(lastAsOf, stockTakeCadences[duty.every])
  if (running !== null) return { nextDue, overdue: running.dueOn < on }
  return { nextDue, overdue: nextDue === null ? hasLines : nextDue < on }
}
