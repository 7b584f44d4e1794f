import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedNorms, withoutSeeds } from '#test/seed-norms.ts'
import { parametersOf } from './parameters.ts'

for (const [name, precision, recall] of [
  ['kawaguchi', 0.92, 0.97],
  ['neyagawa', 0.9, 0.9],
] as const) {
  test(`${name}: the open values of the gold, norm by norm`, { skip: withoutSeeds }, (t) => {
    const seed = seedNorms(name)
    const drafts = seed.norms.map((n) => n.draft)
    const parameters = parametersOf(drafts, seed.nodes)
    const found = parameters.flatMap((p) => p.norms.map((n) => `${n} ${p.id}`))
    const gold = new Set(seed.norms.flatMap((n) => n.parameters.map((p) => `${n.id} ${p}`)))
    const right = found.filter((f) => gold.has(f)).length
    t.diagnostic(
      `P ${(right / found.length).toFixed(3)} R ${(right / gold.size).toFixed(3)}, ${parameters.length} values`,
    )
    assert.ok(right / found.length >= precision)
    assert.ok(right / gold.size >= recall)
    assert.equal(new Set(parameters.map((p) => p.id)).size, parameters.length)
  })
}
