import { sql, type Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { SignState } from './contract.ts'
import type { SignDefinition } from './definition.ts'
import {
  findPeriod,
  monthOf,
  monthsOf,
  periodBefore,
  periodOf,
  quartersOf,
  yearPeriod,
  type Period,
} from './periods.ts'
import { isHabit } from './signs.ts'
import type { SignCount, SignPartTable } from './tables.ts'

export type Part = Selectable<SignPartTable>

/** Every part looked through, oldest first. One query; a city has some twenty a year. */
export async function readParts(tx: Tx): Promise<Part[]> {
  return tx.selectFrom('sign_part').selectAll().orderBy('starts_on').orderBy('span').execute()
}

/** The asked period, this fiscal year unless told. @throws Refusal 'not-found'. */
export function requirePeriod(key: string | undefined, today: string): Period {
  if (key === undefined) return periodOf('year', today)
  return findPeriod(key) ?? refuse('not-found', 'その期間はありません。一覧から選び直してください。')
}

/** Years and their quarters that have begun, from the first that was looked at; newest first. */
export function periodChoices(parts: readonly Part[], today: string): Period[] {
  const first = Number(periodOf('year', parts[0]?.starts_on ?? today).key)
  const last = Number(periodOf('year', today).key)
  const found: Period[] = []
  for (let year = last; year >= first; year--) {
    found.push(
      yearPeriod(year),
      ...quartersOf(year)
        .filter((each) => each.from <= today)
        .toReversed(),
    )
  }
  return found
}

const keyOf = ({ span, starts_on }: Pick<Part, 'span' | 'starts_on'>): string => `${span} ${starts_on}`

/** The parts a sign of a period is read from: the months that have begun, or the period itself. */
function partKeys(sign: Pick<SignDefinition, 'of'>, period: Period, first: string, today: string): string[] {
  if (isHabit(sign)) return [keyOf({ span: period.span, starts_on: period.from })]
  return monthsOf(period)
    .filter((month) => month >= first && month <= today)
    .map((starts_on) => keyOf({ span: 'month', starts_on }))
}

export type Standing = SignCount & {
  readonly state: SignState
  readonly before: number | null
  /** Parts of the period not looked at yet. */
  readonly missing: number
  readonly parts: readonly Part[]
}

/** How a sign stands in a period. Pure. */
export function standingOf(
  sign: Pick<SignDefinition, 'key' | 'of'>,
  period: Period,
  parts: readonly Part[],
  today: string,
): Standing {
  const known = new Map(parts.map((part) => [keyOf(part), part]))
  // Months before the first fact hold nothing and are not missing.
  const first = parts.find((part) => part.span === 'month')?.starts_on ?? monthOf(period.from)
  const sumOf = (of: Period) => {
    const keys = partKeys(sign, of, first, today)
    const there = keys.flatMap((key) => known.get(key) ?? [])
    const counts = there.flatMap((part) => part.counts[sign.key] ?? [])
    const sum = (field: keyof SignCount) => counts.reduce((total, each) => total + each[field], 0)
    return {
      parts: there,
      missing: keys.length - counts.length,
      looked: sum('looked'),
      unread: sum('unread'),
      found: sum('found'),
    }
  }
  const now = sumOf(period)
  const before = sumOf(periodBefore(period))
  return {
    ...now,
    state: stateOf(now),
    before: before.parts.length === 0 || before.missing > 0 ? null : before.found,
  }
}

/** What is to be seen is shown whatever is missing; "nothing to be seen" needs everything looked at. Pure. */
export function stateOf(count: SignCount & { readonly missing: number }): SignState {
  if (count.found > 0) return 'found'
  if (count.missing > 0) return 'unknown'
  if (count.looked > 0) return 'none'
  return count.unread > 0 ? 'unknown' : 'nothing'
}

/** When the parts of a period were looked at. */
export function lookedOf(standings: readonly Standing[]) {
  const parts = [
    ...new Map(standings.flatMap((each) => each.parts).map((part) => [keyOf(part), part])).values(),
  ]
  const times = parts.map((part) => part.computed_at).toSorted()
  return {
    at: times[0] ?? null,
    parts: parts.length,
    missing: Math.max(0, ...standings.map((each) => each.missing)),
  }
}

/** The rows of a period: happenings of its months, habits of itself; of one sign only those that can be its. */
export function inPeriod(period: Period, sign?: Pick<SignDefinition, 'key' | 'of'>) {
  const months = sql<boolean>`(span = 'month' and starts_on >= ${period.from}::date and starts_on < ${period.to}::date)`
  const itself = sql<boolean>`(span = ${period.span} and starts_on = ${period.from}::date)`
  if (sign === undefined) return sql<boolean>`(${months} or ${itself})`
  return sql<boolean>`(sign = ${sign.key} and ${isHabit(sign) ? itself : months})`
}
