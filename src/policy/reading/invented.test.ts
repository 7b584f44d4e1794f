import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lostOrDoubled } from './conservation.ts'
import { families, idsOf, inventTree, paged, paragraphsOf, wrap, type InventedNode } from './invented.ts'
import { readPolicy } from './read.ts'

const HEAD = '青海市情報保護対策基準'
type Print = (tree: readonly InventedNode[]) => string

const tight = (p: string) => p.replace(/^([(①-⑳⑴-⒇【][^ ]*) /, '$1')
const bare = (lines: readonly string[]) => lines.map((l) => l.replace(/^- ([0-9]+) -$/, '$1'))
const wide = (s: string) => s.replace(/[0-9().]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))

/** Prints in which every line begins where the city began it. */
const clean: Record<string, Print> = {
  行ごと: (t) => `${paragraphsOf(t, ' ', false).join('\n')}\n`,
  字下げ: (t) => `${paragraphsOf(t, '　', true).join('\n')}\n`,
  空行: (t) => `${paragraphsOf(t, '　', false).join('\n\n')}\n`,
  空白なし: (t) => `${paragraphsOf(t, ' ', false).map(tight).join('\n')}\n`,
  全角とコンマ: (t) => wide(`${paragraphsOf(t, '　', false).join('\n')}\n`).replaceAll('、', '，'),
  復帰: (t) => `${paragraphsOf(t, ' ', false).join('\r\n')}\r\n`,
}

/** Prints that break, interrupt or lose the lines. */
const broken: Record<string, Print> = {
  '24字詰め': (t) => `${wrap(paragraphsOf(t, ' ', false), 24).join('\n')}\n`,
  '38字詰め': (t) => `${wrap(paragraphsOf(t, ' ', false), 38).join('\n')}\n`,
  字下げ45字: (t) => `${wrap(paragraphsOf(t, '　', true), 45).join('\n')}\n`,
  柱: (t) => `${HEAD}\n${paged(wrap(paragraphsOf(t, ' ', false), 40), 17, HEAD).join('\n')}\n`,
  数字だけのページ: (t) =>
    `${HEAD}\n${bare(paged(wrap(paragraphsOf(t, ' ', false), 40), 17, HEAD)).join('\n')}\n`,
  一行: (t) => `${HEAD} ${wrap(paragraphsOf(t, ' ', false), 40).join(' ')} `,
  '一行、空白なし': (t) => `${HEAD} ${wrap(paragraphsOf(t, ' ', false).map(tight), 40).join(' ')} `,
  '一行、柱': (t) => `${HEAD} ${bare(paged(wrap(paragraphsOf(t, ' ', false), 40), 17, HEAD)).join(' ')} `,
}

function f1(wanted: readonly string[], got: readonly string[]): number {
  const all = new Set(got)
  return (2 * wanted.filter((id) => all.has(id)).length) / (wanted.length + got.length)
}

const RUNS = 12

for (const family of families) {
  test(`${family.name}: every invented tree is read back`, (t) => {
    const sums = new Map<string, number>()
    let trees = 0
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const tree = inventTree(family, seed)
        const wanted = idsOf(tree)
        trees += 1
        for (const [print, make] of Object.entries({ ...clean, ...broken })) {
          const source = make(tree)
          const reading = readPolicy(source)
          const got = reading.nodes.map((n) => n.id)
          assert.deepEqual(lostOrDoubled(source, reading), [], print)
          if (print in clean) assert.deepEqual(got, wanted, print)
          sums.set(print, (sums.get(print) ?? 0) + f1(wanted, got))
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    const means = [...sums].map(([print, sum]): [string, number] => [print, sum / trees])
    t.diagnostic(means.map(([print, mean]) => `${print} ${mean.toFixed(3)}`).join(' '))
    for (const [print, mean] of means) assert.ok(mean >= 0.98, `${print} ${mean}`)
  })
}

test('@ for ① and blanks around the numbers inside sentences change nothing', () => {
  const circled = families.find((f) => f.name === '1→(1)→①')
  assert.ok(circled)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const tree = inventTree(circled, seed)
      const source = `${paragraphsOf(tree, ' ', true).join('\n')}\n`
      const misprinted = source.replace(/[①-⑨](?= )/g, (c) => '@ABCDEFGH'.charAt(c.charCodeAt(0) - 0x2460))
      const wanted = idsOf(tree)
      assert.deepEqual(
        readPolicy(misprinted).nodes.map((n) => n.id),
        wanted,
      )
      const spaced = source.replace(/(?<=[ぁ-ん一-鿿])([0-9]+)(?=[一-鿿])/g, ' $1 ')
      assert.deepEqual(
        readPolicy(spaced).nodes.map((n) => n.id),
        wanted,
      )
    }),
    { numRuns: 20 },
  )
})
