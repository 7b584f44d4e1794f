import holidays from '@holiday-jp/holiday_jp/lib/holidays.js'
import { addDays, dateParts, weekdayOf } from './date.ts'

/*
 * 開庁日: the days a city hall works. Saturdays, Sundays, national holidays and 29 December to
 * 3 January are closed. A city adds its own closed days by `alsoClosed`.
 */

const holidayNames: ReadonlyMap<string, string> = new Map(
  Object.values(holidays).map(({ date, name }) => [date, name]),
)
const knownYears = { first: 1970, last: 2050 }

/** Name of the national holiday (勤労感謝の日, 振替休日 …) on that day, or undefined. */
export function holidayName(date: string): string | undefined {
  const { year } = dateParts(date)
  if (year < knownYears.first || year > knownYears.last) {
    throw new RangeError(`holidays are known from ${knownYears.first} to ${knownYears.last}, not for ${date}`)
  }
  return holidayNames.get(date)
}

/** Why the office is closed on that day (土曜日, 日曜日, the holiday, 年末年始), or undefined if it is open. */
export function closedReason(date: string, alsoClosed?: ReadonlySet<string>): string | undefined {
  const holiday = holidayName(date)
  if (holiday !== undefined) return holiday
  const { month, day } = dateParts(date)
  if ((month === 12 && day >= 29) || (month === 1 && day <= 3)) return '年末年始'
  const weekday = weekdayOf(date)
  if (weekday === '土' || weekday === '日') return `${weekday}曜日`
  return alsoClosed?.has(date) === true ? '閉庁日' : undefined
}

/** Whether the city hall works on that day. */
export function isOpenDay(date: string, alsoClosed?: ReadonlySet<string>): boolean {
  return closedReason(date, alsoClosed) === undefined
}

/**
 * The `count`-th open day after `date`, the day itself not counted (民法 初日不算入); a negative
 * count goes back. 0 gives the day itself, or the next open day if it is closed.
 */
export function addOpenDays(date: string, count: number, alsoClosed?: ReadonlySet<string>): string {
  if (!Number.isInteger(count)) throw new RangeError(`not a whole number of days: ${count}`)
  const step = count < 0 ? -1 : 1
  let left = Math.abs(count)
  let day = date
  if (left === 0) {
    while (!isOpenDay(day, alsoClosed)) day = addDays(day, 1)
    return day
  }
  while (left > 0) {
    day = addDays(day, step)
    if (isOpenDay(day, alsoClosed)) left -= 1
  }
  return day
}

/** Open days after `from` up to and including `to`; negative if `to` is earlier than `from`. */
export function openDaysBetween(from: string, to: string, alsoClosed?: ReadonlySet<string>): number {
  if (to < from) return -openDaysBetween(to, from, alsoClosed)
  let count = 0
  for (let day = from; day < to;) {
    day = addDays(day, 1)
    if (isOpenDay(day, alsoClosed)) count += 1
  }
  return count
}
