import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { listEntries, type ListQuery } from '#engine/register/list.ts'
import { checkedValues } from '#engine/register/schema.ts'
import { storeNew } from '#engine/register/store.ts'
import { makeCity, operator, perform } from '#engine/register/testing/city.ts'
import { withClient } from '#ground/database/roles.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { testDatabase } from '#test/database.ts'

/*
 * How a list of a 政令市's asset register answers: 100,000 lines of one register in one tenant. Prints p50 and
 * p95 in milliseconds of the whole read transaction, and the statements it took.
 *
 *     node bench/register.ts [lines]
 */

const lines = Number(process.argv[2] ?? 100_000)
const rounds = 30

const cleanUp: (() => unknown)[] = []
const { db, tenantId, owner } = await testDatabase({ after: (work) => void cleanUp.push(work) })
async function run(): Promise<void> {
  const { units, organisation } = await makeCity(db, tenantId)
  void organisation
  const many = await manyUnits()
  const began = performance.now()
  for (let from = 0; from < lines; from += 5_000) {
    await perform(db, tenantId, operator, (act) =>
      storeNew(
        act,
        assetRegister,
        { origin: 'import', why: '計測' },
        Array.from({ length: Math.min(5_000, lines - from) }, (_, at) => line(from + at, many)),
      ),
    )
  }
  const seconds = (performance.now() - began) / 1000
  console.log(
    `${lines}行の登録(台帳・版・記録簿のハッシュを含む): ${seconds.toFixed(1)}秒、毎秒${Math.round(lines / seconds)}行`,
  )
  await withClient(owner, (client) => client.query('vacuum (analyze) register_entry'))
  await sizes()

  const oneUnit = [many[700] ?? units.care]
  const aBureau = many.slice(0, 20)
  const cases: [string, Partial<ListQuery>][] = [
    ['先頭の頁', {}],
    ['1万件目の頁', { page: 200 }],
    ['名称で並べる', { sort: 'name' }],
    ['名称で逆順', { sort: 'name', direction: 'desc' }],
    ['種別で並べる', { sort: 'kind' }],
    ['件数の多い順', { sort: 'personal_count', direction: 'desc' }],
    ['更新の新しい順', { sort: 'updated', direction: 'desc' }],
    ['2文字の検索(多い)', { search: '介護' }],
    ['2文字の検索(少ない)', { search: '狂犬' }],
    ['1文字の検索', { search: '票' }],
    ['2語の検索', { search: '介護 調査票' }],
    ['長い語の検索', { search: '住民基本台帳' }],
    ['番号の検索', { search: 'A-0777' }],
    ['ない語の検索', { search: '蠟燭' }],
    ['機密性3で絞る', { filters: { confidentiality: { any: ['3'] } } }],
    ['少ない値で絞る', { filters: { disposal_year: { any: [1999] } } }],
    [
      '検索+絞り込み+並べ替え',
      {
        search: '介護',
        filters: { confidentiality: { any: ['3'] }, kind: { any: ['paper'] } },
        sort: 'personal_count',
        direction: 'desc',
      },
    ],
    ['1課の先頭', { scope: oneUnit }],
    ['1課で検索', { scope: oneUnit, search: '介護' }],
    ['1部(20課)の先頭', { scope: aBureau }],
    ['1部(20課)で検索・名称順', { scope: aBureau, search: '調査', sort: 'name' }],
  ]
  for (const [name, query] of cases) await measure(name, query)
}

async function measure(name: string, query: Partial<ListQuery>): Promise<void> {
  const times: number[] = []
  let total = ''
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    const listing = await db.readTenant(tenantId, (tx) =>
      listEntries(tx, assetRegister, { scope: 'all', page: 1, size: 50, ...query }),
    )
    times.push(performance.now() - began)
    total = `${listing.total}${listing.more ? '件以上' : '件'}`
  }
  times.sort((a, b) => a - b)
  const at = (share: number): string =>
    (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1).padStart(7)
  console.log(`p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  ${name}(${total})`)
}

async function manyUnits(): Promise<string[]> {
  const { rows } = await db.inTenant(tenantId, (tx) =>
    sql<{ id: string }>`
      insert into unit (tenant_id, id, body_id, code, name, kind, search, valid_from)
      select ${tenantId}::uuid, gen_random_uuid(), (select id from body limit 1), 'b' || n, n || '番課', '課', n || '番課', '2020-04-01'
        from generate_series(1, 1500) as n
      returning id`.execute(tx),
  )
  return rows.map((row) => row.id)
}

const parts = [
  '要介護',
  '認定',
  '調査票',
  '住民基本',
  '台帳',
  '税',
  '収納',
  '予防',
  '接種',
  '委託',
  '契約書',
  '名簿',
  '申請書',
  '給付',
  '分析',
  '保育',
  '教室',
  '道路',
  '占用',
  '許可',
  '図面',
  '議事録',
]
const businesses = [
  '介護保険',
  '住民登録',
  '市税賦課',
  '予防接種',
  '道路管理',
  '保育',
  '庶務',
  '契約',
  '広報',
  '防災',
]

function line(index: number, units: readonly string[]) {
  const pick = (list: readonly string[], by: number): string =>
    list[Math.abs(Math.trunc(Math.sin(index * by) * 10_000)) % list.length] ?? ''
  const kinds = ['paper', 'file', 'system', 'medium', 'terminal']
  const rare = index % 20_011 === 7 ? '狂犬病' : ''
  return {
    unitId: units[index % units.length] ?? '',
    values: checkedValues(assetRegister, {
      name: `${rare}${pick(parts, 1.1)}${pick(parts, 2.3)}${pick(parts, 3.7)} ${index % 977}`,
      business: pick(businesses, 4.1),
      kind: pick(kinds, 5.3),
      confidentiality: pick(['3', '2', '2', '2'], 6.1),
      integrity: pick(['2', '1'], 7.9),
      availability: pick(['2', '1', '1'], 8.3),
      personal_count: index % 3 === 0 ? undefined : (index * 37) % 40_000,
      network: pick(['my-number', 'lgwan', 'internet', 'none'], 9.7),
      place: `本庁舎${index % 9}階 書庫${index % 40}`,
      retention: pick(['1', '3', '5', '10'], 10.1),
      disposal_year: index % 5 === 0 ? undefined : index % 5_003 === 1 ? 1999 : 2026 + (index % 10),
      encrypted: index % 2 === 0,
      note: index % 4 === 0 ? `棚卸で確かめた。前の年度から${index % 12}件増えた。` : undefined,
    }),
  }
}

async function sizes(): Promise<void> {
  const { rows } = await withClient(owner, (client) =>
    client.query<{ heap: string; toast: string; indexes: string; grams: string }>(`
      select pg_size_pretty(pg_relation_size('register_entry')) as heap,
             pg_size_pretty(pg_total_relation_size('register_entry') - pg_relation_size('register_entry') - pg_indexes_size('register_entry')) as toast,
             pg_size_pretty(pg_indexes_size('register_entry')) as indexes,
             pg_size_pretty(pg_relation_size('register_entry_grams')) as grams`),
  )
  const [size] = rows
  console.log(
    `大きさ: 行 ${size?.heap}、長い値 ${size?.toast}、索引 ${size?.indexes}(うち検索 ${size?.grams})`,
  )
}

try {
  await run()
} finally {
  for (const work of cleanUp.toReversed()) await work()
}
