import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { isId } from '#ground/ids/ids.ts'
import type { Tables } from './tables.ts'

/** A connection inside one tenant's transaction: row-level security shows that tenant's rows and no others. */
export type Tx = Kysely<Tables>

export type Connection = {
  /** postgres:// URL, or the folder of a Unix socket. */
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
}

export type Database = {
  readonly connection: Connection
  readonly pool: pg.Pool
  /** Runs `work` in one transaction of one tenant; commits when it resolves, rolls back when it throws. */
  inTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same, read only and on one snapshot. */
  readTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The few tables that belong to no tenant (the list of tenants). */
  readonly shared: Kysely<Tables>
  close(): Promise<void>
}

// Rows mean the same on every driver and in every time zone: instants are ISO text in UTC,
// dates stay the text a person chose, counters are numbers.
const { builtins } = pg.types
const isoInstant = (text: string): string => {
  const [date = '', rest = ''] = text.split(' ')
  const time = rest.replace(/([+-]\d{2})(:?\d{2})?$/, '')
  return `${date}T${time}Z`
}
const exactInteger = (text: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer beyond 2^53 from the database: ${text}`)
  return value
}
const parsers: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: exactInteger,
  [builtins.DATE]: (text) => text,
  [builtins.TIMESTAMPTZ]: isoInstant,
  [builtins.INTERVAL]: (text) => text,
}
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
}

export type PoolOptions = {
  readonly max?: number
  readonly name?: string
  /** false: a commit does not wait for the disk. Only for work that can be done again from the start. */
  readonly durable?: boolean
}

/** Opens a pool. Sessions run in UTC; statements that run away are stopped after a minute. */
export function openPool(connection: Connection, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: options.max ?? 10,
    types: rowTypes,
    application_name: options.name ?? 'kijun',
    options:
      '-c TimeZone=UTC -c plan_cache_mode=force_custom_plan -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000' +
      (options.durable === false ? ' -c synchronous_commit=off' : ''),
  })
  // A backend that dies between two queries must not take the process with it; the next query reports the fault.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Opens the application's database. `connection` must be the application role, which row-level security binds. */
export function openDatabase(connection: Connection, options: PoolOptions = {}): Database {
  const pool = openPool(connection, options)
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })

  async function within<T>(begin: string, tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!isId(tenantId)) throw new TypeError('tenant id is not a uuid')
    return kysely.connection().execute(async (tx) => {
      // SET LOCAL, not set_config(): only the statement reaches the workers of a Citus cluster.
      await sql.raw(`${begin}; set local app.tenant_id = '${tenantId}'`).execute(tx)
      let result: T
      try {
        result = await work(tx)
      } catch (error) {
        await sql.raw('rollback').execute(tx)
        throw error
      }
      await sql.raw('commit').execute(tx)
      return result
    })
  }

  return {
    connection,
    pool,
    inTenant: (tenantId, work) => within('begin', tenantId, work),
    readTenant: (tenantId, work) =>
      within('begin transaction isolation level repeatable read read only', tenantId, work),
    shared: kysely,
    close: () => kysely.destroy(),
  }
}

/**
 * Runs work inside a transaction so that nothing of it stays when it throws, and the transaction can go on. Nested
 * calls are fine: the innermost savepoint is the one that is taken back.
 */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql.raw('savepoint part').execute(tx)
  try {
    const result = await work()
    await sql.raw('release savepoint part').execute(tx)
    return result
  } catch (error) {
    await sql.raw('rollback to savepoint part; release savepoint part').execute(tx)
    throw error
  }
}
