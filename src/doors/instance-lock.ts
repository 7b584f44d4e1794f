import { createHash } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#ground/clock/clock.ts'

/** Another Kijun has this data folder open. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning'
}

/** A turn takes milliseconds; one that is older belongs to nobody any more. */
const LONGEST_TURN_MS = 10_000

export type InstanceLock = { release(): Promise<void> }

/**
 * One Kijun per data folder. The lock is a listening socket: it ends with its process, so a killed process
 * leaves at most a dead socket file, which the next start sees through and removes.
 */
export async function takeInstanceLock(dataFolder: string): Promise<InstanceLock> {
  await mkdir(dataFolder, { recursive: true })
  const path = lockPath(dataFolder)
  const server = createServer((client) => client.end())
  if (!(await listen(server, path))) {
    if (await answers(path)) {
      throw new AlreadyRunning(
        `このデータの置き場所(${dataFolder})では、Kijunがすでに動いています。先に動いているほうを止めるか、そのURLを開いてください。`,
      )
    }
    if (!(await takeOver(server, path))) {
      throw new AlreadyRunning(
        `データの置き場所(${dataFolder})を別のKijunが開こうとしています。少し待ってから始めてください。`,
      )
    }
  }
  server.unref()
  return {
    release: () =>
      new Promise((done) => {
        server.close(() => done())
      }),
  }
}

function lockPath(dataFolder: string): string {
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\kijun-${name}`
  const inside = join(dataFolder, 'kijun.lock')
  return Buffer.byteLength(inside) <= 100 ? inside : join(tmpdir(), `kijun-${name}.lock`)
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((done, fail) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', listening)
      if (error.code === 'EADDRINUSE') done(false)
      else fail(error)
    }
    const listening = (): void => {
      server.off('error', failed)
      done(true)
    }
    server.once('error', failed)
    server.once('listening', listening)
    server.listen(path)
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const client = connect(path)
    client.once('connect', () => {
      client.destroy()
      done(true)
    })
    client.once('error', () => done(false))
  })
}

/**
 * Removes a dead socket and listens in its place. One start at a time, since a second one would remove the first
 * one's living socket; false when another start is at it or has it.
 */
async function takeOver(server: Server, path: string): Promise<boolean> {
  const turn = `${path}.turn`
  if (!(await takeTurn(turn))) return false
  try {
    if (await answers(path)) return false
    await rm(path, { force: true })
    return await listen(server, path)
  } finally {
    await rm(turn, { recursive: true, force: true })
  }
}

async function takeTurn(turn: string): Promise<boolean> {
  try {
    await mkdir(turn)
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  // A start that was killed in its turn left it behind.
  const since = await stat(turn).then(
    (found) => found.mtimeMs,
    () => null,
  )
  if (since === null || systemClock.now().getTime() - since <= LONGEST_TURN_MS) return false
  await rm(turn, { recursive: true, force: true })
  return takeTurn(turn)
}
