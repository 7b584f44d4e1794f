import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { RowImages, type Difference } from './row-images.ts'

const step = fc.record({ row: fc.nat(30), after: fc.option(fc.constantFrom('aa', 'bb', 'cc')) })

async function differencesOf(
  limit: number,
  notes: readonly { row: number; after: string | null }[],
  rows: ReadonlyMap<number, string>,
): Promise<Difference[]> {
  const images = new RowImages(limit)
  try {
    for (const [seq, { row, after }] of notes.entries()) await images.note(`t {"id":"${row}"}`, after, seq)
    for (const [row, hash] of rows) await images.row(`t {"id":"${row}"}`, hash)
    const found: Difference[] = []
    for await (const difference of images.differences()) found.push(difference)
    return found.toSorted((left, right) => (left.name < right.name ? -1 : 1))
  } finally {
    await images.close()
  }
}

test('every row that parts from its latest note is named, in memory and spilt to files alike', async () => {
  const table = fc.uniqueArray(fc.tuple(fc.nat(30), fc.constantFrom('aa', 'bb', 'cc')), {
    selector: ([row]) => row,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), table, async (notes, rows) => {
      const latest = new Map(notes.map(({ row, after }): [number, string | null] => [row, after]))
      const current = new Map(rows)
      const expected: string[] = []
      for (let row = 0; row <= 30; row++) {
        const [after, hash] = [latest.get(row) ?? null, current.get(row) ?? null]
        if (after === hash) continue
        const kind = hash === null ? 'row-missing' : after === null ? 'row-without-entry' : 'row-differs'
        expected.push(`${kind} t {"id":"${row}"}`)
      }
      for (const limit of [1000, 5]) {
        const found = await differencesOf(limit, notes, current)
        assert.deepEqual(found.map(({ kind, name }) => `${kind} ${name}`).toSorted(), expected.toSorted())
      }
    }),
    { numRuns: 40 },
  )
})
