import type { Glyph, Rule } from './glyphs.ts'

/** A cell of a ruled table: its place by row and column, and how many of each it spans. */
export type GridCell = {
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
  readonly glyphs: Glyph[]
}
export type Grid = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Where its columns begin and end. */
  readonly xs: readonly number[]
  readonly cells: readonly GridCell[]
}

/** Lines nearer than this are one line. */
const NEAR = 3
const MOST_LINES = 400

/** The ruled tables of a page, each with the characters inside it; characters outside are left. */
export function gridsOf(rules: readonly Rule[], glyphs: readonly Glyph[]): { grids: Grid[]; rest: Glyph[] } {
  const grids = clusters(rules).flatMap((cluster) => gridOf(cluster) ?? [])
  // A frame around the whole page, or around another table, is no table.
  grids.sort((a, b) => (a.right - a.left) * (a.bottom - a.top) - (b.right - b.left) * (b.bottom - b.top))
  const rest: Glyph[] = []
  for (const glyph of glyphs) {
    const [x, y] = [glyph.x + glyph.width / 2, glyph.y - glyph.size * 0.35]
    const cell = grids.find((g) => x > g.left && x < g.right && y > g.top && y < g.bottom)?.cellAt(x, y)
    if (cell === undefined) rest.push(glyph)
    else cell.glyphs.push(glyph)
  }
  const filled = grids.filter((g) => g.cells.filter((c) => c.glyphs.length > 0).length >= 2)
  for (const grid of grids)
    if (!filled.includes(grid)) for (const cell of grid.cells) rest.push(...cell.glyphs)
  return { grids: filled, rest }
}

/** Rules that touch or cross each other, together. */
function clusters(rules: readonly Rule[]): Rule[][] {
  const across = joined(rules.filter((r) => r.across))
  const down = joined(rules.filter((r) => !r.across))
  if (across.length > MOST_LINES || down.length > MOST_LINES) return []
  const owner = new Map<Rule, Rule[]>()
  for (const rule of [...across, ...down]) owner.set(rule, [rule])
  for (const h of across) {
    for (const v of down) {
      const meet =
        v.at >= h.from - NEAR && v.at <= h.to + NEAR && h.at >= v.from - NEAR && h.at <= v.to + NEAR
      const [a, b] = [owner.get(h), owner.get(v)]
      if (!meet || a === undefined || b === undefined || a === b) continue
      a.push(...b)
      for (const rule of b) owner.set(rule, a)
    }
  }
  return [...new Set(owner.values())]
}

/** Pieces of one line, drawn cell by cell, as one. */
function joined(rules: readonly Rule[]): Rule[] {
  const sorted = rules.toSorted((a, b) => a.at - b.at || a.from - b.from)
  const groups: Rule[][] = []
  for (const rule of sorted) {
    const group = groups.at(-1)
    const first = group?.[0]
    if (group !== undefined && first !== undefined && rule.at - first.at < NEAR / 2) group.push(rule)
    else groups.push([rule])
  }
  return groups.flatMap((group) => {
    const out: { across: boolean; at: number; from: number; to: number }[] = []
    for (const rule of group.toSorted((a, b) => a.from - b.from)) {
      const last = out.at(-1)
      if (last !== undefined && rule.from <= last.to + NEAR) last.to = Math.max(last.to, rule.to)
      else out.push({ ...rule })
    }
    return out
  })
}

type Finder = Grid & { readonly cellAt: (x: number, y: number) => GridCell | undefined }

function gridOf(rules: readonly Rule[]): Finder | null {
  const across = rules.filter((r) => r.across)
  const down = rules.filter((r) => !r.across)
  if (across.length < 2 || down.length < 2) return openGrid(across, down)
  return cellsBetween(across, down)
}

/** Many tables have no lines at their sides: the ends of the lines across stand for them. */
function openGrid(across: readonly Rule[], down: readonly Rule[]): Finder | null {
  if (across.length < 2 || down.length === 0) return null
  const left = Math.min(...across.map((r) => r.from))
  const right = Math.max(...across.map((r) => r.to))
  const top = Math.min(...across.map((r) => r.at))
  const bottom = Math.max(...across.map((r) => r.at))
  const sides = [left, right].map((at): Rule => ({ across: false, at, from: top, to: bottom }))
  return cellsBetween(across, [...down, ...sides])
}

function cellsBetween(across: readonly Rule[], down: readonly Rule[]): Finder | null {
  const left = Math.min(...across.map((r) => r.from), ...down.map((r) => r.at))
  const right = Math.max(...across.map((r) => r.to), ...down.map((r) => r.at))
  const xs = places([left, ...down.map((r) => r.at), right])
  const ys = places(across.map((r) => r.at))
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  if (columns < 2 || rows < 1 || columns > 60) return null
  const walled = (x: number, from: number, to: number): boolean => {
    const middle = (from + to) / 2
    return down.some((r) => Math.abs(r.at - x) < NEAR && r.from <= middle && r.to >= middle)
  }
  const floored = (y: number, from: number, to: number): boolean => {
    const middle = (from + to) / 2
    return across.some((r) => Math.abs(r.at - y) < NEAR && r.from <= middle && r.to >= middle)
  }
  const owner: (GridCell | undefined)[][] = Array.from({ length: rows }, () => [])
  const cells: GridCell[] = []
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      if (owner[r]?.[c] !== undefined) continue
      let wide = 1
      while (c + wide < columns && !walled(xs[c + wide] ?? 0, ys[r] ?? 0, ys[r + 1] ?? 0)) wide += 1
      let high = 1
      while (r + high < rows && !floored(ys[r + high] ?? 0, xs[c] ?? 0, xs[c + 1] ?? 0)) high += 1
      const cell: GridCell = { row: r, column: c, rows: high, columns: wide, glyphs: [] }
      cells.push(cell)
      for (let i = 0; i < high; i += 1) {
        const row = owner[r + i]
        for (let j = 0; j < wide; j += 1) if (row !== undefined) row[c + j] ??= cell
      }
    }
  }
  return {
    left: xs[0] ?? 0,
    right: xs[columns] ?? 0,
    top: ys[0] ?? 0,
    bottom: ys[rows] ?? 0,
    xs,
    cells,
    cellAt: (x, y) => owner[bandOf(ys, y)]?.[bandOf(xs, x)],
  }
}

function bandOf(edges: readonly number[], at: number): number {
  let band = 0
  while (band + 2 < edges.length && at >= (edges[band + 1] ?? 0)) band += 1
  return band
}

function places(all: readonly number[]): number[] {
  const out: number[] = []
  for (const at of all.toSorted((a, b) => a - b))
    if (out.length === 0 || at - (out.at(-1) ?? 0) > NEAR) out.push(at)
  return out
}
