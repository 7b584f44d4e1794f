import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { withClient } from '#ground/database/roles.ts'
import { makeWorld } from '#test/world.ts'
import { listEntry } from './contract.ts'
import { linesSaying, matching, readLines, type Selection } from './lines.ts'
import { lineRow } from './store.ts'
import { doorOf } from './testing/door.ts'

const world = await makeWorld({ after })
const { city, db, owner, tenantId } = world
const door = await doorOf(city)

const names = ['佐伯 真由美', '佐藤 一', 'サトウ ハジメ', '保守 太郎', '100%工業 A_B', '斎藤 花子', '齋藤 華']
const purposes = ['配線の点検', '空調の点検', null]
before(() =>
  city.perform(async (act) => {
    const rows = Array.from({ length: 120 }, (_, at) =>
      lineRow(
        act,
        { areaId: door.areaId, unitId: city.ids.unit.longevity },
        {
          at: `2026-${at < 60 ? '10' : '11'}-${String(1 + (at % 20)).padStart(2, '0')}T09:00:00+09:00`,
          direction: at % 2 === 0 ? 'in' : 'out',
          kind: at % 3 === 0 ? 'visitor' : 'vendor',
          personId: null,
          name: names[at % names.length] ?? '',
          company: null,
          card: null,
          purpose: purposes[at % purposes.length] ?? null,
        },
        { origin: 'typed' },
      ),
    )
    await act.recorder.saveAll('entry_line', rows)
    act.recorder.describe({ act: '入退室の記録', subject: { kind: 'entry-log', id: door.areaId } })
  }),
)

const searches = [
  '佐',
  '佐伯',
  'さとう',
  '斎藤',
  '点検',
  '点検 佐藤',
  '%',
  '_',
  'a_b',
  '無い人',
  '配線の点検',
]
const narrowed: readonly Partial<Selection>[] = [
  {},
  { from: '2026-11-01' },
  { to: '2026-10-31', kind: 'visitor' },
]

test('the index of what was written finds the lines that reading every line finds', async () => {
  for (const search of searches) {
    for (const more of narrowed) {
      const selection = { areaIds: [door.areaId], search, ...more }
      const [indexed, read] = await db.readTenant(tenantId, async (tx) => [
        await linesSaying(tx, selection, 1000),
        (await readLines(tx, matching(selection), { limit: 1000 })).map((line) => line.line_id),
      ])
      assert.deepEqual(indexed?.toSorted(), read?.toSorted(), `${search} ${JSON.stringify(more)}`)
    }
  }
})

test('words that stand in more lines than are counted are read along the days', async () => {
  const asked = { areaIds: [door.areaId], search: '点検' }
  assert.equal(await db.readTenant(tenantId, (tx) => linesSaying(tx, asked, 50)), undefined)
  const { total, more } = await city.run('manager', listEntry, { search: '点検', page: 1, size: 20 })
  assert.deepEqual([total, more], [80, false])
})

test('nothing is found in another city, nor behind a door that is not asked for', async () => {
  const other = await world.newTenant('隣の町')
  const asked = { areaIds: [door.areaId], search: '佐伯' }
  assert.deepEqual(await db.readTenant(other, (tx) => linesSaying(tx, asked, 50)), [])
  assert.deepEqual(await db.readTenant(tenantId, (tx) => linesSaying(tx, { ...asked, areaIds: [] }, 50)), [])
})

test('what can be searched for is kept once, and goes with the last line that says it', async () => {
  const texts = () =>
    db.readTenant(tenantId, async (tx) => {
      const { rows } = await sql<{ search: string }>`select search from entry_text`.execute(tx)
      return rows.map((row) => row.search).filter((search) => search.startsWith('保守'))
    })
  assert.equal((await texts()).length, purposes.length)
  const remove = (condition: string) =>
    withClient(owner, (client) =>
      client.query(`delete from entry_line where tenant_id = $1 and name = '保守 太郎' and ${condition}`, [
        tenantId,
      ]),
    )
  await remove(`purpose = '配線の点検' and day < '2026-11-01'`)
  assert.equal((await texts()).length, 3, 'lines of November still say it')
  await remove(`purpose is not null`)
  assert.equal((await texts()).length, 1)
})
