import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { readUnitFacts } from '../units/facts.ts'
import { planUnitChanges } from '../units/plan.ts'
import { writeUnitChanges } from '../units/write.ts'
import type { UnitChange } from '../units/change.ts'

type Row = { readonly id: string; readonly change: UnitChange }

/**
 * Writes what changes about units do from the day on, through the planner of reorganisations. A change that cannot be
 * made is left out and answered with why; the others are worked out anew without it. Five queries and the writes.
 */
export async function applyUnitChanges(
  act: Act,
  on: string,
  rows: readonly Row[],
  options: { readonly basis: string; readonly settled: ReadonlySet<string> },
): Promise<Map<string, string>> {
  const problems = new Map<string, string>()
  if (rows.length === 0) return problems
  const changes = rows.map(({ change }) => change)
  const facts = await readUnitFacts(act.tx, act.tenantId, changes, on)
  let left = [...rows]
  while (left.length > 0) {
    const plan = planUnitChanges(
      facts,
      left.map(({ change }) => change),
      on,
      { newId, today: act.today, leaveOver: true, ...options },
    )
    if (plan.problems.length === 0) {
      await writeUnitChanges(act, plan)
      break
    }
    const wrong = new Set<string>()
    for (const problem of plan.problems) {
      const place = /^changes\.(\d+)/u.exec(problem.at ?? '')?.[1]
      // What is wrong with the day is wrong with every change of it.
      const concerned = place === undefined ? left : left.slice(Number(place), Number(place) + 1)
      for (const { id } of concerned) {
        wrong.add(id)
        if (!problems.has(id)) problems.set(id, problem.message)
      }
    }
    if (wrong.size === 0)
      throw new TypeError('a problem of a reorganisation names a change that is not there')
    left = left.filter(({ id }) => !wrong.has(id))
  }
  return problems
}
