import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths } from '#ground/clock/date.ts'
import { testDatabase } from '#test/database.ts'
import { register } from './definition.ts'
import { closeEntry, writeEntry } from './engine.ts'
import { countInForce, inForceAtMonthEnds } from './in-force.ts'
import { perform } from './testing/city.ts'
import { openDesk } from './testing/desk.ts'
import { toolRegister } from './testing/sample-register.ts'

const { db, tenantId } = await testDatabase({ after })
const { units, staff } = await openDesk(db, tenantId)

const plot = { label: '続いている数', from: 'from', until: 'until', slot: 'keep' }
const contracts = register({
  ...toolRegister,
  key: 'contract',
  columns: [
    { key: 'name', label: '名前', type: 'text', required: true },
    { key: 'from', label: '始まり', type: 'date', slot: 'date_1' },
    { key: 'until', label: '終わり', type: 'date', slot: 'date_2' },
  ],
  problems: () => [],
  inForce: plot,
})
const first = '2025-01'
const months = 12
const lastDayOf = (month: string): string => addDays(addMonths(`${month}-01`, 1), -1)

type Line = { from: string | null; lasts: number | null; struckOff: number | null; unit: 'care' | 'tax' }

/** Days around the year that is looked at, its edges often. */
const day = fc.oneof(
  fc.integer({ min: 0, max: 800 }).map((by) => addDays('2024-06-01', by)),
  fc.integer({ min: 0, max: 15 }).map((by) => lastDayOf(addMonths('2024-11-01', by).slice(0, 7))),
  fc.integer({ min: 0, max: 15 }).map((by) => addMonths('2024-11-01', by)),
)
const line: fc.Arbitrary<Line> = fc.record({
  from: fc.option(day, { freq: 8 }),
  lasts: fc.option(fc.integer({ min: 0, max: 500 })),
  struckOff: fc.option(fc.integer({ min: 0, max: 800 }), { freq: 3 }),
  unit: fc.constantFrom('care', 'tax'),
})
const untilOf = ({ from, lasts }: Line): string | undefined =>
  from === null || lasts === null ? undefined : addDays(from, lasts)
const closedOf = ({ struckOff }: Line): string | undefined =>
  struckOff === null ? undefined : addDays('2024-06-01', struckOff)

/** One line, one day, as anybody would say it. */
const inForceOn = (each: Line, on: string): boolean =>
  each.from !== null &&
  each.from <= on &&
  (untilOf(each) ?? on) >= on &&
  (closedOf(each) === undefined || (closedOf(each) ?? '') > on)

test('whatever begins, ends and is struck off: at the end of each month stands what a naive look finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
      const before = await counted()
      for (const each of lines) {
        const until = untilOf(each)
        const written = await perform(db, tenantId, staff.careChief, (act) =>
          writeEntry(act, contracts, {
            by: 'event',
            why: '試験',
            describe: true,
            unitId: units[each.unit],
            values: {
              name: '契約',
              ...(each.from === null ? {} : { from: each.from }),
              ...(until === undefined ? {} : { until }),
            },
          }),
        )
        const closed = closedOf(each)
        if (closed === undefined) continue
        await perform(
          db,
          tenantId,
          staff.careChief,
          (act) => closeEntry(act, contracts, written.entryId, { by: 'event', why: '試験', describe: true }),
          // Early in the morning here it is still the day before in UTC.
          `${closed}T08:00:00+09:00`,
        )
      }
      const now = await counted()
      for (const [at, { month, value }] of now.all.entries()) {
        const expected = lines.filter((each) => inForceOn(each, lastDayOf(month))).length
        assert.equal(value - (before.all[at]?.value ?? 0), expected, month)
        const care = lines.filter((each) => each.unit === 'care' && inForceOn(each, lastDayOf(month))).length
        assert.equal((now.care[at]?.value ?? 0) - (before.care[at]?.value ?? 0), care, `${month} 一つの課`)
      }
    }),
    { numRuns: 25 },
  )
})

const counted = () =>
  db.readTenant(tenantId, async (tx) => ({
    all: await inForceAtMonthEnds(tx, contracts, plot, 'all', { first, months }),
    care: await inForceAtMonthEnds(tx, contracts, plot, [units.care], { first, months }),
  }))

test('a line that ends on the last day of a month still counts for it, and one that begins the next day does not', () => {
  const spans = [
    { began: '2025-01', ended: '2025-03', lines: 1 },
    { began: '2025-03', ended: null, lines: 2 },
  ]
  assert.deepEqual(countInForce(spans, ['2024-12', '2025-01', '2025-02', '2025-03']), [
    { month: '2024-12', value: 0 },
    { month: '2025-01', value: 1 },
    { month: '2025-02', value: 1 },
    { month: '2025-03', value: 2 },
  ])
})

test('a register that counts by what is no date, or cites a clause it has no place for, is refused', () => {
  const wrong = (more: Partial<typeof plot>) => () =>
    register({ ...contracts, inForce: { ...plot, ...more } })
  assert.throws(wrong({ until: 'name' }), /no date with a slot/)
  assert.throws(wrong({ from: 'nowhere' }), /no date with a slot/)
  assert.throws(wrong({ slot: 'other' }), /does not have/)
  assert.throws(wrong({ until: 'from' }), /counts nothing/)
  assert.doesNotThrow(wrong({}))
})
