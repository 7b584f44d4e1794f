import { performance } from 'node:perf_hooks'
import { frontOf } from '#engine/register/front.ts'
import { listEntries, type ListQuery } from '#engine/register/list.ts'
import { register } from '#engine/register/definition.ts'
import { makeCity, operator, perform } from '#engine/register/testing/city.ts'
import { withClient } from '#ground/database/roles.ts'
import { testDatabase } from '#test/database.ts'
import { percentile } from './measuring.ts'

/*
 * A log that people write all day, five years long: 500,000 lines a year. Prints p50 and p95 in milliseconds of the
 * whole read transaction of a list, and of the register's first page.
 *
 *     node bench/register-years.ts [lines]
 */

const lines = Number(process.argv[2] ?? 2_500_000)
const rounds = 20
const log = register({
  key: 'bench-log',
  name: '計測の記録簿',
  noun: '入退室',
  numberPrefix: 'X-',
  numberDigits: 8,
  written: 'by-people',
  columns: [
    { key: 'who', label: '氏名', type: 'text', required: true, slot: 'text_1', search: true, list: true },
    {
      key: 'way',
      label: '区分',
      type: 'choice',
      choices: [
        { value: 'in', label: '入室' },
        { value: 'out', label: '退室' },
      ],
      slot: 'text_2',
      filter: true,
      list: true,
    },
    { key: 'day', label: '日', type: 'date', slot: 'date_1', filter: true, list: true },
    { key: 'door', label: '扉', type: 'number', slot: 'number_1', filter: true },
  ],
  slots: [],
  retentionYears: 5,
  editableBy: { right: 'settings.manage' },
  readableBy: 'everyone',
})

const cleanUp: (() => unknown)[] = []
const { db, tenantId, owner } = await testDatabase({ after: (work) => void cleanUp.push(work) })

async function fill(): Promise<void> {
  await makeCity(db, tenantId)
  const began = performance.now()
  const step = 100_000
  for (let from = 0; from < lines; from += step) {
    await withClient(owner, (client) =>
      client.query(
        `with fresh as (
           select n, gen_random_uuid() as id, (array(select id from unit where tenant_id = $1 order by code))[1 + n % 4] as unit,
                  (array['佐藤 花子','鈴木 一郎','高橋 薫','田中 翼','伊藤 誠','渡辺 優'])[1 + n % 6] || n % 977 as who,
                  case when n % 2 = 0 then 'in' else 'out' end as way,
                  date '2021-11-25' + (n::bigint * 1825 / $4)::int as day
             from generate_series($2::int, $3::int) as n)
         insert into register_entry (tenant_id, entry_id, register, number, unit_id, version, state, label, values,
                text_1, text_2, date_1, number_1, search, grams, created_at, created_by_kind, created_by, updated_at,
                updated_by_kind, updated_by)
         select $1, id, 'bench-log', 'X-' || lpad(n::text, 8, '0'), unit, 1, 'current', who,
                jsonb_build_object('who', who, 'way', way, 'day', day, 'door', n % 40),
                replace(who, ' ', ''), way, day, n % 40, 'x-' || lpad(n::text, 8, '0') || E'\\n' || replace(who, ' ', ''),
                array(select distinct substr(t, i, 2)
                        from unnest(array['x-' || lpad(n::text, 8, '0'), replace(who, ' ', '')]) as t,
                             generate_series(1, length(t) - 1) as i),
                day + time '09:00', 'system', 'bench', day + time '09:00', 'system', 'bench'
           from fresh`,
        [tenantId, from, Math.min(lines, from + step) - 1, lines],
      ),
    )
  }
  await withClient(owner, async (client) => {
    await client.query(
      `insert into register_tally
       select tenant_id, register, unit_id, 'state', state, count(*) from register_entry group by 1, 2, 3, 5
       union all
       select tenant_id, register, unit_id, 'opened', to_char(created_at at time zone 'Asia/Tokyo', 'YYYY-MM'), count(*)
         from register_entry group by 1, 2, 3, 5
       union all
       select tenant_id, register, unit_id, 'value', 'way=' || text_2, count(*) from register_entry group by 1, 2, 3, 5`,
    )
    await client.query('vacuum (analyze) register_entry')
  })
  console.log(`${lines}行を${((performance.now() - began) / 1000).toFixed(0)}秒で用意`)
}

async function measure(name: string, work: () => Promise<string>): Promise<void> {
  const times: number[] = []
  let said = ''
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    said = await work()
    times.push(performance.now() - began)
  }
  const at = (share: number): string => percentile(times, share).toFixed(1).padStart(7)
  console.log(`p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  ${name}(${said})`)
}

const list = (query: Partial<ListQuery>) => async (): Promise<string> => {
  const found = await db.readTenant(tenantId, (tx) =>
    listEntries(tx, log, { scope: 'all', page: 1, size: 50, ...query }),
  )
  return `${found.total}${found.more ? '件以上' : '件'}`
}

try {
  await fill()
  const cases: [string, Partial<ListQuery>][] = [
    ['先頭の頁', {}],
    ['1万件目の頁', { page: 200 }],
    ['更新の新しい順', { sort: 'updated', direction: 'desc' }],
    ['氏名で並べる', { sort: 'who' }],
    ['日の新しい順', { sort: 'day', direction: 'desc' }],
    ['区分で絞る', { filters: { way: { any: ['in'] } } }],
    ['扉で絞る', { filters: { door: { any: [7] } } }],
    ['1日で絞る', { filters: { day: { from: '2026-01-05', to: '2026-01-05' } } }],
    ['1か月で絞り、氏名順', { filters: { day: { from: '2026-01-01', to: '2026-01-31' } }, sort: 'who' }],
    ['氏名で検索', { search: '佐藤' }],
    ['番号で検索', { search: 'X-00012345' }],
  ]
  for (const [name, query] of cases) await measure(name, list(query))
  await measure('概況', () =>
    perform(db, tenantId, operator, async (act) => {
      const access = { read: 'all', write: 'all', capacity: undefined, because: undefined } as const
      const front = await frontOf(act, { definition: log, access }, { citations: async () => [] })
      return `現行${front.current}件`
    }),
  )
} finally {
  for (const work of cleanUp.toReversed()) await work()
}
