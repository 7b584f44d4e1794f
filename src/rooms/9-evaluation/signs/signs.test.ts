import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sign, signFaults, type Sign } from './definition.ts'
import { deciderExample } from './example-rows.ts'
import { goesOf, type Decided } from './goes.ts'
import { beginsOn, endOf, findPeriod, monthsOf, periodBefore, periodOf, quartersOf } from './periods.ts'
import { saysNothing } from './placeholder.ts'
import { signs } from './signs.ts'
import { stateOf } from './standing.ts'
import { attemptKind } from './attempts.ts'

test('there are twelve signs, each with a name, a reason and what it does not prove', () => {
  assert.equal(signs.length, 12)
  assert.equal(new Set(signs.map((each) => each.key)).size, 12)
  for (const each of signs) assert.match(each.notProof, /証明にはなりません/)
})

const good: Sign<'decider'> = {
  key: 'test-sign',
  name: '例',
  why: '例のため。',
  notProof: '証明にはなりません。',
  of: 'decider',
  parameters: [],
  found: ({ refused }) => (refused === 0 ? '断っていません。' : null),
  examples: { found: [deciderExample({ refused: 0 })], fine: [deciderExample()] },
}

test('a sign that cannot find, or cannot pass anything by, is refused when the program loads', () => {
  assert.deepEqual(signFaults(good), [])
  assert.throws(() => sign({ ...good, found: () => null }), /example 1 is not found/)
  assert.throws(() => sign({ ...good, found: () => 'いつも' }), /fine example 1 is found/)
  assert.throws(() => sign({ ...good, examples: { ...good.examples, found: [] } }), /never find/)
  assert.throws(() => sign({ ...good, examples: { ...good.examples, fine: [] } }), /never pass/)
  assert.throws(() => sign({ ...good, readable: () => false }), /example 1 is not found/)
  const parameters = [{ key: 'x', label: 'x', counter: '', default: 1, min: 2, max: 3 }]
  assert.throws(() => sign({ ...good, parameters }), /outside its bounds/)
  assert.throws(() => sign({ ...good, key: 'No Key' }), /the key/)
})

const minuteMs = 60_000
const decided: fc.Arbitrary<Decided[]> = fc.array(
  fc.record({
    deciderId: fc.constantFrom('佐伯', '大木'),
    at: fc.nat(400).map((second) => new Date(1_800_000_000_000 + second * 1000).toISOString()),
    applicationId: fc.nat(12).map(String),
    bundleId: fc.option(fc.constantFrom('b1', 'b2'), { freq: 8 }),
  }),
  { maxLength: 40 },
)

test('the most cases within a minute are those a look at every minute finds', () => {
  fc.assert(
    fc.property(decided, fc.integer({ min: 2, max: 6 }), (rows, least) => {
      // Naive: from every decision on, the different cases of the same person in the next minute.
      const naive = (decider: string): number =>
        Math.max(
          0,
          ...rows
            .filter((row) => row.deciderId === decider && row.bundleId === null)
            .map(
              (first) =>
                new Set(
                  rows
                    .filter(
                      (row) =>
                        row.deciderId === decider &&
                        row.bundleId === null &&
                        Date.parse(row.at) >= Date.parse(first.at) &&
                        Date.parse(row.at) - Date.parse(first.at) <= minuteMs,
                    )
                    .map((row) => row.applicationId),
                ).size,
            ),
        )
      const goes = goesOf(rows).filter((go) => !go.bundle)
      for (const decider of ['佐伯', '大木']) {
        const most = Math.max(
          0,
          ...goes.filter((go) => go.decisions[0]?.deciderId === decider).map((go) => go.most),
        )
        assert.equal(most >= least, naive(decider) >= least)
      }
      // Nothing is in two goes, and a bundle is one go.
      const all = goesOf(rows).flatMap((go) => go.decisions)
      assert.equal(new Set(all).size, all.length)
      for (const go of goesOf(rows).filter((each) => each.bundle)) {
        const of = go.decisions[0]?.bundleId
        assert.equal(go.decisions.length, rows.filter((row) => row.bundleId === of).length)
      }
    }),
  )
})

test('words that say nothing are known however they are written, and words that say something are left', () => {
  for (const text of [
    'テスト',
    'ﾃｽﾄ',
    ' TEST ',
    'なし',
    '特になし。',
    '同上',
    '-',
    'ー',
    '…',
    'ああああ',
    'ａａａ',
    '1111',
    'なしです',
  ]) {
    assert.notEqual(saysNothing(text), null, text)
  }
  for (const text of [
    '会議のため',
    'テスト用端末の修理',
    '同上の理由により庁舎外で作業する',
    '住基',
    '庁外会議',
  ]) {
    assert.equal(saysNothing(text), null, text)
  }
})

test('a fiscal year is four quarters of three months, and every day lies in one of each', () => {
  for (const day of ['2026-04-01', '2026-06-30', '2026-12-31', '2027-01-01', '2027-03-31', '2028-02-29']) {
    const year = periodOf('year', day)
    const quarter = periodOf('quarter', day)
    assert.ok(year.from <= day && day < year.to)
    assert.ok(quarter.from <= day && day < quarter.to)
    assert.ok(beginsOn('quarter', quarter.from) && beginsOn('year', year.from))
    assert.equal(endOf('quarter', quarter.from), quarter.to)
    assert.deepEqual(findPeriod(quarter.key), quarter)
  }
  assert.equal(monthsOf(periodOf('year', '2026-11-24')).length, 12)
  assert.deepEqual(
    quartersOf(2026).map((each) => each.key),
    ['2026Q1', '2026Q2', '2026Q3', '2026Q4'],
  )
  assert.equal(periodBefore(periodOf('quarter', '2026-04-10')).key, '2025Q4')
  for (const key of ['', '26', '2026Q5', '2026Q0', '1899', '2300', '2026-04']) {
    assert.equal(findPeriod(key), undefined)
  }
  assert.equal(beginsOn('quarter', '2026-05-01'), false)
  assert.equal(beginsOn('month', '2026-05-02'), false)
})

test('nothing to be seen is said only when everything was looked at and something was there', () => {
  const count = { looked: 5, unread: 0, found: 0, missing: 0 }
  assert.equal(stateOf(count), 'none')
  assert.equal(stateOf({ ...count, found: 1, missing: 2 }), 'found')
  assert.equal(stateOf({ ...count, missing: 1 }), 'unknown')
  assert.equal(stateOf({ ...count, looked: 0 }), 'nothing')
  assert.equal(stateOf({ ...count, looked: 0, unread: 3 }), 'unknown')
})

test('a refusal is an attempt on an own case, without a right, or after the end; a late press is none', () => {
  const file = { state: 'waiting', applicant_id: 'a', valid_until: null }
  const asked = { code: 'forbidden', personId: 'a', act: 'grant', today: '2026-11-24' }
  assert.equal(attemptKind(asked, file), 'own')
  assert.equal(attemptKind({ ...asked, personId: 'b' }, file), 'no-right')
  assert.equal(attemptKind({ ...asked, code: 'conflict' }, file), null)
  const start = { ...asked, act: 'start', code: 'conflict' }
  assert.equal(attemptKind(start, { ...file, state: 'lapsed' }), 'after-lapse')
  assert.equal(attemptKind(start, { ...file, state: 'revoked' }), 'after-lapse')
  assert.equal(attemptKind(start, { ...file, state: 'in-use' }), null)
  const expired = { ...file, state: 'granted', valid_until: '2026-11-23' }
  assert.equal(attemptKind({ ...start, code: 'forbidden' }, expired), 'after-lapse')
})
