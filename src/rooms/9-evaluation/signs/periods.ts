import { addMonths } from '#ground/clock/date.ts'
import { fiscalYear, fiscalYearLabel } from '#ground/clock/calendar.ts'
import type { Span } from './tables.ts'

/** A fiscal year or a quarter of one: 「2026」「2026Q3」. */
export type Period = {
  readonly key: string
  readonly label: string
  readonly span: Exclude<Span, 'month'>
  /** First day. */
  readonly from: string
  /** First day that no longer belongs to it. */
  readonly to: string
}

const quarterWords = ['4月から6月', '7月から9月', '10月から12月', '1月から3月'] as const

/** The fiscal year that begins in that calendar year. */
export function yearPeriod(year: number): Period {
  const from = `${String(year).padStart(4, '0')}-04-01`
  return { key: String(year), label: fiscalYearLabel(year), span: 'year', from, to: addMonths(from, 12) }
}

/** The quarters of a fiscal year; the first begins in April. */
export function quartersOf(year: number): Period[] {
  return quarterWords.map((words, at) => {
    const from = addMonths(yearPeriod(year).from, at * 3)
    return {
      key: `${year}Q${at + 1}`,
      label: `${fiscalYearLabel(year)} ${words}`,
      span: 'quarter' as const,
      from,
      to: addMonths(from, 3),
    }
  })
}

/** The period of a key, or undefined where there is none. */
export function findPeriod(key: string): Period | undefined {
  const found = /^(\d{4})(?:Q([1-4]))?$/.exec(key)
  if (found === null) return undefined
  const year = Number(found[1])
  if (year < 1950 || year > 2199) return undefined
  return found[2] === undefined ? yearPeriod(year) : quartersOf(year)[Number(found[2]) - 1]
}

/** The period of the same length before. */
export function periodBefore({ span, from }: Period): Period {
  const start = addMonths(from, span === 'year' ? -12 : -3)
  return periodOf(span, start)
}

/** The year or quarter a day lies in. */
export function periodOf(span: Period['span'], day: string): Period {
  const year = fiscalYear(day)
  if (span === 'year') return yearPeriod(year)
  const quarters = quartersOf(year)
  return quarters.find((each) => day < each.to) ?? quarters[3] ?? yearPeriod(year)
}

/** The first days of the months of a period. */
export function monthsOf({ from, to }: Pick<Period, 'from' | 'to'>): string[] {
  const months: string[] = []
  for (let month = from; month < to; month = addMonths(month, 1)) months.push(month)
  return months
}

/** The first day of a day's month. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`

/** Where a part of time ends, the day itself outside. */
export function endOf(span: Span, startsOn: string): string {
  return addMonths(startsOn, span === 'year' ? 12 : span === 'quarter' ? 3 : 1)
}

/** Whether a part of that span may begin on the day. */
export function beginsOn(span: Span, day: string): boolean {
  if (!day.endsWith('-01')) return false
  return span === 'month' || periodOf(span, day).from === day
}
