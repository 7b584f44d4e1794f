import type pg from 'pg'
import type { Connection } from '#ground/database/database.ts'

/** The value below which this share of the measurements lies; 0.5 is the median, 1 the longest. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** How a pool reaches its database, for a connection of one's own. */
export function connectionOf(pool: pg.Pool): Connection {
  const { host, port, database: name, user, password } = pool.options
  return {
    host: host ?? '',
    port: port ?? 5432,
    database: name ?? '',
    user: user ?? '',
    password: String(password ?? ''),
  }
}
