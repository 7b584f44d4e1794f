import { standingsOf } from '#authority/reads.ts'
import type { OfficeCode } from '#authority/offices.ts'
import type { Standing } from '#authority/standing.ts'
import { unitsUnder } from '#authority/units.ts'
import { personOf, type Act } from '#ground/operation/act.ts'

const ofUnits: ReadonlySet<OfficeCode> = new Set(['sec-leader', 'sec-manager', 'dept-iso'])
const ofCity: ReadonlySet<OfficeCode> = new Set(['policy-office', 'chief-iso', 'ciso', 'audit-head'])

/** What somebody answers for as to people: the whole city, or units with everything below them (maybe none). */
export type Answered = {
  readonly personId: string
  readonly standings: readonly Standing[]
  readonly units: 'all' | readonly string[]
}

/** Of the acting person today. Three queries. */
export async function answeredUnits(act: Act, aboutId: string | null = null): Promise<Answered> {
  const { personId, rights } = personOf(act)
  const standings = await standingsOf(act.tx, personId, act.today, aboutId)
  if (rights.has('audit.read') || standings.some((each) => ofCity.has(each.office))) {
    return { personId, standings, units: 'all' }
  }
  const heads = standings.flatMap((each) =>
    ofUnits.has(each.office) && each.unitId !== null ? [each.unitId] : [],
  )
  return { personId, standings, units: await unitsUnder(act.tx, [...new Set(heads)], act.today) }
}

export function answersFor(answered: Answered, unitId: string | null): boolean {
  return answered.units === 'all' || (unitId !== null && answered.units.includes(unitId))
}
