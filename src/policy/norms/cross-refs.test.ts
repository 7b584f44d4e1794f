import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexOf } from './context.ts'
import { crossRefsOf } from './cross-refs.ts'
import { markedTexts, plainTexts } from './cross-refs.fixture.ts'
import { extractNorms } from './extract-norms.ts'
import { readPolicy } from '../reading/read.ts'
import type { TextNode } from './types.ts'

type Pointer = { readonly text: string; readonly to: string }

/** The text without its marks, and the marked pointers in their order. */
function unmarked(marked: string): { text: string; gold: Pointer[] } {
  const gold: Pointer[] = []
  const text = marked.replace(/\[([^|\]]+)\|([^\]]*)\]/gu, (_, words: string, to: string) => {
    gold.push({ text: words, to })
    return words
  })
  return { text, gold }
}

const spread = (text: string) =>
  text.replace(/[0-9A-Za-z()]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))

/** Every pointer of a text, by the reader's own nodes, in the order of the text. */
function found(text: string): Pointer[] {
  const reading = readPolicy(text)
  const nodes: readonly TextNode[] = reading.nodes
  const doc = indexOf(reading.title, nodes)
  return nodes.flatMap((n) =>
    crossRefsOf(n.text, n, doc).map((ref) => ({ text: ref.text, to: ref.to.join(' ') })),
  )
}

/** How many of the marked pointers were found with the right words and places. */
function score(got: readonly Pointer[], gold: readonly Pointer[]) {
  const left = gold.map((g) => `${g.text} → ${g.to}`)
  const wrong: string[] = []
  let right = 0
  for (const g of got) {
    const at = left.indexOf(`${g.text} → ${g.to}`)
    if (at < 0) wrong.push(`${g.text} → ${g.to}`)
    else {
      left.splice(at, 1)
      right += 1
    }
  }
  return { right, wrong, left }
}

for (const [i, marked] of markedTexts.entries()) {
  test(`the marked pointers of invented text ${i + 1} lead where they should`, (t) => {
    const { text, gold } = unmarked(marked)
    const got = found(text)
    const { right, wrong, left } = score(got, gold)
    t.diagnostic(`${gold.length} pointers: P ${right / got.length} R ${right / gold.length}`)
    for (const w of wrong) t.diagnostic(`wrong: ${w}`)
    for (const w of left) t.diagnostic(`not found: ${w}`)
    assert.ok(right / got.length >= 0.95)
    assert.ok(right / gold.length >= 0.95)
  })
}

test('the marked pointers are 120 or more', () => {
  assert.ok(markedTexts.flatMap((m) => unmarked(m).gold).length >= 120)
})

test('words that look like pointers are none', () => {
  const node: TextNode = {
    id: '第1条',
    parent: null,
    order: 0,
    level: '条',
    label: '第1条',
    heading: null,
    type: 'provision',
    text: '',
  }
  for (const text of plainTexts) {
    assert.deepEqual(crossRefsOf(text, node, indexOf('試しの規程', [{ ...node, text }])), [], text)
  }
})

test('full-width digits and brackets lead to the same places', () => {
  const { text } = unmarked(markedTexts[0] ?? '')
  const reading = readPolicy(text)
  const doc = indexOf(reading.title, reading.nodes)
  for (const n of reading.nodes) {
    const half = crossRefsOf(n.text, n, doc).map((r) => r.to)
    const full = crossRefsOf(spread(n.text), n, doc).map((r) => r.to.map((to) => to.normalize('NFKC')))
    assert.deepEqual(full, half, n.text)
  }
})

test('同条 of a sentence goes on from the sentence before', () => {
  const reading = readPolicy(
    '試しの規程\n第1条 職員は、端末を守らなければならない。\n第2条 前条の定めは、委員について準用する。この場合において、同条中「職員」とあるのは「委員」と読み替えるものとする。\n',
  )
  const second = extractNorms({ title: reading.title, nodes: reading.nodes }).norms.find(
    (n) => n.id === '第2条#2',
  )
  assert.deepEqual(
    second?.crossRefs.map((r) => [r.text, ...r.to]),
    [['同条', '第1条']],
  )
})
