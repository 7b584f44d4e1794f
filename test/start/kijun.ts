import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CleanUp } from '#test/database.ts'

export const root = join(import.meta.dirname, '..', '..')

export type Ended = { code: number | null; signal: NodeJS.Signals | null; out: string; err: string }

export type Started = {
  readonly pid: number
  /** Resolves with the printed URL; throws with everything printed when it ends before. */
  url(): Promise<string>
  /** Resolves once the text was printed. */
  printed(text: string): Promise<void>
  kill(signal: NodeJS.Signals): void
  /** What it prints from now on goes nowhere, as when its terminal is closed. */
  closeOutput(): void
  readonly ended: Promise<Ended>
}

/** A folder for the data, open to the user PostgreSQL runs as. Goes away at the end. */
export async function dataFolder(t: CleanUp): Promise<string> {
  const base = await mkdtemp(join(tmpdir(), 'kijun-start-'))
  await chmod(base, 0o755)
  t.after(() => rm(base, { recursive: true, force: true }))
  return join(base, 'data')
}

/** Starts Kijun as `npm start` does once everything is installed. What is still running at the end is killed. */
export function start(
  t: CleanUp,
  folder: string,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Started {
  const child = spawn(process.execPath, [join(root, 'src/doors/start.ts'), ...args], {
    cwd: root,
    env: { ...cleanEnvironment(), KIJUN_DATA: folder, KIJUN_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.after(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    for (const pid of await postgresOf(folder)) endQuietly(pid)
  })
  return watched(child)
}

/** The environment of the tests without anything that settles Kijun's own settings. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith('KIJUN_') && name !== 'DATABASE_URL' && !name.startsWith('NODE_TEST'),
    ),
  )
}

function watched(child: ChildProcess): Started {
  const text = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (text.out += part))
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (text.err += part))
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code, signal) => done({ code, signal, ...text }))
  })
  const until = async (there: () => boolean): Promise<void> => {
    for (let waited = 0; waited < 120_000; waited += 50) {
      if (there()) return
      if (child.exitCode !== null || child.signalCode !== null) break
      await sleep(50)
    }
    throw new Error(`Kijun did not print that:\n${text.out}\n${text.err}`)
  }
  return {
    pid: child.pid ?? 0,
    ended,
    kill: (signal) => child.kill(signal),
    closeOutput: () => {
      child.stdout?.destroy()
      child.stderr?.destroy()
    },
    printed: (wanted) => until(() => text.out.includes(wanted)),
    url: async () => {
      await until(() => text.out.includes('Ctrl-C'))
      return /https?:\/\/\S+/.exec(text.out)?.[0] ?? ''
    },
  }
}

function endQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** The PostgreSQL servers (not their workers) that were started on the cluster of this data folder. */
export async function postgresOf(folder: string): Promise<number[]> {
  const found: number[] = []
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')
    if (command.includes(`${join(folder, 'cluster')}\0`)) found.push(Number(entry))
  }
  return found
}

/** True as soon as no PostgreSQL of the folder runs, within five seconds. */
export async function noPostgresOf(folder: string): Promise<boolean> {
  for (let waited = 0; waited < 5000; waited += 100) {
    if ((await postgresOf(folder)).length === 0) return true
    await sleep(100)
  }
  return false
}
