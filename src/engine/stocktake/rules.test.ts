import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { compareLines, type Change } from './compare.ts'
import { numbersIn } from './count-file.ts'
import { dutyState } from './duty.ts'
import { judgeScan, readNumber } from './scan-rules.ts'
import { isCounted, sheetDigest, type FrozenLine } from './snapshot.ts'

const line = (entryId: string, more: Partial<FrozenLine> = {}): FrozenLine => ({
  entryId,
  unitId: 'u1',
  ownUnitId: 'u1',
  number: `A-${entryId}`,
  label: `物${entryId}`,
  version: 1,
  classes: '機密性2',
  place: '書庫',
  ...more,
})
const someLine = fc.record({
  entryId: fc.constantFrom('1', '2', '3', '4', '5', '6'),
  ownUnitId: fc.constantFrom('u1', 'u2'),
  place: fc.constantFrom('書庫', '執務室'),
  classes: fc.constantFrom('機密性2', '機密性3'),
})
const someLines = fc
  .uniqueArray(someLine, { selector: (each) => each.entryId, maxLength: 6 })
  .map((lines) => lines.map(({ entryId, ...more }) => line(entryId, more)))

/** The same answer by looking at every pair, as somebody with two lists on paper would. */
function byHand(before: readonly FrozenLine[], after: readonly FrozenLine[]): string[] {
  const found: string[] = []
  for (const id of ['1', '2', '3', '4', '5', '6']) {
    const was = before.filter((each) => each.entryId === id)[0]
    const now = after.filter((each) => each.entryId === id)[0]
    if (was === undefined && now !== undefined) found.push(`new ${id}`)
    if (was !== undefined && now === undefined) found.push(`gone ${id}`)
    if (was === undefined || now === undefined) continue
    if (was.place !== now.place || was.ownUnitId !== now.ownUnitId) found.push(`moved ${id}`)
    if (was.classes !== now.classes) found.push(`reclassed ${id}`)
  }
  return found.toSorted()
}

const told = (changes: readonly Change[]): string[] =>
  changes.map((change) => `${change.kind} ${change.entryId}`).toSorted()

test('two stock-takes differ as a comparison by hand says, whatever the order of their lines', () => {
  fc.assert(
    fc.property(someLines, someLines, (before, after) => {
      const changes = compareLines(before, after, (id) => id)
      assert.deepEqual(told(changes), byHand(before, after))
      assert.deepEqual(told(compareLines(before.toReversed(), after.toReversed(), (id) => id)), told(changes))
      assert.equal(sheetDigest(before), sheetDigest(before.toReversed()))
    }),
  )
})

test('a number that was read counts its line, is noted, or is kept: nothing that is read vanishes', () => {
  fc.assert(
    fc.property(
      fc.record({
        line: fc.option(
          fc.record({
            entryId: fc.constant('e'),
            unitId: fc.constantFrom('u1', 'u2'),
            label: fc.constant('x'),
          }),
        ),
        outcome: fc.option(fc.constantFrom('found', 'elsewhere', 'damaged', 'missing', 'unseen' as const)),
        entry: fc.option(
          fc.record({ entryId: fc.constant('e'), label: fc.constant('x'), closed: fc.boolean() }),
        ),
        noted: fc.boolean(),
      }),
      ({ line: inSheet, outcome, entry, noted }) => {
        const judged = judgeScan(
          {
            ...(inSheet === null ? {} : { line: inSheet }),
            ...(inSheet === null || outcome === null ? {} : { outcome }),
            ...(entry === null ? {} : { entry }),
            noted,
          },
          'u1',
        )
        assert.ok(!(judged.counts && judged.surplus), 'never both')
        assert.equal(judged.counts && inSheet?.unitId !== 'u1', false, 'counts only lines of its own sheet')
        if (inSheet?.unitId === 'u2') assert.equal(judged.result, 'other-unit')
        if (inSheet === null && entry === null && !noted)
          assert.deepEqual(judged, { result: 'unknown', counts: false, surplus: true })
        if (inSheet === null && entry?.closed === true && !noted) assert.equal(judged.surplus, true)
        if (inSheet?.unitId === 'u1' && outcome === 'found') assert.equal(judged.result, 'twice')
        // Read although it had been given up as missing: it is there.
        if (inSheet?.unitId === 'u1' && (outcome === 'missing' || outcome === null))
          assert.equal(judged.counts, true)
      },
    ),
  )
  assert.equal(readNumber(' A-0001\r '), 'A-0001')
})

test('a stock-take counts the lines its conditions name', () => {
  assert.equal(isCounted({ kind: 'paper', confidentiality: '3' }, {}), true)
  assert.equal(isCounted({ kind: 'paper', confidentiality: '3' }, { kind: ['paper', 'file'] }), true)
  assert.equal(
    isCounted({ kind: 'paper', confidentiality: '3' }, { kind: ['paper'], confidentiality: ['2'] }),
    false,
  )
  assert.equal(isCounted({}, { kind: ['paper'] }), false)
})

test('a register is late a year after its last stock-take, at once when it was never counted, and not while one runs in time', () => {
  const ask = {
    duty: assetRegister.stockTake,
    lastAsOf: null,
    running: null,
    hasLines: true,
    on: '2026-11-24',
  }
  assert.deepEqual(dutyState(ask), { nextDue: null, overdue: true })
  assert.deepEqual(dutyState({ ...ask, hasLines: false }), { nextDue: null, overdue: false })
  assert.deepEqual(dutyState({ ...ask, lastAsOf: '2025-11-24' }), { nextDue: '2026-11-24', overdue: false })
  assert.deepEqual(dutyState({ ...ask, lastAsOf: '2025-11-23' }), { nextDue: '2026-11-23', overdue: true })
  assert.deepEqual(dutyState({ ...ask, running: { dueOn: '2026-11-24' } }).overdue, false)
  assert.deepEqual(dutyState({ ...ask, running: { dueOn: '2026-11-23' } }).overdue, true)
  assert.deepEqual(dutyState({ ...ask, duty: undefined }), { nextDue: null, overdue: false })
})

test('a list of numbers is read from its column, or from the only one; other tables are refused', () => {
  const rows = (...cells: string[][]) => cells.map((each, at) => ({ line: at + 1, cells: each }))
  assert.deepEqual(numbersIn(rows(['A-1'], [''], ['A-2'])), [
    { number: 'A-1', row: 1 },
    { number: 'A-2', row: 3 },
  ])
  assert.deepEqual(numbersIn(rows(['名称', '管理番号'], ['箱', 'A-1'])), [{ number: 'A-1', row: 2 }])
  assert.throws(() => numbersIn(rows(['名称', '番号'], ['箱', 'A-1'])), /管理番号/)
  assert.throws(() => numbersIn(rows(['x'.repeat(101)])), /長すぎます/)
})
