import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openEverything } from '#doors/open.ts'
import { decidersOf, standingsOf, stepFor } from '#authority/reads.ts'
import { systemClock } from '#ground/clock/clock.ts'
import { readConfig } from '#ground/config/config.ts'
import type { Tx } from '#ground/database/database.ts'
import { withClient } from '#ground/database/roles.ts'
import { newId } from '#ground/ids/ids.ts'
import { readSeparation } from '../src/rooms/1-organisation/rights/separation.ts'
import { makeLargeCity, size } from './large-city.ts'
import { connectionOf, percentile } from './measuring.ts'

/*
 * Who decides, as of a date, at the size of a 政令市 with five years of transfers and reorganisations behind it: time
 * of database and rules together, without the door.
 *
 *     npm run bench -- organisation [scale]        scale 1 = 20,000 staff in 1,500 units
 */

const scale = Number(process.argv[2] ?? 1)
const rounds = 400
const on = '2026-11-24'
const folder = await mkdtemp(join(tmpdir(), 'kijun-bench-'))
const config = { ...readConfig({}, folder), dataFolder: folder, logLevel: 'silent' as const }
const opened = await openEverything(config)
const { house } = opened
const load = (): string => loadavg()[0]?.toFixed(1) ?? '?'

try {
  const tenantId = newId()
  await house.database.shared
    .insertInto('tenant')
    .values({
      tenant_id: tenantId,
      code: 'bench',
      name: '計測市',
      kind: 'city',
      ready: true,
      created_at: systemClock.now().toISOString(),
    })
    .execute()
  const owner = connectionOf(house.ownerPool)
  const city = await withClient(owner, async (client) => {
    const made = await makeLargeCity(house, client, tenantId, scale, { assets: 0, applications: 0 })
    // Five years before: everybody elsewhere each year, other deputies, and a third of the units since abolished.
    for (let year = 2019; year < 2024; year++) {
      const period = [`${year}-04-01`, `${year + 1}-04-01`]
      await client.query(
        `insert into appointment (tenant_id, id, person_id, post_id, kind, valid_from, valid_to)
         select tenant_id, gen_random_uuid(), person_id,
                lead(post_id, ${year - 2000}) over (order by id), kind, $2::date, $3::date
           from appointment where tenant_id = $1 and valid_from >= '2024-04-01'
         offset 50 limit ${Math.round(size.staff * scale) - 100}`,
        [tenantId, ...period],
      )
      await client.query(
        `insert into deputy_order (tenant_id, id, post_id, place, deputy_post_id, basis, valid_from, valid_to)
         select tenant_id, gen_random_uuid(), post_id, place, deputy_post_id, basis, $2::date, $3::date
           from deputy_order where tenant_id = $1 and valid_from >= '2024-04-01'`,
        [tenantId, ...period],
      )
      await client.query(
        `insert into unit (tenant_id, id, body_id, parent_id, code, name, kind, search, valid_from, valid_to)
         select tenant_id, gen_random_uuid(), body_id, parent_id, code || '-${year}', name, kind, search, $2::date, $3::date
           from unit where tenant_id = $1 and valid_from >= '2024-04-01' and sort % 3 = 0`,
        [tenantId, ...period],
      )
    }
    await client.query('vacuum analyze')
    const { rows } = await client.query<{ appointments: number; people: string[] }>(
      `select (select count(*)::int from appointment) as appointments,
              array(select person_id from appointment where valid_to is null order by id limit 2000) as people`,
    )
    return { ...made, ...rows[0] }
  })
  console.log(
    `職員 ${size.staff * scale}、組織 ${city.units.length}、発令の記録 ${city.appointments ?? 0} の市を用意しました。負荷 ${load()}`,
  )
  const people = city.people ?? []
  const person = (round: number): string => people[(round * 37) % people.length] ?? ''
  const unit = (round: number): string => city.units[(round * 53) % city.units.length] ?? ''

  console.log('\n役割の照会(基準日つき)             p50 ms   p95 ms   最長 ms')
  const measure = async (name: string, work: (tx: Tx, round: number) => Promise<unknown>, times = rounds) => {
    const took: number[] = []
    await house.database.readTenant(tenantId, async (tx) => {
      for (let round = 0; round < times + 10; round++) {
        const began = performance.now()
        await work(tx, round)
        if (round >= Math.min(10, times)) took.push(performance.now() - began)
      }
    })
    const [p50, p95, most] = [0.5, 0.95, 1].map((share) => percentile(took, share).toFixed(2).padStart(9))
    console.log(`${name.padEnd(22, '　')}${p50}${p95}${most}`)
  }
  const seat = (round: number) => ({
    office: 'sec-manager' as const,
    unitId: unit(round),
    applicantId: person(round),
  })
  await measure('ある人の役割 standingsOf', (tx, round) => standingsOf(tx, person(round), on))
  await measure('役割を5年前の日で', (tx, round) => standingsOf(tx, person(round), '2021-11-24'))
  await measure('決定する役割 stepFor', (tx, round) => stepFor(tx, { ...seat(round), on }))
  await measure('決定できる人 decidersOf', (tx, round) => decidersOf(tx, seat(round), on))
  const actor = { kind: 'system', job: 'bench' } as const
  for (const name of ['organisation.chart', 'organisation.map', 'organisation.offices'] as const) {
    const took: number[] = []
    for (let round = 0; round < 12; round++) {
      const began = performance.now()
      await house.runner.run(name, { tenantId, actor }, {})
      if (round > 1) took.push(performance.now() - began)
    }
    console.log(
      `${name.padEnd(24)}${percentile(took, 0.5).toFixed(0).padStart(9)}${percentile(took, 0.95).toFixed(0).padStart(9)}`,
    )
  }
  const began = performance.now()
  const found = await house.runner.perform('bench.separation', { tenantId, actor }, async (act) => {
    const list = await readSeparation(act, { on, page: 1, size: 50 })
    act.recorder.describe({ act: '計測', subject: { kind: 'tenant', id: tenantId } })
    return list
  })
  console.log(
    `兼務の禁止 ${found.total}件を ${(performance.now() - began).toFixed(0)} ms で一覧にしました。負荷 ${load()}`,
  )
} finally {
  await opened.close()
  await rm(folder, { recursive: true, force: true })
}
