import { performance } from 'node:perf_hooks'
import { runPart } from '#engine/check/run.ts'
import { lockedAway, media, places } from '#engine/check/testing/media.ts'
import { recordedTables as checkTables } from '#engine/check/recorded.ts'
import { recordedTables as taskTables } from '#engine/task/recorded.ts'
import { storeNew } from '#engine/register/store.ts'
import { recordedTables as registerTables } from '#engine/register/recorded.ts'
import { makeCity, operator, perform } from '#engine/register/testing/city.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Act } from '#ground/operation/act.ts'
import { createRecorder } from '#ledger/recorder.ts'
import { createRegistry } from '#ledger/recorded-table.ts'
import { testDatabase } from '#test/database.ts'

/*
 * How long one check over the lines of a register takes at the size of a 政令市, with everything the lines point at,
 * one line in ten violating. Prints seconds of a first run and of one in which nothing has changed.
 *
 *     node bench/checks.ts [lines]
 */

const lines = Number(process.argv[2] ?? 100_000)
const at = '2026-11-24T00:05:00.000Z'

const cleanUp: (() => unknown)[] = []
const { db, tenantId } = await testDatabase({ after: (work) => void cleanUp.push(work) })
const ports = { sectionsOn: async () => ({ of: (unitId: string) => ({ unitId }) }) }
const registry = createRegistry([registerTables, checkTables, taskTables])

const unused = (): never => {
  throw new Error('a check neither sends jobs nor keeps files')
}

const act = <T>(work: (act: Act) => Promise<T>): Promise<T> =>
  db.inTenant(tenantId, (tx) =>
    work({
      tx,
      tenantId,
      actor: operator,
      at,
      today: jstDate(at),
      origin: 'local',
      recorder: createRecorder({ tx, registry, tenantId, at, actor: operator, operation: 'bench' }),
      jobs: { send: unused },
      files: { put: unused, read: unused, find: unused },
      part: unused,
      places: unused,
    }),
  )

async function whole(label: string): Promise<void> {
  const began = performance.now()
  let part = await act((each) => runPart(each, lockedAway, { by: 'daily' }, ports))
  while (!part.finished) {
    const { runId } = part
    part = await act((each) => runPart(each, lockedAway, { by: 'daily', runId }, ports))
  }
  const seconds = (performance.now() - began) / 1000
  console.log(`${label}: ${part.lines}行、違反${part.violations}件、${seconds.toFixed(1)}秒`)
}

try {
  const { units } = await makeCity(db, tenantId)
  const provenance = { origin: 'import', why: '計測' } as const
  const shelves = await perform(db, tenantId, operator, (each) =>
    storeNew(
      each,
      places,
      provenance,
      Array.from({ length: 100 }, (_, index) => ({
        unitId: units.care,
        values: { name: `棚${index}`, locked: index % 10 !== 0 },
      })),
    ),
  )
  for (let from = 0; from < lines; from += 5_000) {
    await perform(db, tenantId, operator, (each) =>
      storeNew(
        each,
        media,
        provenance,
        Array.from({ length: Math.min(5_000, lines - from) }, (_, index) => ({
          unitId: index % 2 === 0 ? units.care : units.tax,
          values: {
            name: `媒体${from + index}`,
            level: 2,
            place: shelves[(from + index) % shelves.length]?.entryId ?? '',
          },
        })),
      ),
    )
  }
  await whole('初めての点検')
  await whole('変わりのない点検')
} finally {
  for (const work of cleanUp.toReversed()) await work()
}
