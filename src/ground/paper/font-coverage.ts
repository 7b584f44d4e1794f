/*
 * Which characters a TrueType font can show: a reader of its `cmap` table (OpenType, formats 4 and 12).
 */

/** A test for "this font has a glyph for this code point". */
export type Coverage = (codePoint: number) => boolean

/** @throws Error where the bytes are no TrueType font with a Unicode cmap. */
export function fontCoverage(font: Uint8Array): Coverage {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const cmap = tableOffset(view, 'cmap')
  const count = view.getUint16(cmap + 2)
  const covers: Coverage[] = []
  for (let i = 0; i < count; i += 1) {
    const at = cmap + view.getUint32(cmap + 4 + i * 8 + 4)
    const format = view.getUint16(at)
    if (format === 4) covers.push(segmented(view, at))
    if (format === 12) covers.push(grouped(view, at))
  }
  if (covers.length === 0) throw new Error('font without a Unicode character map')
  return (codePoint) => covers.some((covered) => covered(codePoint))
}

function tableOffset(view: DataView, tag: string): number {
  const tables = view.getUint16(4)
  for (let i = 0; i < tables; i += 1) {
    const at = 12 + i * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map((n) => view.getUint8(at + n)))
    if (name === tag) return view.getUint32(at + 8)
  }
  throw new Error(`font without a ${tag} table`)
}

/** Format 4: segments of the basic plane, each with a shift or a list of glyphs. */
function segmented(view: DataView, at: number): Coverage {
  const twice = view.getUint16(at + 6)
  const ends = at + 14
  const starts = ends + twice + 2
  const deltas = starts + twice
  const ranges = deltas + twice
  return (codePoint) => {
    if (codePoint > 0xffff) return false
    for (let i = 0; i < twice; i += 2) {
      if (codePoint > view.getUint16(ends + i)) continue
      const start = view.getUint16(starts + i)
      if (codePoint < start) return false
      const range = view.getUint16(ranges + i)
      const delta = view.getUint16(deltas + i)
      if (range === 0) return ((codePoint + delta) & 0xffff) !== 0
      return view.getUint16(ranges + i + range + 2 * (codePoint - start)) !== 0
    }
    return false
  }
}

/** Format 12: groups over all planes. */
function grouped(view: DataView, at: number): Coverage {
  const count = view.getUint32(at + 12)
  return (codePoint) => {
    let low = 0
    let high = count - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const group = at + 16 + middle * 12
      if (codePoint < view.getUint32(group)) high = middle - 1
      else if (codePoint > view.getUint32(group + 4)) low = middle + 1
      else return view.getUint32(group + 8) + codePoint - view.getUint32(group) !== 0
    }
    return false
  }
}
