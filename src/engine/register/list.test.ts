import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { fold } from '#ground/words/fold.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { testDatabase } from '#test/database.ts'
import type { Values } from './definition.ts'
import { everyEntry, listEntries, type ListQuery } from './list.ts'
import { checkedValues } from './schema.ts'
import { storeNew } from './store.ts'
import { makeCity, operator, perform } from './testing/city.ts'
import { toolRegister } from './testing/sample-register.ts'

const { db, tenantId, newTenant } = await testDatabase({ after })
const { units } = await makeCity(db, tenantId)
const unitIds = [units.care, units.insurance, units.tax]

const words = [
  '要介護認定',
  '調査票',
  'ノートＰＣ',
  'ｻｰﾊﾞｰ室',
  '髙橋家文書',
  '100%達成',
  'a_b',
  '住民基本台帳',
  '予防',
]
const tools = Array.from({ length: 2_600 }, (_, index) => ({
  unitId: unitIds[index % unitIds.length] ?? units.care,
  values: checkedValues(toolRegister, {
    name: `${words[index % words.length] ?? ''}${words[(index * 7 + 3) % words.length] ?? ''}`,
    kind: index % 5 === 0 ? undefined : index % 2 === 0 ? 'pc' : 'usb',
    secrecy: String((index % 3) + 1),
    pieces: index % 4 === 0 ? undefined : index % 50,
    bought: index % 6 === 0 ? undefined : `20${String(10 + (index % 16))}-0${(index % 9) + 1}-15`,
    locked: index % 7 === 0 ? undefined : true,
    note: index % 11 === 0 ? `備考 ${index}` : undefined,
  }),
}))
const stored = await perform(db, tenantId, operator, (act) =>
  storeNew(act, toolRegister, { origin: 'import', why: '試験' }, tools),
)

function list(query: Partial<ListQuery> = {}) {
  return db.readTenant(tenantId, (tx) =>
    listEntries(tx, toolRegister, { scope: 'all', page: 1, size: 50, ...query }),
  )
}

const numbersOf = (lines: readonly { number: string }[]): string[] => lines.map((line) => line.number)

function expected(test: (line: { values: Values; unitId: string; number: string }) => boolean): string[] {
  return numbersOf(stored.filter(test))
}

test('a search finds exactly the lines in which every word occurs, whatever its width, kana or variant', async () => {
  const has = (values: Values, number: string, word: string): boolean =>
    [number, String(values['name'] ?? ''), String(values['note'] ?? '')].some((part) =>
      fold(part).includes(fold(word)),
    )
  for (const search of [
    '介護',
    '護',
    '調査票　ﾉｰﾄpc',
    'サーバ',
    '高橋',
    '100%',
    '%',
    'a_b',
    '_',
    'T-0012',
    '備考 11',
    'ない言葉',
    '票ノ',
  ]) {
    const terms = search.split(/\s+/u)
    const want = expected(({ values, number }) => terms.every((term) => has(values, number, term)))
    const found = await list({ search, size: 100 })
    assert.equal(found.total, want.length, search)
    assert.deepEqual(numbersOf(found.rows), want.slice(0, 100), search)
    assert.equal(found.searched, stored.length)
  }
})

test('the index of pairs and the walk along the order find the same lines as reading them all', async () => {
  const sorts = [
    ['number', 'asc'],
    ['name', 'desc'],
    ['pieces', 'desc'],
    ['bought', 'asc'],
    ['updated', 'desc'],
  ] as const
  const narrow = { kind: { any: ['pc', 'usb'] } }
  for (const search of [
    '介護',
    '護',
    '蠟',
    '調査票 ノート',
    '高橋',
    '100%',
    '備考 11',
    'T-0012',
    'ない言葉',
  ]) {
    for (const [sort, direction] of sorts) {
      for (const filters of [{}, narrow]) {
        for (const page of [1, 3]) {
          const query = { scope: 'all' as const, search, sort, direction, filters, page, size: 30 }
          const all = await list(query)
          for (const limit of [400, 1_500]) {
            const found = await db.readTenant(tenantId, (tx) => listEntries(tx, toolRegister, query, limit))
            assert.deepEqual(numbersOf(found.rows), numbersOf(all.rows), `${search} ${sort} ${limit}`)
            assert.deepEqual([found.total, found.more], [Math.min(all.total, limit), all.total > limit])
          }
        }
      }
    }
  }
})

test('a search within few lines finds the same as the index of pairs', async () => {
  for (const search of ['介護', '調査票 ノート', '高橋']) {
    const narrow = await list({ search, scope: [units.care], size: 100 })
    const want = stored.filter(
      (line) =>
        line.unitId === units.care &&
        search.split(' ').every((term) => fold(String(line.values['name'])).includes(fold(term))),
    )
    assert.deepEqual(numbersOf(narrow.rows), numbersOf(want).slice(0, 100), search)
    assert.ok(narrow.searched < 1_000)
  }
})

test('filters mean what they say, alone and together with a search', async () => {
  const cases: [Partial<ListQuery>, (values: Values) => boolean][] = [
    [{ filters: { kind: { any: ['pc'] } } }, (values) => values['kind'] === 'pc'],
    [{ filters: { secrecy: { any: ['3', '2'] } } }, (values) => values['secrecy'] !== '1'],
    [
      { filters: { pieces: { from: 10, to: 20 } } },
      (values) => Number(values['pieces']) >= 10 && Number(values['pieces']) <= 20,
    ],
    [{ filters: { pieces: { any: [7] } } }, (values) => values['pieces'] === 7],
    [
      { filters: { bought: { from: '2015-01-01' } } },
      (values) => String(values['bought'] ?? '') >= '2015-01-01',
    ],
    [
      { filters: { bought: { to: '2012-12-31' } } },
      (values) => values['bought'] !== undefined && String(values['bought']) <= '2012-12-31',
    ],
    [{ filters: { locked: { any: [true] } } }, (values) => values['locked'] === true],
    [{ filters: { kind: { any: [] } } }, () => true],
    [
      { filters: { kind: { any: ['pc'] }, secrecy: { any: ['1'] } }, search: '介護' },
      (values) =>
        values['kind'] === 'pc' && values['secrecy'] === '1' && String(values['name']).includes('介護'),
    ],
  ]
  for (const [query, matches] of cases) {
    const want = expected(({ values }) => matches(values))
    const found = await list({ ...query, size: 100 })
    assert.equal(found.total, want.length, JSON.stringify(query))
    assert.deepEqual(numbersOf(found.rows), want.slice(0, 100))
  }
})

test('pages of any order hold every line once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('number', 'updated', 'name', 'kind', 'pieces', 'bought'),
      fc.constantFrom('asc' as const, 'desc' as const),
      async (sort, direction) => {
        const seen: string[] = []
        for (let page = 1; page <= 27; page += 1) {
          const { rows } = await list({ sort, direction, page, size: 100 })
          seen.push(...numbersOf(rows))
        }
        assert.equal(new Set(seen).size, stored.length)
        assert.equal(seen.length, stored.length)
      },
    ),
    { numRuns: 8 },
  )
})

test('sorting by a column follows its values; lines of the same value follow the number', async () => {
  const { rows } = await list({ sort: 'pieces', size: 100 })
  const pairs = rows.map((row) => [Number(row.values['pieces']), row.number] as const)
  assert.deepEqual(
    pairs,
    pairs.toSorted((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)),
  )
})

test('lines without a value come last in both directions', async () => {
  for (const direction of ['asc', 'desc'] as const) {
    const all: (number | undefined)[] = []
    for (let page = 1; page <= 26; page += 1) {
      const { rows } = await list({ sort: 'pieces', direction, page, size: 100 })
      for (const row of rows)
        all.push(typeof row.values['pieces'] === 'number' ? row.values['pieces'] : undefined)
    }
    const valued = all.filter((it) => it !== undefined)
    assert.deepEqual(
      all.slice(0, valued.length),
      direction === 'asc' ? valued.toSorted((a, b) => a - b) : valued.toSorted((a, b) => b - a),
    )
    assert.ok(all.slice(valued.length).every((it) => it === undefined) && all.length > valued.length)
  }
})

test('what is not offered is refused in Japanese', async () => {
  const wrong: Partial<ListQuery>[] = [
    { sort: 'note' },
    { sort: 'constructor' },
    { filters: { name: { any: ['甲'] } } },
    { filters: { unknown: { any: ['甲'] } } },
    { filters: { pieces: { any: ['十'] } } },
    { filters: { pieces: { from: '1' } } },
    { filters: { bought: { from: '2026-02-30' } } },
    { filters: { bought: { any: [20_260_401] } } },
    { page: 1_000, size: 100 },
  ]
  for (const query of wrong) {
    await assert.rejects(list(query), (error: unknown) => {
      assert.ok(error instanceof Refusal, `${JSON.stringify(query)} ${String(error)}`)
      assert.equal(error.code, 'invalid')
      assert.match(error.message, /[ぁ-ん]/u)
      return true
    })
  }
})

test('an empty scope holds nothing, and another tenant sees nothing of this one', async () => {
  const nobody = await list({ scope: [], search: '介護' })
  assert.deepEqual([nobody.total, nobody.searched, nobody.rows.length], [0, 0, 0])
  const elsewhere = await newTenant('隣の市')
  const found = await db.readTenant(elsewhere, async (tx) => ({
    listing: await listEntries(tx, toolRegister, { scope: 'all', search: '介護', page: 1, size: 50 }),
    direct: await listEntries(tx, toolRegister, { scope: [units.care], page: 1, size: 50 }),
  }))
  assert.equal(found.listing.total + found.direct.total, 0)
})

test('an export runs through every line in order', async () => {
  const seen = await db.readTenant(tenantId, async (tx) => {
    const numbers: string[] = []
    for await (const chunk of everyEntry(tx, toolRegister, {
      scope: 'all',
      search: '介護',
      direction: 'desc',
    })) {
      numbers.push(...numbersOf(chunk))
    }
    return numbers
  })
  assert.deepEqual(seen, expected(({ values }) => String(values['name']).includes('介護')).toReversed())
})
