import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#ground/ids/ids.ts'
import * as contract from '../contract.ts'
import * as norms from '../contract-norms.ts'
import { mergeNorms, splitNorm } from './norm-pieces.ts'
import type { PlannedNorm } from './norm-plan.ts'
import { base64, inTenant, run } from '../policy-example.ts'

const TEXT = `峰山市情報の取扱規程
第1 持出し
1 許可
(1) 職員は、情報資産を外部に持ち出すときは、課長の許可を得なければならない。また、課長は、その記録を作成し、保管しなければならない。ただし、緊急の場合は、この限りでない。
(2) 課長は、端末の状況を定期的に点検し、その結果を部長に報告しなければならない。職員は、私物の端末を用いてはならない。
`

/** Visible characters of each provision that stand in a norm, each counted. */
function covered(all: readonly { wid: string; range: { start: number; end: number }; text: string }[]) {
  const cover = new Map<string, string[]>()
  for (const norm of all) {
    const list = cover.get(norm.wid) ?? []
    for (let i = 0; i < norm.text.length; i += 1) {
      if (norm.text.charAt(i).trim() !== '') list.push(`${norm.range.start + i}${norm.text.charAt(i)}`)
    }
    cover.set(norm.wid, list)
  }
  return new Map([...cover].map(([wid, list]) => [wid, list.toSorted()]))
}

/** One step of an officer: numbers choose among what is there. */
const step = fc.record({
  what: fc.constantFrom('confirm', 'correct', 'split', 'merge', 'dismiss', 'undo'),
  which: fc.nat(1000),
  place: fc.nat(1000),
})

test('whatever officers do, the norms of a provision cover the same characters once, and undo puts all back', async () => {
  const { editionId } = await run(contract.policyImport, { base64: base64(TEXT), kind: '規程' })
  assert.ok(editionId)
  const show = async () => (await run(norms.policyNorms, { editionId })).norms
  const rowsNow = () =>
    inTenant((tx) =>
      tx.selectFrom('norm').selectAll().where('version_id', '=', editionId).orderBy('norm_id').execute(),
    )
  const whole = covered(await show())
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const before = await rowsNow()
      const done: string[] = []
      for (const { what, which, place } of steps) {
        const now = await show()
        const at = which % now.length
        const norm = now[at] ?? assert.fail('there are norms')
        const seen = { normId: norm.normId, revision: norm.revision }
        const one = { editionId, ...seen }
        const next = now[at + 1]
        if (what === 'confirm') {
          done.push((await run(norms.policyConfirmNorms, { editionId, norms: [seen] })).actId)
        } else if (what === 'dismiss') {
          done.push((await run(norms.policyDismissNorm, one)).actId)
        } else if (what === 'correct') {
          const reading = { deadline: place % 2 === 0 ? '速やかに' : null }
          done.push((await run(norms.policyCorrectNorm, { ...one, reading })).actId)
        } else if (what === 'split' && norm.text.length > 1) {
          const input = { ...one, at: 1 + (place % (norm.text.length - 1)) }
          done.push((await run(norms.policySplitNorm, input)).actId)
        } else if (what === 'merge' && next?.wid === norm.wid) {
          const pair = [seen, { normId: next.normId, revision: next.revision }]
          done.push((await run(norms.policyMergeNorms, { editionId, norms: pair })).actId)
        } else if (what === 'undo') {
          const last = done.pop()
          if (last !== undefined) await run(norms.policyUndoReview, { editionId, actId: last })
        }
        assert.deepEqual(covered(await show()), whole)
      }
      for (const actId of done.toReversed()) await run(norms.policyUndoReview, { editionId, actId })
      const plain = (rows: Awaited<ReturnType<typeof rowsNow>>) =>
        rows.map((row) => ({ ...row, revision: 0 }))
      const after = await rowsNow()
      assert.deepEqual(plain(after), plain(before))
      // What anybody saw before is old now, wherever something was touched.
      for (const [i, row] of after.entries()) assert.ok(row.revision >= (before[i]?.revision ?? 0))
    }),
    { numRuns: 8, endOnFailure: true },
  )
})

const norm = (text: string): PlannedNorm => {
  const reading: PlannedNorm['reading'] = {
    subject: { roles: [], join: 'none', from: 'none' },
    modality: 'obligation',
    trigger: { type: 'continuous', cadence: null, eventText: null },
    approval: null,
    record: null,
    recordFields: [],
    targetClass: null,
    deadline: '直ちに',
    exception: null,
    qualifiers: [],
    kind: 'duty',
  }
  return {
    norm_id: newId(),
    wid: newId(),
    seq: 1,
    seq_end: 1,
    range_start: 3,
    range_end: 3 + text.length,
    text,
    machine: reading,
    reading,
    cues: [{ field: 'deadline', start: 0, end: 3 }],
    colour: { deadline: 'green' },
    refs: [],
    parameters: [],
    worst: 'green',
    state: 'confirmed',
    revision: 4,
    decided_at: '2026-05-01T00:00:00Z',
    decided_by_kind: 'operator',
    decided_by: 'x',
  }
}

test('a part keeps the fields whose words stand in it; both parts are to be confirmed', () => {
  const parts = splitNorm(norm('直ちに報告し、記録を残す。'), 7, newId()) ?? assert.fail('it can be split')
  assert.deepEqual(
    parts.map((part) => [part.text, part.reading.deadline, part.state, part.colour.deadline]),
    [
      ['直ちに報告し、', '直ちに', 'unconfirmed', 'green'],
      ['記録を残す。', null, 'unconfirmed', 'amber'],
    ],
  )
})

test('a part without words, and half a character, are no parts', () => {
  assert.equal(splitNorm(norm('記録を残す。'), 0, newId()), null)
  assert.equal(splitNorm(norm('記録を残す。'), 6, newId()), null)
  assert.equal(splitNorm(norm('𠮷田が残す。'), 1, newId()), null)
})

test('only norms that touch each other are merged', () => {
  const first = norm('直ちに報告し、')
  const second = {
    ...norm('記録を残す。'),
    wid: first.wid,
    range_start: first.range_end,
    range_end: first.range_end + 6,
  }
  const text = '   直ちに報告し、記録を残す。'
  assert.equal(mergeNorms([second, first], text)?.text, '直ちに報告し、記録を残す。')
  assert.equal(
    mergeNorms([first, { ...second, range_start: 12, range_end: 18 }], `${text}  別の語。記録を残す。`),
    null,
  )
  assert.equal(mergeNorms([first, { ...second, wid: newId() }], text), null)
})
