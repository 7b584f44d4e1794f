import { Temporal } from 'temporal-polyfill'

/*
 * Dates that people choose are strings 'YYYY-MM-DD' (a day in Asia/Tokyo): they compare with < and
 * travel through JSON and SQL unchanged. A string that is no such day is a programming error here
 * (RangeError); text that people type goes through `parseDate` first.
 */

const shape = /^\d{4}-\d{2}-\d{2}$/u

/** Whether the text is a day that exists, written 'YYYY-MM-DD'. */
export function isDate(text: string): boolean {
  return shape.test(text) && existingDate(text) !== undefined
}

/** The day, or undefined where the calendar has no such day (2月30日). */
function existingDate(text: string): Temporal.PlainDate | undefined {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const fits = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  return fits ? Temporal.PlainDate.from({ year, month, day }) : undefined
}

function daysInMonth(year: number, month: number): number {
  return Temporal.PlainYearMonth.from({ year, month }).daysInMonth
}

function plain(date: string): Temporal.PlainDate {
  const found = shape.test(date) ? existingDate(date) : undefined
  if (found === undefined) throw new RangeError(`not a date: ${JSON.stringify(date)}`)
  return found
}

/** Year, month and day as numbers. */
export function dateParts(date: string): { year: number; month: number; day: number } {
  const { year, month, day } = plain(date)
  return { year, month, day }
}

/** 'YYYY-MM-DD' of three numbers, or undefined if there is no such day. */
export function dateOf(year: number, month: number, day: number): string | undefined {
  if (![year, month, day].every(Number.isInteger) || year < 1 || year > 9999) return undefined
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDate(text) ? text : undefined
}

/** The date `days` calendar days (暦日) later; negative goes back. */
export function addDays(date: string, days: number): string {
  return plain(date).add({ days }).toString()
}

/** The same day `months` months later, or the last day of that month where it is shorter. */
export function addMonths(date: string, months: number): string {
  return plain(date).add({ months }, { overflow: 'constrain' }).toString()
}

/** Calendar days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return plain(from).until(plain(to), { largestUnit: 'day' }).days
}

/** 日 月 火 水 木 金 土. */
export function weekdayOf(date: string): string {
  return '月火水木金土日'.charAt(plain(date).dayOfWeek - 1)
}

/** The instant (ISO 8601, UTC) at which the day begins in Japan: 00:00 on 1 April is one such. */
export function startOfDay(date: string): string {
  return `${addDays(date, -1)}T15:00:00.000Z`
}

/** Date and time of day in Japan: { date: '2026-11-24', time: '14:05:09' }. */
export function jstParts(instant: string): { date: string; time: string } {
  const shifted = Temporal.Instant.from(instant).add({ hours: 9 }).toString()
  return { date: shifted.slice(0, 10), time: shifted.slice(11, 19) }
}
