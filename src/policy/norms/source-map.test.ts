import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { extractText } from './extract-file.ts'
import { sourceMap, sourceRange } from './source-map.ts'

const folder = join(import.meta.dirname, '../../../test/policy-texts')
const texts = readdirSync(folder)
  .filter((f) => f.endsWith('.txt'))
  .map((f) => readFileSync(join(folder, f), 'utf8'))
const visible = (s: string) => s.replace(/\s/g, '')

test('every range of every node points at the same visible characters of the source, whatever blanks it has', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.constantFrom('', ' ', '　', '\n   '),
      fc.integer({ min: 12, max: 60 }),
      fc.nat(),
      (text, blank, every, at) => {
        // A print that wraps its lines or sets blanks into them.
        const source =
          blank === ''
            ? text
            : text.replace(new RegExp(`([ぁ-ん一-龠]{${every}})(?=[ぁ-ん一-龠])`, 'g'), `$1${blank}`)
        const { nodes } = extractText(source)
        for (const node of nodes) {
          const map = sourceMap(source, node)
          assert.ok(map !== null, `${node.id}: ${node.text}`)
          if (node.text === '') continue
          const start = at % node.text.length
          const end = Math.min(node.text.length, start + 1 + (at % 7))
          // A lone blank is nobody's words.
          if (visible(node.text.slice(start, end)) === '') continue
          const [from, to] = sourceRange(map, node, [start, end])
          assert.ok(from >= node.span[0] && to <= node.span[1])
          assert.equal(visible(source.slice(from, to)), visible(node.text.slice(start, end)))
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a node whose words are not in its pieces points at its whole span', () => {
  const node = { text: '別の言葉', pieces: [[0, 4]] as const, span: [0, 4] as const }
  assert.equal(sourceMap('第1条 本文', node), null)
  assert.deepEqual(sourceRange(null, node, [0, 2]), [0, 4])
})
