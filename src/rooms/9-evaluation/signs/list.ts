import type { z } from 'zod'
import type { Act } from '#ground/operation/act.ts'
import type { listSigns } from './contract.ts'
import type { CitesOfSigns } from './cites.ts'
import type { SignDefinition } from './definition.ts'
import { lookedOf, periodChoices, readParts, requirePeriod, standingOf } from './standing.ts'
import { unitCounts } from './unit-counts.ts'

const unitsShown = 3

/** All signs with how they stand in a period. Four queries, whatever there is. */
export async function signList(
  act: Act,
  input: z.output<typeof listSigns.input>,
  signs: readonly SignDefinition[],
  cites: CitesOfSigns,
): Promise<z.input<typeof listSigns.output>> {
  const period = requirePeriod(input.period, act.today)
  const parts = await readParts(act.tx)
  const counts = await unitCounts(act.tx, period, act.today, { most: unitsShown })
  const units = Map.groupBy(counts, (each) => each.sign)
  const standings = signs.map((each) => ({
    sign: each,
    standing: standingOf(each, period, parts, act.today),
  }))
  return {
    cites: await cites(act),
    period,
    periods: periodChoices(parts, act.today),
    looked: lookedOf(standings.map((each) => each.standing)),
    rows: standings.map(({ sign: { key, name, why }, standing }) => ({
      key,
      name,
      why,
      state: standing.state,
      found: standing.found,
      seen: standing.looked,
      unread: standing.unread,
      before: standing.before,
      units: units.get(key) ?? [],
    })),
  }
}
