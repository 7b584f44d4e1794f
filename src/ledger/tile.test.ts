import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GrowingTree } from './growing-tree.ts'
import { leafHash } from './merkle.ts'
import { decodeBundle, encodeBundle, tileCount, tilePath, tilesOf, tileWidth } from './tile.ts'

test('tile paths follow the C2SP layout', () => {
  assert.equal(tilePath(0, 1_234_067, 256), 'tile/0/x001/x234/067')
  assert.equal(tilePath(0, 0, 256), 'tile/0/000')
  assert.equal(tilePath(1, 0, 17), 'tile/1/000.p/17')
  assert.equal(tilePath('entries', 273, 112), 'tile/entries/273.p/112')
  assert.equal(tilePath('entries', 1000, 1), 'tile/entries/x001/000.p/1')
  assert.throws(() => tilePath(0, 0, 0), RangeError)
  assert.throws(() => tilePath(64, 0, 1), RangeError)
})

test('a tree of 70,000 has the tiles the specification names', () => {
  const tiles = [...tilesOf(70_000)]
  assert.equal(tiles.length, tileCount(70_000))
  assert.equal(tiles.filter((tile) => tile.level === 0 && tile.width === 256).length, 273)
  assert.deepEqual(
    tiles.filter((tile) => tile.width < 256),
    [
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ],
  )
  assert.deepEqual(
    [...tilesOf(256)],
    [
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ],
  )
  assert.equal(tileWidth(0, 274, 70_000), 0)
})

test('the growing tree hands out exactly the tiles of its size, and resumes from them', async () => {
  const tree = new GrowingTree()
  const kept = new Map<string, Buffer>()
  const resumed: GrowingTree[] = []
  for (let size = 0; size < 66_000; size++) {
    tree.append(leafHash(Buffer.from(String(size))))
    if (size % 997 !== 0 && size !== 65_999) continue
    for (const tile of tree.takeTiles()) kept.set(`${tile.level}/${tile.index}`, tile.data)
    const again = await GrowingTree.resume(tree.size, async ({ level, index, width }) => {
      const data = kept.get(`${level}/${index}`)
      assert.equal(data?.length, width * 32)
      return data ?? Buffer.alloc(0)
    })
    assert.deepEqual(again.root(), tree.root())
    resumed.push(again)
  }
  const expected = [...tilesOf(tree.size)].map(({ level, index, width }) => [`${level}/${index}`, width * 32])
  assert.deepEqual([...kept].map(([name, data]) => [name, data.length]).toSorted(), expected.toSorted())
  const [early] = resumed
  for (let size = 1; size < 66_000; size++) early?.append(leafHash(Buffer.from(String(size))))
  assert.deepEqual(early?.root(), tree.root())
})

test('entry bundles come back as they were, and a cut bundle is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }), (entries) => {
      const bundle = encodeBundle(entries)
      assert.deepEqual(
        decodeBundle(bundle),
        entries.map((entry) => Buffer.from(entry)),
      )
      if (entries.length > 0) assert.throws(() => decodeBundle(bundle.subarray(0, -1)), RangeError)
    }),
  )
})
