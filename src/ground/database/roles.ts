import pg from 'pg'
import type { Connection } from './database.ts'
import { openPool } from './database.ts'
import { migrate, type Migration } from './migrate.ts'

export const APPLICATION_ROLE = 'kijun_app'

/** Makes the application's role: it owns nothing and row-level security binds it. */
export async function ensureApplicationRole(owner: pg.ClientBase, password: string): Promise<void> {
  const { rows } = await owner.query('select 1 from pg_roles where rolname = $1', [APPLICATION_ROLE])
  const quoted = owner.escapeLiteral(password)
  if (rows.length === 0) {
    const bounds = 'nosuperuser nocreatedb nocreaterole nobypassrls'
    await owner.query(`create role ${APPLICATION_ROLE} login ${bounds} password ${quoted}`)
    return
  }
  // An owner who is no superuser may change the password but may not even repeat the bounds: they are looked at.
  await owner.query(`alter role ${APPLICATION_ROLE} login password ${quoted}`)
  const { rows: unbound } = await owner.query(
    'select 1 from pg_roles where rolname = $1 and (rolsuper or rolbypassrls or rolcreaterole)',
    [APPLICATION_ROLE],
  )
  if (unbound.length > 0) {
    throw new RoleTooStrong(
      `データベースの利用者 ${APPLICATION_ROLE} に強すぎる権限があります。alter role ${APPLICATION_ROLE} nosuperuser nobypassrls nocreaterole; を実行してから始めてください。`,
    )
  }
}

/** The application's role could walk around row-level security; nothing is opened with it. */
export class RoleTooStrong extends Error {
  override readonly name = 'RoleTooStrong'
}

/**
 * Prepares one database: creates it when missing, brings the schema up to date, and returns the connection of
 * the application role together with what migrations ran.
 */
export async function prepareDatabase(options: {
  owner: Connection
  name: string
  appPassword: string
  migrations: readonly Migration[]
}): Promise<{ owner: Connection; application: Connection; ran: string[] }> {
  await withClient(options.owner, async (client) => {
    await ensureApplicationRole(client, options.appPassword)
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [options.name])
    if (rows.length === 0) await client.query(`create database ${client.escapeIdentifier(options.name)}`)
  })
  const owner = { ...options.owner, database: options.name }
  const ran = await withClient(owner, async (client) => {
    await client.query(
      `grant connect on database ${client.escapeIdentifier(options.name)} to ${APPLICATION_ROLE}`,
    )
    return migrate(client, options.migrations)
  })
  return { owner, application: { ...owner, user: APPLICATION_ROLE, password: options.appPassword }, ran }
}

/** One short-lived owner connection. */
export async function withClient<T>(
  connection: Connection,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const pool = openPool(connection, { max: 1, name: 'kijun-owner' })
  try {
    const client = await pool.connect()
    try {
      await client.query('set statement_timeout = 0')
      return await work(client)
    } finally {
      client.release()
    }
  } finally {
    await pool.end()
  }
}
