import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { edits } from '#test/amendments/edits.ts'
import { inventedText } from '#test/amendments/invented.ts'
import { dice } from '#test/amendments/seeded.ts'
import { copyText, placesOf } from '#test/amendments/text-tree.ts'
import { truthOf } from '#test/amendments/truth.ts'
import { alignPlaces } from './align-places.ts'
import { placeChanges } from './place-changes.ts'
import type { Place } from './place-tree.ts'

const article = (n: number, text: string, heading: string | null = null): Place => ({
  eid: `第${n}条`,
  parent: null,
  label: `第${n}条`,
  heading,
  type: 'provision',
  text,
})

/** 「第2条 ← 第1条 renumbered」 for every place that is not as it was, and what is gone. */
function told(before: readonly Place[], after: readonly Place[]): string[] {
  const alignment = alignPlaces(before, after)
  const changes = placeChanges(alignment)
  const now = after.flatMap((place, n) => {
    const kinds = [...(changes.after[n] ?? [])].toSorted().join('+')
    const was = before[alignment.links.toBefore[n] ?? -1]
    return kinds === '' ? [] : [`${place.eid} ← ${was?.eid ?? '-'} ${kinds}`]
  })
  return [
    ...now,
    ...[...changes.before].map(([o, kinds]) => `${before[o]?.eid ?? ''} ${[...kinds].join('+')}`),
  ]
}

const lock = '所属長は、退庁するときは、窓口の書棚に鍵をかけなければならない。'
const keep = '所属長は、鍵の貸出しを帳簿に記し、二年間保存しなければならない。'
const lend = '職員は、鍵を他の者に貸してはならない。'

test('a split keeps the permanent id on the part with most of the words, wherever it stands', () => {
  assert.deepEqual(told([article(1, lend + keep)], [article(1, lend), article(2, keep)]), [
    '第1条 ← - split',
    '第2条 ← 第1条 modified+renumbered+split',
  ])
})

test('a merge keeps the permanent id of the largest', () => {
  assert.deepEqual(told([article(1, lend), article(2, keep)], [article(1, lend + keep)]), [
    '第1条 ← 第2条 merged+modified+renumbered',
    '第1条 merged',
  ])
})

test('a number left as 削除 keeps the place of what stood there', () => {
  const shell: Place = { ...article(1, '削除'), type: 'deleted' }
  assert.deepEqual(told([article(1, lock), article(2, keep)], [shell, article(2, keep)]), [
    '第1条 ← 第1条 deleted',
  ])
})

test('width, blanks and the sort of comma are no change; a figure is', () => {
  const before = [article(1, '職員は、30日以内に届け出なければならない。')]
  assert.deepEqual(told(before, [article(1, '職員は, ３０日 以内に届け出なければならない。')]), [])
  assert.deepEqual(told(before, [article(1, '職員は、20日以内に届け出なければならない。')]), [
    '第1条 ← 第1条 modified',
  ])
})

test('what stands under a lead-in that changed is marked; a further paragraph of an article is not', () => {
  const lead = (text: string): Place => ({ ...article(1, text), type: 'lead-in' })
  const item: Place = { ...article(1, '鍵の番号'), eid: '第1条-(1)', label: '(1)', parent: '第1条' }
  assert.deepEqual(
    told(
      [lead('所属長は、次の事項を帳簿に記さなければならない。'), item],
      [lead('所属長は、次の事項を帳簿に記すよう努めるものとする。'), item],
    ),
    ['第1条 ← 第1条 modified', '第1条-(1) ← 第1条-(1) context'],
  )
  const second: Place = { ...article(1, keep), eid: '第1条-2', label: '2', parent: '第1条' }
  assert.deepEqual(told([article(1, lock), second], [article(1, `${lock}ただし、閉庁日を除く。`), second]), [
    '第1条 ← 第1条 modified',
  ])
})

test('two neighbours that change places are swapped, one taken out of a row is moved', () => {
  const many = ['鍵', '帳簿', '端末', '書棚', '窓口'].map(
    (thing, i) => `第${i}係は、毎月、${thing}の数を数え、その結果を掲示しなければならない。`,
  )
  const row = (texts: readonly (string | undefined)[]) => texts.map((text, i) => article(i + 1, text ?? ''))
  const [a, b, c, d, e] = many
  assert.deepEqual(told(row(many), row([a, c, b, d, e])), [
    '第2条 ← 第3条 renumbered+swapped',
    '第3条 ← 第2条 renumbered+swapped',
  ])
  assert.deepEqual(told(row(many), row([b, c, d, a, e])), [
    '第1条 ← 第2条 renumbered',
    '第2条 ← 第3条 renumbered',
    '第3条 ← 第4条 renumbered',
    '第4条 ← 第1条 moved+renumbered',
  ])
})

for (const [kind, edit] of Object.entries(edits)) {
  test(`amended by 「${kind}」, every provision is what it was`, () => {
    let done = 0
    for (let seed = 0; done < 3 && seed < 200; seed += 1) {
      const d = dice(40_000 + seed)
      const old = inventedText(d)
      const now = copyText(old)
      if (!edit(now, d)) continue
      done += 1
      const truth = truthOf(old, now)
      const alignment = alignPlaces(placesOf(old).places, placesOf(now).places)
      const changes = placeChanges(alignment)
      const without = (kinds: ReadonlySet<string> | undefined) =>
        [...(kinds ?? [])].filter((it) => it !== 'context').toSorted()
      assert.deepEqual([...alignment.links.toBefore], truth.from)
      assert.deepEqual(changes.after.map(without), truth.after.map(without))
      assert.deepEqual(new Map([...changes.before].map(([o, kinds]) => [o, [...kinds][0]])), truth.gone)
    }
    assert.equal(done, 3, 'the edit found no place in the invented texts')
  })
}

const anyPlaces = fc
  .array(
    fc.tuple(
      fc.constantFrom(lock, keep, lend, '', '削除', 'ア'),
      fc.option(fc.nat(30)),
      fc.string({ maxLength: 12 }),
    ),
    {
      maxLength: 30,
    },
  )
  .map((rows) =>
    rows.map(([text, parent, more], i): Place => ({
      ...article(i, text + more),
      parent: parent === null ? null : `第${parent}条`,
    })),
  )

test('no provision is continued twice, and a text is the same as itself', () => {
  fc.assert(
    fc.property(anyPlaces, anyPlaces, (before, after) => {
      const { links } = alignPlaces(before, after)
      const used = [...links.toBefore].filter((o) => o >= 0)
      assert.equal(new Set(used).size, used.length)
      for (const [n, o] of links.toBefore.entries()) if (o >= 0) assert.equal(links.toAfter[o], n)
      assert.deepEqual(told(before, before), [])
    }),
    { numRuns: 200 },
  )
})

test('a text of 300,000 characters is compared in seconds, also when every provision was reworded', () => {
  const d = dice(9)
  const places: Place[] = []
  let characters = 0
  for (let part = 0; characters < 300_000; part += 1) {
    for (const p of placesOf(inventedText(d)).places) {
      const parent = p.parent === null ? null : `${part}/${p.parent}`
      places.push({ ...p, eid: `${part}/${p.eid}`, parent })
      characters += p.text.length
    }
  }
  const other = places
    .slice(5)
    .map((p) => ({ ...p, text: p.text.replaceAll('なければならない', 'ることとする') }))
  const { links } = alignPlaces(places, other)
  const one = { ...article(1, places.map((p) => p.text).join('')) }
  alignPlaces(places, [one])
  alignPlaces([one], places)
  const linked = [...links.toBefore].filter((o, n) => o === n + 5).length
  assert.ok(linked / other.length > 0.99, `${linked} of ${other.length} found`)
})
