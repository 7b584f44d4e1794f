import { performance } from 'node:perf_hooks'
import { registerSave } from '#engine/register/contract.ts'
import { runCheck } from '#engine/check/contract.ts'
import { withClient } from '#ground/database/roles.ts'
import { entryBoard, listEntry } from '#rooms/4-physical/entry/contract.ts'
import { doorOf } from '#rooms/4-physical/entry/testing/door.ts'
import { makeWorld } from '#test/world.ts'

/*
 * How the pages of the entry log answer with five years of a 政令市 in it: 2,500,000 lines of twenty areas. Prints p50
 * and p95 of the whole operation in milliseconds, the size of a line, and how long a check over the fiscal year takes.
 *
 *     node bench/entry.ts [lines]
 */

const lines = Number(process.argv[2] ?? 2_500_000)
const rounds = 40
const cleanUp: (() => unknown)[] = []
const world = await makeWorld({ after: (work) => void cleanUp.push(work) })
const { city, owner, tenantId, house } = world

async function measure(label: string, work: () => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1)
  console.log(`${label}: p50 ${at(0.5)} ms、p95 ${at(0.95)} ms`)
}

try {
  const door = await doorOf(city)
  await door.permitStaff('applicant')
  const areas = [door.areaId]
  for (let at = 2; at <= 20; at++) {
    const { entryId } = await city.run('manager', registerSave, {
      register: 'area',
      unitId: city.ids.unit.longevity,
      values: { name: `区域${at}`, building: '本庁舎', floor: 3 },
    })
    areas.push(entryId)
  }
  const size = await withClient(owner, async (client) => {
    await client.query(
      // every tenth line is a visitor who comes once; the others are 400 cards that come and go
      `insert into entry_line (tenant_id, line_id, area_id, unit_id, day, at, direction, who, kind, person_id, name,
                               company, purpose, card, search, origin, struck, entered_at, entered_by)
       select $1, gen_random_uuid(), ($2::uuid[])[1 + n % 20], $3, (at at time zone 'Asia/Tokyo')::date, at,
              case when n % 40 < 20 then 'in' else 'out' end,
              case when visits then 'n:来訪' || n else 'c:' || card end,
              case when visits then 'visitor' else 'unknown' end, null,
              case when visits then '来訪 ' || n else 'カード ' || card end,
              case when visits then '架空' || n % 300 || '株式会社' end, case when visits then '点検' end,
              case when visits then null else card end,
              case when visits then '来訪' || n || ' 架空' || n % 300 || '株式会社   点検' else 'かーど ' || lower(card) end,
              'reader', false, at, 'bench'
         from (select n, n % 10 = 0 as visits, 'K-' || (n / 40) % 400 as card,
                      timestamptz '2026-11-24T00:00:00Z' - ($4::bigint - n) * interval '63 seconds' as at
                 from generate_series(1, $4::bigint) as n) as made`,
      [tenantId, areas, city.ids.unit.longevity, lines],
    )
    await client.query('vacuum (analyze) entry_line, entry_text')
    const { rows } = await client.query(`select pg_total_relation_size('entry_line')::float8 as bytes`)
    return Number(rows[0]?.bytes)
  })
  console.log(`${lines}行、索引とも${Math.round(size / 1_048_576)}MB、1行${Math.round(size / lines)}バイト`)
  const run = (input: object) => () => city.run('applicant', listEntry, { page: 1, size: 50, ...input })
  await measure('戸口の画面', () => city.run('applicant', entryBoard, { areaId: door.areaId }))
  await measure('管理簿の先頭', run({}))
  await measure('1つの区域', run({ areaId: door.areaId }))
  await measure('1か月', run({ from: '2026-10-01', to: '2026-10-31' }))
  await measure('1つの区域の3年前の1日', run({ areaId: door.areaId, from: '2023-11-01', to: '2023-11-01' }))
  await measure('1か月を氏名で', run({ from: '2026-10-01', to: '2026-10-31', search: 'k-77' }))
  await measure('すべてを氏名で', run({ search: 'k-77' }))
  await measure('すべてを、1度きりの来訪者で', run({ search: '来訪1234560' }))
  await measure('すべてを、会社で', run({ search: '架空77株式会社' }))
  await measure('すべてを、どこにでもある語で', run({ search: '点検' }))
  await measure('すべてを、ない氏名で', run({ search: '無い人' }))
  const began = performance.now()
  const actor = { kind: 'system', job: 'bench' } as const
  let part = runCheck.output.parse(
    await house.runner.run(runCheck.name, { tenantId, actor }, { check: 'entry-no-escort' }),
  )
  while (!part.finished) {
    part = runCheck.output.parse(
      await house.runner.run(
        runCheck.name,
        { tenantId, actor },
        { check: 'entry-no-escort', runId: part.runId },
      ),
    )
  }
  console.log(`今年度の点検: ${part.lines}行、${((performance.now() - began) / 1000).toFixed(1)}秒`)
} finally {
  for (const work of cleanUp.toReversed()) await work()
}
