import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { edits } from '#test/amendments/edits.ts'
import { inventedText } from '#test/amendments/invented.ts'
import { dice } from '#test/amendments/seeded.ts'
import { copyText, placesOf } from '#test/amendments/text-tree.ts'
import { differingRanges } from './character-diff.ts'
import { plainWords } from './plain-words.ts'
import type { ComparedPlace, Range } from './row-types.ts'
import { compareEditions } from './rows.ts'

const marked = (text: string, ranges: readonly Range[]) => ranges.map((r) => text.slice(r.start, r.end))
const unmarked = (text: string, ranges: readonly Range[]) => {
  let at = 0
  let out = ''
  for (const { start, end } of ranges) {
    out += text.slice(at, start)
    at = end
  }
  return out + text.slice(at)
}
const differ = (before: string, after: string) => {
  const ranges = differingRanges(before, after)
  return [marked(before, ranges.before), marked(after, ranges.after)]
}

test('what differs is marked in words a reader can take in', () => {
  assert.deepEqual(
    differ('所属長は、定期的に点検しなければならない。', '所属長は、年一回以上点検しなければならない。'),
    [['定期的に'], ['年一回以上']],
  )
  assert.deepEqual(differ('ネットワーク管理者は、30日以内に', 'ネットワーク担当者は、300日以内に'), [
    ['管理', '30'],
    ['担当', '300'],
  ])
  assert.deepEqual(differ('サーバを置く。', 'サーバー室に置く。'), [['サーバを'], ['サーバー室に']])
  assert.deepEqual(differ('報告する。', '報告する。ただし、閉庁日を除く。'), [[], ['ただし、閉庁日を除く。']])
  assert.deepEqual(differ('３０日、以内', '30日,以内'), [[], []])
})

const text = fc.array(
  fc.constantFrom('職員', 'は', '、', '情報', 'A1', 'サーバ', 'を', '守る', '。', '3', '一'),
  { maxLength: 40 },
)

test('without the marked stretches both texts are the same', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [before, after] = [a.join(''), b.join('')]
      const ranges = differingRanges(before, after)
      assert.equal(plainWords(unmarked(before, ranges.before)), plainWords(unmarked(after, ranges.after)))
      for (const list of [ranges.before, ranges.after])
        for (const [i, r] of list.entries()) assert.ok(r.start < r.end && r.start >= (list[i - 1]?.end ?? 0))
      if (before === after) assert.deepEqual(ranges, { before: [], after: [] })
    }),
  )
})

test('two long texts that have nothing in common differ throughout', () => {
  const whole = [{ start: 0, end: 160_000 }]
  assert.deepEqual(differingRanges('甲乙丙丁'.repeat(40_000), '戊己庚辛'.repeat(40_000)), {
    before: whole,
    after: whole,
  })
})

const stored = (tree: ReturnType<typeof placesOf>): ComparedPlace[] =>
  tree.places.map((p, i) => ({ ...p, wid: `w${tree.ids[i]}`, depth: 0, table: null }))

test('the table holds every provision of both editions once, in the order of the new text', () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const d = dice(800 + seed)
    const old = inventedText(d)
    const now = copyText(old)
    for (let i = 0; i < 6; i += 1) d.of(Object.values(edits))(now, d)
    const [before, after] = [stored(placesOf(old)), stored(placesOf(now))]
    const { rows, counts } = compareEditions({ places: before, norms: null }, { places: after, norms: null })
    const wids = (side: 'before' | 'after') => rows.flatMap((r) => r[side]?.wid ?? [])
    assert.deepEqual(
      wids('after'),
      after.map((p) => p.wid),
    )
    assert.deepEqual(wids('before').toSorted(), before.map((p) => p.wid).toSorted())
    assert.equal(counts.unchanged, rows.filter((r) => r.changes.length === 0).length)
    for (const row of rows) {
      if (row.after === null || row.before === null) continue
      const same = row.after.text === row.before.text && row.after.heading === row.before.heading
      if (row.unchanged) assert.ok(same && row.after.eid === row.before.eid, row.after.eid)
      if (!row.unchanged) assert.notEqual(row.note + row.changes.join(''), '', row.after.eid)
    }
  }
})

test('of a split only what is new is marked, and each part names the whole', () => {
  const place = (n: number, wid: string, own: string): ComparedPlace => ({
    wid,
    eid: `第${n}条`,
    parent: null,
    depth: 0,
    label: `第${n}条`,
    heading: null,
    type: 'provision',
    text: own,
    table: null,
  })
  const lend = '職員は、鍵を他の者に貸してはならない。'
  const keep = '所属長は、鍵の貸出しを帳簿に記し、二年間保存しなければならない。'
  const { rows } = compareEditions(
    { places: [place(1, 'a', lend + keep)], norms: null },
    { places: [place(1, 'b', lend), place(2, 'a', keep.replace('二年', '五年'))], norms: null },
  )
  assert.deepEqual(
    rows.map((r) => [
      r.note,
      marked(r.after?.text ?? '', r.after?.textMarks ?? []),
      marked(r.before?.text ?? '', r.before?.textMarks ?? []),
    ]),
    [
      ['旧第1条を分割', [], []],
      ['旧第1条を分割、番号の変更(旧第1条)', ['五'], ['二']],
    ],
  )
})
