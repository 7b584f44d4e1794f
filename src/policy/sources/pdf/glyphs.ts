/** One printed character: where it stands on the upright page, from the top left corner, in points. */
export type Glyph = {
  readonly text: string
  /** Where it begins along the line. */
  readonly x: number
  /** Where its line stands (the baseline, or the middle of a vertical line), growing with the order of the lines. */
  readonly y: number
  readonly width: number
  readonly size: number
  /** Marked by the maker of the file as no part of the text: running heads, page numbers. */
  readonly artifact: boolean
}

/** A straight printed line, along or across the lines of text. */
export type Rule = {
  readonly across: boolean
  /** Place on the other axis. */
  readonly at: number
  readonly from: number
  readonly to: number
}

/** A page turned so that its lines run from left to right, one below the other. */
export type Page = {
  readonly width: number
  readonly height: number
  readonly glyphs: readonly Glyph[]
  readonly rules: readonly Rule[]
  /** Characters that run in another direction: stamps, notes at the edge. */
  readonly others: readonly Glyph[]
}

/** What a page draws, as far as reading needs it: in points from the top left corner, directions as drawn. */
export type Drawn = {
  readonly width: number
  readonly height: number
  readonly glyphs: readonly DrawnGlyph[]
  readonly rules: readonly {
    readonly x1: number
    readonly y1: number
    readonly x2: number
    readonly y2: number
  }[]
}
export type Direction = 'right' | 'down' | 'left' | 'up' | 'slanted'
export type DrawnGlyph = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  readonly direction: Direction
  readonly artifact: boolean
}

/** Turns a page by the direction in which most of it is written: vertical writing, tables printed sideways. */
export function upright(printed: Drawn): Page {
  const drawn = standsInColumns(printed.glyphs)
    ? { ...printed, glyphs: printed.glyphs.map(asColumn) }
    : printed
  const counts = new Map<Direction, number>()
  for (const g of drawn.glyphs) {
    if (/\S/.test(g.text)) counts.set(g.direction, (counts.get(g.direction) ?? 0) + 1)
  }
  const main = [...counts].filter(([d]) => d !== 'slanted').toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'right'
  const { width, height } = drawn
  const turn = (x: number, y: number, direction: Direction): readonly [number, number] => {
    switch (direction) {
      case 'down':
        return [y, width - x]
      case 'up':
        return [height - y, x]
      case 'left':
        return [width - x, height - y]
      default:
        return [x, y]
    }
  }
  const place = (g: DrawnGlyph, direction: Direction): Glyph => {
    const [x, y] = turn(g.x, g.y, direction)
    return { text: g.text, x, y, width: g.width, size: g.size, artifact: g.artifact }
  }
  const sideways = main === 'down' || main === 'up'
  return {
    width: sideways ? height : width,
    height: sideways ? width : height,
    glyphs: drawn.glyphs.filter((g) => g.direction === main).map((g) => place(g, main)),
    others: drawn.glyphs.filter((g) => g.direction !== main).map((g) => place(g, g.direction)),
    rules: drawn.rules.flatMap((r) => ruleOf(turn(r.x1, r.y1, main), turn(r.x2, r.y2, main))),
  }
}

/**
 * Whether characters drawn one by one, each as if its line ran to the right, really stand one below the other: some
 * programs print vertical writing so.
 */
function standsInColumns(glyphs: readonly DrawnGlyph[]): boolean {
  let below = 0
  let beside = 0
  for (const [i, glyph] of glyphs.entries()) {
    const next = glyphs[i + 1]
    if (next === undefined || glyph.direction !== 'right' || next.direction !== 'right') continue
    const [dx, dy] = [(next.x - glyph.x) / glyph.size, (next.y - glyph.y) / glyph.size]
    if (Math.abs(dx) < 0.6 && dy > 0.7 && dy < 1.6) below += 1
    else if (Math.abs(dy) < 0.3 && dx > 0.2) beside += 1
  }
  return below > 20 && below > beside * 2
}

/** A character of vertical writing: it begins at its top, on the middle of its column. */
const asColumn = (g: DrawnGlyph): DrawnGlyph =>
  g.direction === 'right'
    ? { ...g, x: g.x + g.width / 2, y: g.y - g.size * 0.85, width: g.size, direction: 'down' }
    : g

function ruleOf([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): Rule[] {
  if (Math.abs(y1 - y2) < 1.5 && Math.abs(x1 - x2) >= 4) {
    return [{ across: true, at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) }]
  }
  if (Math.abs(x1 - x2) < 1.5 && Math.abs(y1 - y2) >= 4) {
    return [{ across: false, at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) }]
  }
  return []
}
