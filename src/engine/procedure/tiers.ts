import { type OfficeCode, officeCodes } from '#authority/offices.ts'
import { daysBetween, isDate } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import { strictestLevel } from './class-level.ts'
import type { EntryFacts, Form, ProcedureDefinition } from './definition.ts'
import type { RouteStep } from './route-definition.ts'

/** How small a case must be for a tier: each that is named must hold. */
export type AtMost = {
  /** Strictest level of confidentiality among the lines. */
  readonly level?: number | undefined
  /** Days of the period, first and last counted. */
  readonly days?: number | undefined
  /** Lines the case is about. */
  readonly lines?: number | undefined
}

/** 専決区分: cases of that size are decided by that office in the place of the one that decides last. */
export type Tier = { readonly atMost: AtMost; readonly office: OfficeCode }

/** The tiers the city has set for these procedures, by procedure, first first. One query. */
export async function tiersOfAll(
  tx: Tx,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly Tier[]>> {
  if (keys.length === 0) return new Map()
  const rows = await tx
    .selectFrom('procedure_tier')
    .select(['procedure', 'at_most', 'office'])
    .where('procedure', 'in', [...keys])
    .orderBy('place')
    .execute()
  const tiers = rows.flatMap((row) => {
    const office = officeCodes.find((code) => code === row.office)
    return office === undefined ? [] : [{ procedure: row.procedure, tier: { atMost: row.at_most, office } }]
  })
  return new Map(
    [...Map.groupBy(tiers, (each) => each.procedure)].map(([key, group]) => [
      key,
      group.map((each) => each.tier),
    ]),
  )
}

/** The same for one procedure. */
export async function tiersOf(tx: Tx, definition: ProcedureDefinition): Promise<readonly Tier[]> {
  return (await tiersOfAll(tx, [definition.key])).get(definition.key) ?? []
}

/** The step a tier is for: one chair decides, and nobody after it. 及び and 又は stay as the clause says them. Pure. */
export function lastDecision(definition: Pick<ProcedureDefinition, 'route'>): RouteStep | null {
  const last = definition.route.findLast((each) => each.act === 'decide')
  return last !== undefined && last.seats.length === 1 ? last : null
}

/** The first tier a case falls into; what cannot be measured falls into none that asks for it. Pure. */
export function tierFor(
  tiers: readonly Tier[],
  definition: ProcedureDefinition,
  form: Form,
  entries: readonly EntryFacts[],
  on: string,
): Tier | null {
  const period = definition.period(form, on)
  const days = period === null ? null : daysOf(period)
  return (
    tiers.find(({ atMost }) => {
      if (atMost.level !== undefined && strictestLevel(entries) > atMost.level) return false
      if (atMost.days !== undefined && (days === null || days > atMost.days)) return false
      return atMost.lines === undefined || entries.length <= atMost.lines
    }) ?? null
  )
}

/** Days of a period as typed; null while it is none. */
function daysOf({ from, to }: { readonly from: string; readonly to: string }): number | null {
  return isDate(from) && isDate(to) && from <= to ? daysBetween(from, to) + 1 : null
}

/** 「機密性2まで、14日まで」 */
export function tierWords({ level, days, lines }: AtMost): string {
  const parts = [
    level === undefined ? '' : `機密性${level}まで`,
    days === undefined ? '' : `${days}日まで`,
    lines === undefined ? '' : `${lines}件まで`,
  ]
  return parts.filter((part) => part !== '').join('、')
}
