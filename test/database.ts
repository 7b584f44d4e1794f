import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type Connection, type Database } from '#ground/database/database.ts'
import { startEmbedded, stopOrphan } from '#ground/database/embedded.ts'
import { prepareDatabase, withClient } from '#ground/database/roles.ts'
import { newId, randomSecret } from '#ground/ids/ids.ts'
import { schema } from '../src/schema.ts'

/** Where test code may hang its clean-up: a TestContext, or node:test's own after(). */
export type CleanUp = { after(work: () => unknown): void }

type Server = { owner: Connection; appPassword: string; stop(): Promise<void> }

const TEMPLATE = 'kijun_template'
const PREFIX = 'kijun-test-'
let server: Promise<Server> | null = null

/** The run's server: the one the test command started (KIJUN_TEST_SERVER), or one of this process alone. */
async function testServer(): Promise<Server> {
  const given = process.env['KIJUN_TEST_SERVER']
  if (given !== undefined) {
    const { owner, appPassword } = JSON.parse(given) as Pick<Server, 'owner' | 'appPassword'>
    return { owner, appPassword, stop: async () => undefined }
  }
  return startTestServer()
}

/** Starts the embedded PostgreSQL in a folder that goes away with it. */
export async function startTestServer(): Promise<Server> {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const embedded = await startEmbedded({
    folder,
    ownerPassword: randomSecret(),
    settings: { max_connections: '200' },
  })
  return {
    owner: embedded.owner,
    appPassword: randomSecret(),
    stop: async () => {
      await embedded.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A run that was killed leaves its server and folder behind; the next one takes them away. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const owner = Number(name.slice(PREFIX.length).split('-')[0])
    if (!Number.isInteger(owner) || isRunning(owner)) continue
    const folder = join(tmpdir(), name)
    await stopOrphan(join(folder, 'cluster'))
    await rm(folder, { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/**
 * A database of one test file: cloned from the migrated template, with one tenant in it.
 * Everything goes away in `t.after`.
 */
export async function testDatabase(t: CleanUp): Promise<{
  db: Database
  tenantId: string
  owner: Connection
  newTenant(name?: string): Promise<string>
}> {
  const own = server === null
  server ??= testServer()
  const running = await server
  await ensureTemplate(running)
  const name = `t_${newId().replaceAll('-', '')}`
  await withClient(running.owner, (client) => client.query(`create database ${name} template ${TEMPLATE}`))
  const owner = { ...running.owner, database: name }
  const db = openDatabase({ ...owner, user: 'kijun_app', password: running.appPassword })
  const newTenant = async (tenantName = '試験市'): Promise<string> => {
    const tenantId = newId()
    await db.shared
      .insertInto('tenant')
      .values({
        tenant_id: tenantId,
        code: `t-${tenantId.slice(-12)}`,
        name: tenantName,
        kind: 'city',
        created_at: '2026-04-01T00:00:00Z',
      })
      .execute()
    return tenantId
  }
  t.after(async () => {
    await db.close()
    await withClient(running.owner, (client) => client.query(`drop database ${name} with (force)`))
    if (own) {
      await running.stop()
      server = null
    }
  })
  return { db, tenantId: await newTenant(), owner, newTenant }
}

async function ensureTemplate(running: Server): Promise<void> {
  const ready = await withClient(running.owner, async (client) => {
    const { rows } = await client.query(`select datistemplate from pg_database where datname = '${TEMPLATE}'`)
    return rows[0]?.datistemplate === true
  })
  if (ready) return
  await withClient(running.owner, async (client) => {
    // Test files run in processes of their own; the first one makes the template, the others wait for it.
    await client.query('select pg_advisory_lock(7390012)')
    const { rows } = await client.query(`select datistemplate from pg_database where datname = '${TEMPLATE}'`)
    if (rows[0]?.datistemplate === true) return
    await prepareDatabase({
      owner: running.owner,
      name: TEMPLATE,
      appPassword: running.appPassword,
      migrations: await schema(),
    })
    await client.query(`alter database ${TEMPLATE} is_template true`)
  })
}
