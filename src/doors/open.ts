import { access, constants, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Config } from '#ground/config/config.ts'
import { systemClock, type Clock } from '#ground/clock/clock.ts'
import { openDatabase, openPool, type Connection } from '#ground/database/database.ts'
import { embeddedOwner, startEmbedded } from '#ground/database/embedded.ts'
import { APPLICATION_ROLE, prepareDatabase } from '#ground/database/roles.ts'
import { openHouse, type House } from '#house'
import { schema } from '../schema.ts'
import { CannotStart } from './cannot-start.ts'
import { AlreadyRunning, takeInstanceLock } from './instance-lock.ts'
import { readSecrets, sealKeyOf } from './secrets.ts'

export type Opened = { readonly house: House; readonly migrations: readonly string[]; close(): Promise<void> }

/**
 * Opens everything behind the doors: the data folder, PostgreSQL (embedded, or yours by DATABASE_URL), the schema,
 * the house. What was opened is closed again when a later step fails.
 */
export async function openEverything(config: Config, clock: Clock = systemClock): Promise<Opened> {
  await requireWritable(config.dataFolder)
  return opening(async (closers) => {
    const lock = await takeInstanceLock(config.dataFolder)
    closers.push(lock.release)
    const secrets = await readSecrets(config.dataFolder)
    const { owner, name } = await serverOf(config, secrets.ownerPassword, closers)
    const migrations = await schema()
    const prepared = await naming(config, () =>
      prepareDatabase({ owner, name, appPassword: secrets.appPassword, migrations }),
    )
    const database = openDatabase(prepared.application)
    closers.push(database.close)
    const ownerPool = openPool(prepared.owner, { max: 3, name: 'kijun-sequencer' })
    closers.push(() => ownerPool.end())
    const house = await openHouse({ config, clock, database, ownerPool, sealKey: sealKeyOf(secrets) })
    closers.push(house.close)
    return { house, migrations: prepared.ran }
  })
}

/**
 * For the command line: uses the PostgreSQL of a running Kijun when there is one, otherwise opens everything
 * itself. Beside a running server it does no background work.
 */
export async function openBeside(config: Config): Promise<Opened> {
  try {
    return await openEverything(config)
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error
  }
  return opening(async (closers) => {
    const secrets = await readSecrets(config.dataFolder)
    const { owner, name } =
      config.databaseUrl === null
        ? { owner: embeddedOwner(config.dataFolder, secrets.ownerPassword), name: 'kijun' }
        : await serverOf(config, secrets.ownerPassword, closers)
    const connection = { ...owner, database: name }
    const database = openDatabase({ ...connection, user: APPLICATION_ROLE, password: secrets.appPassword })
    closers.push(database.close)
    const ownerPool = openPool(connection, { max: 3, name: 'kijun-command' })
    closers.push(() => ownerPool.end())
    const house = await openHouse({
      config,
      clock: systemClock,
      database,
      ownerPool,
      sealKey: sealKeyOf(secrets),
      background: false,
    })
    closers.push(house.close)
    return { house, migrations: [] }
  })
}

/** Runs the steps; when one fails, what was opened before it is closed again. */
async function opening(
  steps: (closers: (() => Promise<void>)[]) => Promise<Omit<Opened, 'close'>>,
): Promise<Opened> {
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer()
  }
  try {
    return { ...(await steps(closers)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function serverOf(
  config: Config,
  ownerPassword: string,
  closers: (() => Promise<void>)[],
): Promise<{ owner: Connection; name: string }> {
  if (config.databaseUrl === null) {
    const server = await startEmbedded({ folder: config.dataFolder, ownerPassword })
    closers.push(server.stop)
    return { owner: server.owner, name: 'kijun' }
  }
  if (!/^postgres(ql)?:/.test(config.databaseUrl) || !URL.canParse(config.databaseUrl)) {
    throw new CannotStart(
      'DATABASE_URL の形が正しくありません。postgres://利用者:パスワード@ホスト:5432/データベース名 の形にしてください。',
    )
  }
  const url = new URL(config.databaseUrl)
  const name = decodeURIComponent(url.pathname.slice(1)) || 'kijun'
  return {
    owner: {
      host: url.searchParams.get('host') ?? url.hostname,
      port: url.port === '' ? 5432 : Number(url.port),
      database: name,
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    },
    name,
  }
}

/** Says of a database of the operator's own why it cannot be used; what else goes wrong is passed on. */
async function naming<T>(config: Config, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const why = config.databaseUrl === null ? undefined : databaseTrouble[code]
    if (why === undefined) throw cause
    throw new CannotStart(`DATABASE_URL のデータベースを使えません。${why}`, { cause })
  }
}

const unreachable =
  'つながりません。PostgreSQL が動いているか、ホスト名とポートが正しいかを確かめてください。'
const noEntry = '利用者名かパスワードが違います。DATABASE_URL を直してください。'
const databaseTrouble: Readonly<Record<string, string>> = {
  ECONNREFUSED: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ENOENT: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  '28P01': noEntry,
  '28000': noEntry,
  '3D000': 'そのデータベースがありません。先に作ってください。',
  '42501':
    '権限が足りません。役割とテーブルを作れる利用者(データベースの所有者で CREATEROLE を持つもの)にしてください。',
}

/**
 * Makes a folder with those above it, one by one: where a file system knows no new folders (/proc, some network
 * shares) the recursive mkdir of Node asks for ever.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(folder) === folder || (await isFolder(dirname(folder)))) throw error
    await makeFolder(dirname(folder))
    await mkdir(folder)
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

async function requireWritable(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new CannotStart(
      `データの置き場所 ${folder} に書き込めません。フォルダの権限を直すか、KIJUN_DATA で別の場所を指定してください。`,
      { cause },
    )
  }
}
