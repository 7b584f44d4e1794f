import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Another Kijun has this data folder open. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning'
}

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
    await rm(path, { force: true })
    if (!(await listen(server, path))) {
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
