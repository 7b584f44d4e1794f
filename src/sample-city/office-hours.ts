import { startOfDay } from '#ground/clock/calendar.ts'

const MINUTE_MS = 60_000

/** Minutes after midnight: the office works from 8:30 to 17:15. */
export const opening = 8 * 60 + 30
export const closing = 17 * 60 + 15

/** The instant of a minute of that day in Japan, as ISO 8601 in UTC. */
export function atMinute(date: string, minute: number): string {
  return new Date(Date.parse(startOfDay(date)) + minute * MINUTE_MS).toISOString()
}
