import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from '#test/database.ts'
import { serverFlags } from '../scripts/prepare.mjs'
import type { Order } from './register-file-step.ts'

/*
 * A register's file at the size of a 政令市: 100,000 lines out and in. Each step runs in a process of its own that does
 * nothing else than open the database, with the flags of the server, so that what it prints is the memory of that step:
 * the process's at rest, its most, and the difference (RSS, in MB; the thread that reads Excel included). Beside them
 * the figures of the design: an export within 15 seconds, an import within 60, each in 300 MB.
 *
 *     node bench/register-files.ts [lines] [step…]
 */

const [count = '100000', ...only] = process.argv.slice(2)
const steps: readonly Order['step'][] = [
  { do: 'export', format: 'xlsx' },
  { do: 'export', format: 'csv' },
  { do: 'import', format: 'xlsx', lines: 'same', dryRun: true },
  { do: 'import', format: 'xlsx', lines: 'same', dryRun: false },
  { do: 'import', format: 'csv', lines: 'same', dryRun: true },
  { do: 'import', format: 'csv', lines: 'same', dryRun: false },
  { do: 'import', format: 'csv', lines: 'changed', dryRun: false },
  { do: 'import', format: 'csv', lines: 'new, half wrong', dryRun: false },
  { do: 'import', format: 'csv', lines: 'new', dryRun: false },
]

const stepFile = join(import.meta.dirname, 'register-file-step.ts')
const cleanUp: (() => unknown)[] = []
const { db, tenantId } = await testDatabase({ after: (work) => void cleanUp.push(work) })
const folder = await mkdtemp(join(tmpdir(), 'kijun-bench-'))

function take(step: Order['step']): void {
  const order: Order = { connection: db.connection, tenantId, folder, lines: Number(count), step }
  const { status } = spawnSync(process.execPath, [...serverFlags, stepFile], {
    input: JSON.stringify(order),
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  if (status !== 0) console.log(`  終わりませんでした(${status})`)
}

try {
  take({ do: 'seed' })
  for (const step of steps) {
    if (only.length > 0 && !only.some((word) => JSON.stringify(step).includes(word))) continue
    if (step.do === 'import' && step.lines !== 'same') take({ do: 'write', lines: step.lines })
    take(step)
  }
} finally {
  for (const work of cleanUp.toReversed()) await work()
  await rm(folder, { recursive: true, force: true })
}
