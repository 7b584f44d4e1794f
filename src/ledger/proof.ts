import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { perfectRoot } from './growing-tree.ts'
import { foldParts, HASH_SIZE, inclusionRanges, perfectParts } from './merkle.ts'
import { TILE_WIDTH } from './tile.ts'

/** The newest signed head of a tenant's ledger. */
export type Head = {
  readonly size: number
  readonly root: Buffer
  readonly note: string
  readonly at: string
}

/** The newest signed head, or null while nothing has been sequenced. */
export async function newestHead(tx: Tx): Promise<Head | null> {
  const head = await tx
    .selectFrom('ledger_checkpoint')
    .select(['size', 'root', 'note', 'at'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return head ?? null
}

/** The stored tree lacks a tile that its size demands. */
export class MissingTile extends Error {
  override readonly name = 'MissingTile'
}

type Place = { readonly level: number; readonly index: number }

/** Audit paths of the leaves `seqs` in the tree of `size`, from the stored tiles in one query. Throws MissingTile. */
export async function inclusionPaths(
  tx: Tx,
  size: number,
  seqs: readonly number[],
): Promise<Map<number, Buffer[]>> {
  const plans = new Map(
    seqs.map((seq) => [seq, inclusionRanges(seq, size).map((range) => perfectParts(range))]),
  )
  const wanted = new Map<string, Place>()
  for (const ranges of plans.values()) {
    for (const { level, index } of ranges.flat()) {
      const { tile } = inTile(level, index)
      wanted.set(`${tile.level}/${tile.index}`, tile)
    }
  }
  const tiles = await readTiles(tx, [...wanted.values()])
  const paths = new Map<number, Buffer[]>()
  for (const [seq, ranges] of plans) {
    paths.set(
      seq,
      ranges.map((parts) => foldParts(parts.map(({ level, index }) => nodeOf(tiles, level, index)))),
    )
  }
  return paths
}

async function readTiles(tx: Tx, places: readonly Place[]): Promise<Map<string, Buffer>> {
  if (places.length === 0) return new Map()
  const { rows } = await sql<{ level: number; tile_index: number; data: Buffer }>`
    select t.level, t.tile_index, t.data from ledger_tile t
      join unnest(${places.map((place) => place.level)}::integer[], ${places.map((place) => place.index)}::bigint[])
        as wanted (level, tile_index) using (level, tile_index)`.execute(tx)
  return new Map(rows.map((row) => [`${row.level}/${row.tile_index}`, row.data]))
}

/** Which tile holds the perfect subtree `index` of height `level`, and where in it the subtree's hashes lie. */
function inTile(level: number, index: number): { tile: Place; first: number; count: number } {
  const tileLevel = Math.floor(level / 8)
  const count = 2 ** (level % 8)
  const start = index * count
  const tileIndex = Math.floor(start / TILE_WIDTH)
  return { tile: { level: tileLevel, index: tileIndex }, first: start - tileIndex * TILE_WIDTH, count }
}

function nodeOf(tiles: ReadonlyMap<string, Buffer>, level: number, index: number): Buffer {
  const { tile, first, count } = inTile(level, index)
  const data = tiles.get(`${tile.level}/${tile.index}`)
  if (data === undefined || data.length < (first + count) * HASH_SIZE) {
    throw new MissingTile(`tile ${tile.level}/${tile.index}`)
  }
  const hashes = Array.from({ length: count }, (_, at) =>
    data.subarray((first + at) * HASH_SIZE, (first + at + 1) * HASH_SIZE),
  )
  return perfectRoot(hashes)
}
