import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lostOrDoubled } from '../reading/conservation.ts'
import { readPolicy } from '../reading/read.ts'
import {
  ANNEX,
  asPdf,
  asPlainPage,
  asReikiPage,
  asText,
  asWord,
  layouts,
  type Layout,
} from './layouts-example.ts'
import { sourceOf } from './source-of.ts'

type Node = { readonly id: string; readonly heading: string; readonly text: string }

/** What was read, without the blanks that only the print brings. */
async function nodesOf(bytes: Uint8Array, name: string): Promise<Node[]> {
  const source = await sourceOf(bytes, name)
  const reading = readPolicy(source.text, source.hints)
  assert.deepEqual(lostOrDoubled(source.text, reading), [], name)
  const bare = (words: string): string => words.normalize('NFKC').replace(/\s+/g, '')
  return reading.nodes.map((n) => ({ id: n.id, heading: bare(n.heading ?? ''), text: bare(n.text) }))
}

const files = async (layout: Layout): Promise<[string, Uint8Array][]> => [
  ['規程.html', asReikiPage(layout.parts)],
  ['規程(市のページ).html', asPlainPage(layout.parts)],
  ['規程.docx', asWord(layout)],
  ['規程.pdf', await asPdf(layout.parts)],
]

for (const layout of layouts) {
  test(`the same text gives the same nodes and words in every format: ${layout.name}`, async () => {
    const expected = await nodesOf(asText(layout.parts), '規程.txt')
    const labels = layout.parts.filter((p) => p.is === 'item' || p.is === 'heading').length
    assert.equal(expected.length, labels)
    for (const [name, bytes] of await files(layout))
      assert.deepEqual(await nodesOf(bytes, name), expected, name)
  })
}

test('the rows of a 別表 are the same in every format', async () => {
  const [first] = layouts
  assert.ok(first)
  const layout = { ...first, parts: [...first.parts, ...ANNEX] }
  // Plain text cannot tell the head of a table: there its words stay with the 別表 itself.
  const rows = async (bytes: Uint8Array, name: string) =>
    (await nodesOf(bytes, name)).slice(-3).map((n) => (n.id === '別表第1' ? n.id : `${n.id} ${n.text}`))
  const expected = [
    '別表第1',
    '別表第1-行1 書庫庶務係長施錠の記録を確かめる。',
    '別表第1-行2 端末情報係長更新の状態を一覧で確かめ、遅れを報告する。',
  ]
  assert.deepEqual(await rows(asText(layout.parts), '規程.txt'), expected)
  for (const [name, bytes] of await files(layout)) assert.deepEqual(await rows(bytes, name), expected, name)
})
