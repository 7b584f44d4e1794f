import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedNorms, withoutSeeds, type SeedNorm } from '#test/seed-norms.ts'
import { kindOf } from './kind.ts'
import { recordOf } from './record.ts'
import type { TextNode } from './types.ts'

const headed = (heading: string | null): TextNode => ({
  id: 'x',
  parent: null,
  order: 0,
  level: 'N',
  label: '',
  heading,
  type: 'provision',
  text: '',
})

function read(norm: SeedNorm, nodes: ReadonlyMap<string, TextNode>) {
  const path = norm.headings.map(headed)
  const parent = nodes.get(norm.node)?.parent
  const above = nodes.get(parent ?? '')
  const leadIn = above?.type === 'lead-in' ? { ...norm.draft, text: above.text } : null
  const record = recordOf(norm.text, { path, node: headed(null) })
  const kind = kindOf({ ...norm.draft, record: record?.what ?? null }, { path, node: headed(null), leadIn })
  return { record, kind }
}

for (const [name, expected] of [
  ['kawaguchi', { kind: 0.9, precision: 0.95, recall: 0.92 }],
  ['neyagawa', { kind: 0.9, precision: 0.6, recall: 0.9 }],
] as const) {
  test(`${name}: the kind of norm and whether a record is wanted`, { skip: withoutSeeds }, (t) => {
    const seed = seedNorms(name)
    const nodes = new Map(seed.nodes.map((n) => [n.id, n]))
    const results = seed.norms.map((norm) => ({ norm, ...read(norm, nodes) }))
    const right = results.filter((r) => r.kind.kind === r.norm.kind)
    const green = results.filter((r) => r.kind.colour === 'green')
    const greenRight = green.filter(
      (r) => r.kind.kind === r.norm.kind || r.norm.alsoKinds.includes(r.kind.kind),
    )
    const wanted = results.filter((r) => r.norm.hasRecord)
    const found = results.filter((r) => r.record !== null)
    const both = found.filter((r) => r.norm.hasRecord)
    const share = (a: { length: number }, b: { length: number }) => a.length / b.length
    t.diagnostic(
      `kind ${share(right, results).toFixed(3)} (green ${green.length}, ${share(greenRight, green).toFixed(3)} right); ` +
        `record P ${share(both, found).toFixed(3)} R ${share(both, wanted).toFixed(3)}`,
    )
    assert.ok(share(right, results) >= expected.kind)
    assert.ok(share(greenRight, green) >= 0.98)
    assert.ok(share(both, found) >= expected.precision)
    assert.ok(share(both, wanted) >= expected.recall)
  })
}
