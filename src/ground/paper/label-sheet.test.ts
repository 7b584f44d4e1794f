import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawCode, renderLabels, type Label } from './label-sheet.ts'

const label = (number: string, name = '要介護認定調査票'): Label => ({
  number,
  name,
  unit: '長寿支援課',
  note: '機密性3',
})
const options = { sheet: '24', code: 'bars', skip: 0, owner: '試験市', at: '2026-11-24T01:00:00Z' } as const

test('a number that bars cannot hold, or only too finely, becomes a square code', () => {
  assert.equal(drawCode('A-00012', 'bars', 42).kind, 'bars')
  assert.equal(drawCode('A-00012', 'square', 42).kind, 'square')
  assert.equal(drawCode('文書-00012', 'bars', 64).kind, 'square')
  assert.equal(drawCode('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'bars', 42).kind, 'square')
})

const pagesOf = (pdf: Uint8Array): number =>
  Number(/\/Type\s*\/Pages[\s\S]{0,200}?\/Count (\d+)/.exec(Buffer.from(pdf).toString('latin1'))?.[1] ?? 0)

test('labels fill their sheets, and leave out the places that are used already', async () => {
  const labels = Array.from({ length: 50 }, (_, at) => label(`A-${String(at).padStart(5, '0')}`))
  const pdf = await renderLabels(labels, options)
  assert.equal(pagesOf(pdf), 3)
  assert.equal(pagesOf(await renderLabels(labels.slice(0, 24), options)), 1)
  assert.equal(pagesOf(await renderLabels(labels.slice(0, 24), { ...options, skip: 1 })), 2)
  assert.equal(
    pagesOf(await renderLabels(labels.slice(0, 44), { ...options, sheet: '44', code: 'square' })),
    1,
  )
})
