import { dateParts, jstParts } from '#ground/clock/date.ts'
import { formatDate, formatMonthDay } from '#ground/clock/wareki.ts'
import type { Language } from '../words/language.ts'

export type DateForm = 'long' | 'short'

/** What a date or an instant is shown as, and what appears on hover. */
export type DateWords = { readonly text: string; readonly title: string; readonly machine: string }

const weekdaysInEnglish = {
  月: 'Mon',
  火: 'Tue',
  水: 'Wed',
  木: 'Thu',
  金: 'Fri',
  土: 'Sat',
  日: 'Sun',
} as const

/**
 * Words for a day ('2026-11-24') or an instant (ISO 8601, shown as Japanese time).
 * Japanese: 和暦, with the western year on hover; `short` leaves the year out (inside the fiscal year).
 * English: the other way round.
 */
export function dateWords(value: string, form: DateForm, language: Language): DateWords {
  const instant = value.includes('T')
  const { date, time } = instant ? jstParts(value) : { date: value, time: '' }
  const clock = instant ? ` ${clockTime(time)}` : ''
  const era = formatDate(date)
  const { year, month, day } = dateParts(date)
  const weekday = /\((.)\)$/u.exec(era)?.[1] ?? ''
  const western = `${year}年${month}月${day}日(${weekday})`
  if (language === 'en')
    return { text: `${date} ${englishWeekday(weekday)}${clock}`, title: era, machine: value }
  return {
    text: (form === 'short' ? formatMonthDay(date) : era) + clock,
    title: western + clock,
    machine: value,
  }
}

/** 9:12 rather than 09:12:33. */
function clockTime(time: string): string {
  const [hour = '', minute = ''] = time.split(':')
  return `${Number(hour)}:${minute}`
}

function englishWeekday(weekday: string): string {
  return Object.entries(weekdaysInEnglish).find(([japanese]) => japanese === weekday)?.[1] ?? ''
}
