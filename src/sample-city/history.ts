import { assets } from './assets.ts'
import { type Desk, openDays } from './case-builder.ts'
import { demoCases } from './demo-cases.ts'
import type { CasePlan, HistoryEvent } from './history-types.ts'
import { organisation } from './organisation.ts'
import { seeded } from './seeded.ts'
import { shelf } from './take-out-form.ts'
import { usualCases } from './usual-cases.ts'
import { who } from './who.ts'

/**
 * What happened with take-outs in 架空市 in the six months before `today` ('YYYY-MM-DD'), in the order it
 * happened. Nothing lies on `today` itself or later. Cases are numbered in the order they begin.
 */
export function history(today: string): HistoryEvent[] {
  const { days, last } = openDays(today)
  const desk: Desk = {
    days,
    last,
    who: who(organisation(today)),
    shelf: shelf(assets(today)),
    random: seeded('history'),
  }
  return script([...demoCases(desk), ...usualCases(desk)])
}

/** Names the cases, puts all events in one order and gives each an instant of its own. */
function script(cases: readonly CasePlan[]): HistoryEvent[] {
  const ordered = cases
    .map((events) => events.toSorted((a, b) => compare(a.at, b.at)))
    .toSorted((a, b) => compare(a[0]?.at ?? '', b[0]?.at ?? ''))
  const events = ordered
    .flatMap((plan, index) =>
      plan.map((event) => ({ ...event, case: `c${String(index + 1).padStart(3, '0')}` })),
    )
    .toSorted((a, b) => compare(a.at, b.at))
  let before = 0
  return events.map((event) => {
    // two acts in the same minute come a second apart
    const instant = Math.max(Date.parse(event.at), before + 1000)
    before = instant
    return { ...event, at: new Date(instant).toISOString() }
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
