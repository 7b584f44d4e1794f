import { hash } from 'node:crypto'

/** Bytes of a SHA-256 hash. */
export const HASH_SIZE = 32

export function sha256(data: Uint8Array | string): Buffer {
  return hash('sha256', data, 'buffer')
}

/** Hash of a leaf: SHA-256(0x00 || data) (RFC 6962 §2.1). */
export function leafHash(data: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(data.length + 1)
  input[0] = 0
  input.set(data, 1)
  return hash('sha256', input, 'buffer')
}

/** Hash of an inner node: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(1 + 2 * HASH_SIZE)
  input[0] = 1
  input.set(left, 1)
  input.set(right, 1 + HASH_SIZE)
  return hash('sha256', input, 'buffer')
}

/** Root of the empty tree: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = sha256('')

/** A run of leaves [start, end) whose Merkle hash a proof needs. */
export type Range = { readonly start: number; readonly end: number }

/** The largest power of two smaller than `size` (size ≥ 2). Not by bit operators: sizes go past 2^31. */
export function splitPoint(size: number): number {
  let point = 1
  while (point * 2 < size) point *= 2
  return point
}

/** The runs whose hashes form the audit path of leaf `index` in a tree of `size`, in the order of RFC 6962 §2.1.1. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError('leaf outside the tree')
  const path: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitPoint(end - start)
    if (index < middle) {
      path.push({ start: middle, end })
      end = middle
    } else {
      path.push({ start, end: middle })
      start = middle
    }
  }
  return path.toReversed()
}

/** The runs whose hashes form the consistency proof from size `first` to `second` (RFC 6962 §2.1.2). */
export function consistencyRanges(first: number, second: number): Range[] {
  if (first < 0 || first > second) throw new RangeError('sizes out of order')
  if (first === 0 || first === second) return []
  const path: Range[] = []
  let [start, end] = [0, second]
  while (first !== end) {
    const middle = start + splitPoint(end - start)
    if (first <= middle) {
      path.push({ start: middle, end })
      end = middle
    } else {
      path.push({ start, end: middle })
      start = middle
    }
  }
  // The old tree itself is known to the verifier and left out; a smaller run that ends at `first` is not.
  if (start !== 0) path.push({ start, end })
  return path.toReversed()
}

/** The perfect subtrees that cover [start, end) from left to right, when start is a multiple of the largest. */
export function perfectParts(range: Range): { level: number; index: number }[] {
  const parts: { level: number; index: number }[] = []
  let at = range.start
  while (at < range.end) {
    let [level, width] = [0, 1]
    while (at % (width * 2) === 0 && at + width * 2 <= range.end) {
      level++
      width *= 2
    }
    parts.push({ level, index: at / width })
    at += width
  }
  return parts
}

/** Joins the hashes of the perfect parts of a run (left to right) into the hash of the run. */
export function foldParts(parts: readonly Uint8Array[]): Buffer {
  const last = parts.at(-1)
  if (last === undefined) return EMPTY_ROOT
  return parts.slice(0, -1).reduceRight<Buffer>((right, left) => nodeHash(left, right), Buffer.from(last))
}

/** True when `path` proves that `leaf` is leaf `index` of the tree of `size` with `root`. */
export function verifyInclusion(
  proof: { index: number; size: number; path: readonly Uint8Array[] },
  leaf: Uint8Array,
  root: Uint8Array,
): boolean {
  const { index, size, path } = proof
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false
  const ranges = inclusionRanges(index, size)
  if (ranges.length !== path.length || path.some((part) => part.length !== HASH_SIZE)) return false
  let at: Buffer = Buffer.from(leaf)
  for (const [step, range] of ranges.entries()) {
    const sibling = path[step]
    if (sibling === undefined) return false
    at = range.start > index ? nodeHash(at, sibling) : nodeHash(sibling, at)
  }
  return at.equals(root)
}

/** True when `path` proves that the tree of `first` leaves is the beginning of the tree of `second` leaves. */
export function verifyConsistency(
  proof: { first: number; second: number; path: readonly Uint8Array[] },
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
): boolean {
  const { first, second, path } = proof
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 0 || first > second)
    return false
  const ranges = consistencyRanges(first, second)
  if (ranges.length !== path.length || path.some((part) => part.length !== HASH_SIZE)) return false
  if (first === second) return Buffer.compare(firstRoot, secondRoot) === 0
  if (first === 0) return EMPTY_ROOT.equals(firstRoot)
  const steps = ranges.map((range, step) => ({ range, part: path[step] ?? EMPTY_ROOT }))
  // When the old tree is itself a perfect left subtree, the walk starts from its root, which is not in the path.
  const seed = steps[0]?.range.end === first && steps[0].range.start > 0 ? steps.shift()?.part : firstRoot
  if (seed === undefined) return false
  let [older, newer]: [Buffer, Buffer] = [Buffer.from(seed), Buffer.from(seed)]
  for (const { range, part } of steps) {
    if (range.start >= first) newer = nodeHash(newer, part)
    else {
      older = nodeHash(part, older)
      newer = nodeHash(part, newer)
    }
  }
  return older.equals(firstRoot) && newer.equals(secondRoot)
}
