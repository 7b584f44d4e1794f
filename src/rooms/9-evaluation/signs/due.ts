import { sql } from 'kysely'
import { addDays, addMonths, startOfDay } from '#ground/clock/date.ts'
import type { Tx } from '#ground/database/database.ts'
import { valuesOf } from './compute.ts'
import type { SignDefinition } from './definition.ts'
import { endOf, monthOf, periodOf } from './periods.ts'
import { happenings } from './read-records.ts'
import { isHabit } from './signs.ts'
import { readParts, type Part } from './standing.ts'
import type { Span } from './tables.ts'

export type DuePart = { readonly span: Span; readonly startsOn: string }

/**
 * The parts of time that have to be looked through: those never looked at, those looked at before they had ended (and
 * a little longer, for what is decided late), those with other values of the city, and months in which a 代決 still
 * waits to be read or was read lately. Three queries.
 */
export async function dueParts(tx: Tx, signs: readonly SignDefinition[], today: string): Promise<DuePart[]> {
  const facts = await firstAndUnread(tx, today)
  if (facts.first === null) return []
  const parts = new Map((await readParts(tx)).map((part) => [`${part.span} ${part.starts_on}`, part]))
  const values = await valuesOf(tx, signs)
  const wanted = (habits: boolean): string =>
    sorted(
      Object.fromEntries(
        signs.filter((each) => isHabit(each) === habits).map(({ key }) => [key, values.get(key) ?? {}]),
      ),
    )
  const [happenings, habits] = [wanted(false), wanted(true)]
  const isDue = ({ span, startsOn }: DuePart): boolean => {
    const part = parts.get(`${span} ${startsOn}`)
    if (part === undefined) return true
    if (!settled(part)) return true
    if (sorted(part.parameters) !== (span === 'month' ? happenings : habits)) return true
    return span === 'month' && facts.unread.has(startsOn)
  }
  return everyPart(facts.first, today).filter(isDue)
}

/** Looked at more than a month after its end: late decisions and openings are in it. */
function settled(part: Part): boolean {
  return part.computed_at.slice(0, 10) > addMonths(endOf(part.span, part.starts_on), 1)
}

/** Every month, quarter and year from a day's to today's. */
export function everyPart(first: string, today: string): DuePart[] {
  const found = new Map<string, DuePart>()
  for (let month = monthOf(first); month <= today; month = addMonths(month, 1)) {
    for (const part of [
      { span: 'month' as const, startsOn: month },
      { span: 'quarter' as const, startsOn: periodOf('quarter', month).from },
      { span: 'year' as const, startsOn: periodOf('year', month).from },
    ]) {
      found.set(`${part.span} ${part.startsOn}`, part)
    }
  }
  return [...found.values()]
}

async function firstAndUnread(
  tx: Tx,
  today: string,
): Promise<{ first: string | null; unread: ReadonlySet<string> }> {
  const { rows } = await sql<{ first: string | null; unread: string[] | null }>`
    select (select min(at at time zone 'Asia/Tokyo')::date from (
              select min(filed_at) as at from application where filed_at is not null
              union all select min(decided_at) from decision
              union all select min(first_at) from refused_attempt
              union all select min(entered_at) from entry_line where origin = 'typed'
              union all select min(created_at) from register_entry where register = any(${happenings}::text[])) f) as first,
           (select array_agg(distinct to_char(d.decided_at at time zone 'Asia/Tokyo', 'YYYY-MM-01'))
              from after_reading r join decision d on d.tenant_id = r.tenant_id and d.decision_id = r.decision_id
             where r.read_at is null or r.read_at > ${startOfDay(addDays(today, -40))}::timestamptz) as unread`.execute(
    tx,
  )
  const row = rows[0]
  return { first: row?.first ?? null, unread: new Set(row?.unread ?? []) }
}

/** One text for values, whatever order their keys were stored in. */
function sorted(values: Readonly<Record<string, Readonly<Record<string, number>>>>): string {
  return JSON.stringify(
    Object.entries(values)
      .map(([key, of]) => [key, Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1))] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}
