/** Hashes in a full tile: C2SP tlog-tiles, height 8. */
export const TILE_WIDTH = 256

/** Width of tile `index` at `level` in a tree of `size` leaves; 0 when the tree has no such tile. */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level)
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH))
}

/** Every tile of a tree of `size` leaves, level by level. */
export function* tilesOf(size: number): Generator<{ level: number; index: number; width: number }> {
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    for (let index = 0; index * TILE_WIDTH < hashes; index++)
      yield { level, index, width: tileWidth(level, index, size) }
  }
}

/** How many tiles a tree of `size` leaves has. */
export function tileCount(size: number): number {
  let count = 0
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH))
    count += Math.ceil(hashes / TILE_WIDTH)
  return count
}

/** `1234067` → `x001/x234/067`. */
function indexPath(index: number): string {
  if (!Number.isSafeInteger(index) || index < 0) throw new RangeError('tile index')
  const groups = [String(index % 1000).padStart(3, '0')]
  for (let left = Math.floor(index / 1000); left > 0; left = Math.floor(left / 1000)) {
    groups.unshift(`x${String(left % 1000).padStart(3, '0')}`)
  }
  return groups.join('/')
}

/** Path of a tile in the C2SP layout: `tile/0/x001/067`, with `.p/<width>` when partial. `entries` for bundles. */
export function tilePath(level: number | 'entries', index: number, width: number): string {
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) throw new RangeError('tile width')
  if (level !== 'entries' && (!Number.isInteger(level) || level < 0 || level > 63))
    throw new RangeError('tile level')
  return `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** An entry bundle: each entry behind its length as a big-endian uint16. */
export function encodeBundle(entries: readonly Uint8Array[]): Buffer {
  const parts: Uint8Array[] = []
  for (const entry of entries) {
    if (entry.length > 0xffff) throw new RangeError('a log entry is limited to 65,535 bytes')
    const length = Buffer.alloc(2)
    length.writeUInt16BE(entry.length)
    parts.push(length, entry)
  }
  return Buffer.concat(parts)
}

/** The entries of a bundle. Throws RangeError when it is cut short. */
export function decodeBundle(bundle: Uint8Array): Buffer[] {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.length)
  const entries: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) throw new RangeError('entry bundle is cut short')
    const end = at + 2 + bytes.readUInt16BE(at)
    if (end > bytes.length) throw new RangeError('entry bundle is cut short')
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries
}
