import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lostOrDoubled } from './conservation.ts'
import { readPolicy } from './read.ts'

const ids = (text: string) => readPolicy(text).nodes.map((n) => n.id)

const word = fc.constantFrom(
  '職員は、許可を得る。',
  '記録する',
  '第2 ',
  '2 ',
  '(1) ',
  '(2)',
  'ア ',
  'イ ',
  '(ア) ',
  '附則',
  '附 則',
  '目次',
  '\n',
  ' ',
  '　',
  '、',
  '第3条',
  '第1章 総則',
  '分類 分類基準 取扱制限',
  '・',
  '①',
  '@ ',
  '別表第1',
  '様式第1号',
  '𠮷',
  '- 3 -',
  '1―2 ',
  '(見出し)',
  '平成 14 年',
  '1 の分類',
  '\t',
  'お問い合わせ',
)

test('law of conservation: every visible character belongs to exactly one node or is unread', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (parts) => {
      const text = parts.join('')
      assert.deepEqual(lostOrDoubled(text, readPolicy(text)), [])
    }),
    { numRuns: 400 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      assert.deepEqual(lostOrDoubled(text, readPolicy(text)), [])
    }),
    { numRuns: 200 },
  )
})

test('reading the same text twice gives the same reading, with unique ids, parents before children', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (parts) => {
      const text = parts.join('')
      const reading = readPolicy(text)
      assert.deepEqual(readPolicy(text), reading)
      const seen = new Set<string>()
      for (const n of reading.nodes) {
        assert.ok(!seen.has(n.id), `${n.id} comes once`)
        assert.ok(n.parent === null || seen.has(n.parent), `${n.id} follows its parent`)
        seen.add(n.id)
      }
    }),
    { numRuns: 200 },
  )
})

type Tree = { readonly items: readonly (readonly number[])[] }
const tree: fc.Arbitrary<readonly Tree[]> = fc.array(
  fc.record({ items: fc.array(fc.array(fc.constant(0), { maxLength: 4 }), { maxLength: 4 }) }),
  { minLength: 1, maxLength: 8 },
)
const KANA = 'アイウエ'

test('every well-numbered text is read back exactly, with lines or without', () => {
  fc.assert(
    fc.property(tree, (parts) => {
      const expected: string[] = []
      const lines: string[] = []
      for (const [a, part] of parts.entries()) {
        expected.push(`第${a + 1}`)
        lines.push(`第${a + 1} 題名`)
        for (const [b, item] of part.items.entries()) {
          expected.push(`第${a + 1}-${b + 1}`)
          lines.push(`${b + 1} 職員は、これを守る。`)
          for (const c of item.keys()) {
            expected.push(`第${a + 1}-${b + 1}-${KANA.charAt(c)}`)
            lines.push(`${KANA.charAt(c)} 職員は、機密性 2 以上の情報を守る。`)
          }
        }
      }
      assert.deepEqual(ids(lines.join('\n')), expected)
      const flat = readPolicy(`${lines.join(' ')} `)
      if (flat.strategy === 'flattened')
        assert.deepEqual(
          flat.nodes.map((n) => n.id),
          expected,
        )
    }),
    { numRuns: 150 },
  )
})
