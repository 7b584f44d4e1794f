/** Where the house gets the time from. Rules take the date as an argument; only the rim holds a Clock. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still; for tests and for replaying history. */
export function fixedClock(iso: string): Clock {
  return { now: () => new Date(iso) }
}

/** A clock whose hands are set by hand: it stands still until told otherwise. */
export function settableClock(iso: string): Clock & { set(iso: string): void } {
  let current = new Date(iso)
  return {
    now: () => new Date(current),
    set: (next) => {
      current = new Date(next)
    },
  }
}

const JST_OFFSET_MS = 9 * 60 * 60 * 1000

/** The date in Asia/Tokyo (no daylight saving since 1951) as 'YYYY-MM-DD'. */
export function jstDate(instant: Date | string): string {
  const date = typeof instant === 'string' ? new Date(instant) : instant
  return new Date(date.getTime() + JST_OFFSET_MS).toISOString().slice(0, 10)
}
