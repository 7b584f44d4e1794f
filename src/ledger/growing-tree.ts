import { EMPTY_ROOT, nodeHash } from './merkle.ts'
import { TILE_WIDTH } from './tile.ts'

/** A tile whose content changed: partial ones grow, full ones (width 256) stay for ever. */
export type TileWrite = {
  readonly level: number
  readonly index: number
  readonly width: number
  readonly data: Buffer
}

type Edge = { index: number; hashes: Buffer[] }

/**
 * The right edge of a Merkle tree in tiles of 256 hashes: appends leaves, gives the root, and hands out the tiles
 * that changed. Keeps at most 255 hashes per level however large the tree is.
 */
export class GrowingTree {
  #size = 0
  readonly #edges: Edge[] = []
  #full: TileWrite[] = []

  /** Number of leaves. */
  get size(): number {
    return this.#size
  }

  append(leaf: Buffer): void {
    this.#push(0, leaf)
    this.#size++
  }

  /** RFC 6962 root of the tree as it stands. */
  root(): Buffer {
    let right: Buffer | null = null
    for (const edge of this.#edges) {
      const folded: Buffer | null = foldEdge(edge.hashes, right)
      right = folded
    }
    return right ?? EMPTY_ROOT
  }

  /** Tiles completed since the last call, then the partial tiles of the right edge. */
  takeTiles(): TileWrite[] {
    const partial = this.#edges.flatMap(({ index, hashes }, level) =>
      hashes.length === 0 ? [] : [{ level, index, width: hashes.length, data: Buffer.concat(hashes) }],
    )
    const full = this.#full
    this.#full = []
    return [...full, ...partial]
  }

  /** Tiles completed since the last call, without the partial ones. */
  takeFullTiles(): TileWrite[] {
    const full = this.#full
    this.#full = []
    return full
  }

  /**
   * Continues a stored tree: `read` gives the hashes of the partial tile at a level (its right edge).
   * Throws when a tile is missing or has another width than the size demands.
   */
  static async resume(
    size: number,
    read: (tile: { level: number; index: number; width: number }) => Promise<Buffer>,
  ): Promise<GrowingTree> {
    const tree = new GrowingTree()
    tree.#size = size
    for (let level = 0, left = size; left > 0; level++, left = Math.floor(left / TILE_WIDTH)) {
      const [index, width] = [Math.floor(left / TILE_WIDTH), left % TILE_WIDTH]
      const hashes: Buffer[] = []
      if (width > 0) {
        const data = await read({ level, index, width })
        for (let at = 0; at < width; at++) hashes.push(data.subarray(at * 32, at * 32 + 32))
      }
      tree.#edges.push({ index, hashes })
    }
    return tree
  }

  #push(level: number, entry: Buffer): void {
    const edge = (this.#edges[level] ??= { index: 0, hashes: [] })
    edge.hashes.push(entry)
    if (edge.hashes.length < TILE_WIDTH) return
    this.#full.push({ level, index: edge.index, width: TILE_WIDTH, data: Buffer.concat(edge.hashes) })
    this.#push(level + 1, perfectRoot(edge.hashes))
    edge.index++
    edge.hashes = []
  }
}

/** Root of a power-of-two number of hashes. */
export function perfectRoot(hashes: readonly Buffer[]): Buffer {
  let row: readonly Buffer[] = hashes
  while (row.length > 1) {
    const next: Buffer[] = []
    for (let at = 0; at + 1 < row.length; at += 2)
      next.push(nodeHash(row[at] ?? EMPTY_ROOT, row[at + 1] ?? EMPTY_ROOT))
    row = next
  }
  return row[0] ?? EMPTY_ROOT
}

/** Folds one level's partial tile onto what lies to its right: its perfect parts, the smallest first. */
function foldEdge(hashes: readonly Buffer[], right: Buffer | null): Buffer | null {
  let [folded, end] = [right, hashes.length]
  for (let width = 1; end > 0; width *= 2) {
    if ((end & width) === 0) continue
    const part = perfectRoot(hashes.slice(end - width, end))
    folded = folded === null ? part : nodeHash(part, folded)
    end -= width
  }
  return folded
}
