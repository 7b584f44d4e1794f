import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  consistencyRanges,
  EMPTY_ROOT,
  foldParts,
  inclusionRanges,
  leafHash,
  nodeHash,
  perfectParts,
  splitPoint,
  verifyConsistency,
  verifyInclusion,
  type Range,
} from './merkle.ts'
import { GrowingTree } from './growing-tree.ts'

/** RFC 6962 §2.1 word by word: slow, recursive, obviously right. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return EMPTY_ROOT
  const [only] = leaves
  if (leaves.length === 1 && only !== undefined) return only
  const k = splitPoint(leaves.length)
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)))
}

/** PATH(m, D[n]) as the RFC writes it. */
function naivePath(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return []
  const k = splitPoint(leaves.length)
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))]
}

/** SUBPROOF(m, D[n], b) as the RFC writes it. */
function naiveConsistency(m: number, leaves: readonly Buffer[], whole = true): Buffer[] {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)]
  const k = splitPoint(leaves.length)
  return m <= k
    ? [...naiveConsistency(m, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveConsistency(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))]
}

const leavesOf = (size: number): Buffer[] =>
  Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)))
const all = leavesOf(300)
const slice = (leaves: readonly Buffer[], { start, end }: Range): Buffer =>
  naiveRoot(leaves.slice(start, end))

test('the published test vectors of Certificate Transparency come out', () => {
  const inputs = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ]
  const leaves = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex')))
  assert.equal(EMPTY_ROOT.toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  assert.equal(
    naiveRoot(leaves.slice(0, 1)).toString('hex'),
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  )
  assert.equal(
    naiveRoot(leaves).toString('hex'),
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  )
})

test('the growing tree has the root of the naive tree at every size', () => {
  const tree = new GrowingTree()
  for (const [index, leaf] of leavesOf(1030).entries()) {
    if (index < 300 || index > 1000)
      assert.deepEqual(tree.root(), naiveRoot(leavesOf(1030).slice(0, index)), `${index}`)
    tree.append(leaf)
  }
})

test('every run is the fold of its perfect parts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (size) => {
      const parts = perfectParts({ start: 0, end: size })
      const hashes = parts.map(({ level, index }) =>
        slice(all, { start: index * 2 ** level, end: (index + 1) * 2 ** level }),
      )
      assert.deepEqual(foldParts(hashes), naiveRoot(all.slice(0, size)))
    }),
  )
})

test('inclusion proofs equal the RFC’s and verify; any change to them fails', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (size, pick, flip) => {
      const [leaves, index] = [all.slice(0, size), pick % size]
      const root = naiveRoot(leaves)
      const path = inclusionRanges(index, size).map((range) => slice(leaves, range))
      assert.deepEqual(path, naivePath(index, leaves))
      const leaf = leaves[index] ?? EMPTY_ROOT
      assert.ok(verifyInclusion({ index, size, path }, leaf, root))
      assert.ok(!verifyInclusion({ index, size, path }, leafHash(leaf), root))
      assert.ok(!verifyInclusion({ index, size, path: [...path, root] }, leaf, root))
      assert.ok(!verifyInclusion({ index: size, size, path }, leaf, root))
      if (size > 1) {
        assert.ok(
          !verifyInclusion({ index: (index + 1 + (flip % (size - 1))) % size, size, path }, leaf, root),
        )
        assert.ok(!verifyInclusion({ index, size, path: damaged(path, flip) }, leaf, root))
      }
    }),
    { numRuns: 400 },
  )
})

test('consistency proofs equal the RFC’s and verify; any change to them fails', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (second, pick, flip) => {
      const first = 1 + (pick % second)
      const leaves = all.slice(0, second)
      const [older, newer] = [naiveRoot(leaves.slice(0, first)), naiveRoot(leaves)]
      const path = consistencyRanges(first, second).map((range) => slice(leaves, range))
      assert.deepEqual(path, naiveConsistency(first, leaves))
      assert.ok(verifyConsistency({ first, second, path }, older, newer))
      assert.ok(!verifyConsistency({ first, second, path }, leafHash(older), newer))
      assert.ok(!verifyConsistency({ first, second, path }, older, leafHash(newer)))
      if (path.length > 0)
        assert.ok(!verifyConsistency({ first, second, path: damaged(path, flip) }, older, newer))
    }),
    { numRuns: 400 },
  )
})

test('the empty tree is the beginning of every tree, and only with the empty root', () => {
  assert.ok(verifyConsistency({ first: 0, second: 5, path: [] }, EMPTY_ROOT, naiveRoot(all.slice(0, 5))))
  assert.ok(
    !verifyConsistency({ first: 0, second: 5, path: [] }, leafHash(EMPTY_ROOT), naiveRoot(all.slice(0, 5))),
  )
})

function damaged(path: readonly Buffer[], flip: number): Buffer[] {
  const copy = path.map((part) => Buffer.from(part))
  const part = copy[flip % copy.length]
  if (part !== undefined) part[flip % 32] = (part[flip % 32] ?? 0) ^ (1 + (flip % 255))
  return copy
}
