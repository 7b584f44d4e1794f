import { median, type Stretch } from './print-lines.ts'

/** Lines that a column needs to be one. */
const ENOUGH = 8

/**
 * Where the gap between two columns of text is, or null for a page of one column. Both sides must be full of lines as
 * wide as the column; the columns of a table are not.
 */
export function gutterOf(lines: readonly (readonly Stretch[])[], width: number): number | null {
  const all = lines.flat()
  if (all.length < 2 * ENOUGH) return null
  const left = Math.min(...all.map((s) => s.left))
  const right = Math.max(...all.map((s) => s.right))
  const size = median(all.map((s) => s.size))
  let best: { x: number; crossing: number } | null = null
  for (let x = left + (right - left) * 0.4; x <= left + (right - left) * 0.6; x += 2) {
    const crossing = all.filter((s) => s.left < x && s.right > x).length
    if (best === null || crossing < best.crossing) best = { x, crossing }
  }
  if (best === null || best.crossing > Math.max(3, all.length * 0.12)) return null
  const gutter = best.x
  const before = all.filter((s) => s.right <= gutter)
  const after = all.filter((s) => s.left >= gutter)
  if (before.length < ENOUGH || after.length < ENOUGH) return null
  const start = Math.max(...before.map((s) => s.right))
  const end = Math.min(...after.map((s) => s.left))
  if (end - start < size * 0.8) return null
  const full = (side: readonly Stretch[], from: number, to: number): boolean =>
    side.filter((s) => s.right - s.left > (to - from) * 0.8).length >= side.length * 0.4
  const wide = right - left > width * 0.5
  return wide && full(before, left, start) && full(after, end, right) ? (start + end) / 2 : null
}
