import type { Glyph } from './glyphs.ts'

/** Characters that stand together on one line of print. */
export type Stretch = {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly artifact: boolean
}

/** A gap of so many characters parts two stretches of one line: columns, cells. */
const APART = 1.6
/** A gap of so many characters between 漢字 or かな is a blank; less is spacing. */
const BLANK = 0.7
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]/

/** Characters without those that are printed twice over each other, which is how some programs make bold type. */
export function withoutDoubles(glyphs: readonly Glyph[]): Glyph[] {
  const seen = new Map<string, Glyph[]>()
  const out: Glyph[] = []
  for (const glyph of glyphs) {
    const near = glyph.size * 0.25
    const key = `${glyph.text}/${Math.round(glyph.y / 8)}`
    const keys = [
      key,
      `${glyph.text}/${Math.round(glyph.y / 8) - 1}`,
      `${glyph.text}/${Math.round(glyph.y / 8) + 1}`,
    ]
    const double =
      /\S/.test(glyph.text) &&
      keys.some((k) =>
        (seen.get(k) ?? [])
          .slice(-60)
          .some((g) => Math.abs(g.x - glyph.x) < near && Math.abs(g.y - glyph.y) < near),
      )
    if (double) continue
    const same = seen.get(key)
    if (same === undefined) seen.set(key, [glyph])
    else same.push(glyph)
    out.push(glyph)
  }
  return out
}

/** The lines of print, from the top: characters on one baseline, in order. */
export function baselines(glyphs: readonly Glyph[]): Glyph[][] {
  const sorted = glyphs.filter((g) => g.size > 0).toSorted((a, b) => a.y - b.y)
  const lines: { y: number; size: number; glyphs: Glyph[] }[] = []
  for (const glyph of sorted) {
    // Readings and raised characters make lines between the lines: the right one is among the last few.
    const line = lines
      .slice(-6)
      .findLast((l) => Math.abs(l.y - glyph.y) <= Math.min(l.size, glyph.size) * 0.3)
    if (line === undefined) lines.push({ y: glyph.y, size: glyph.size, glyphs: [glyph] })
    else {
      line.glyphs.push(glyph)
      line.size = Math.max(line.size, glyph.size)
    }
  }
  return lines.map((l) => l.glyphs.toSorted((a, b) => a.x - b.x))
}

/** Parts a line where a wide gap is, and writes each part as it is read. */
export function stretchesOf(line: readonly Glyph[], apart = APART): Stretch[] {
  const out: Stretch[] = []
  let part: Glyph[] = []
  const finish = (): void => {
    const stretch = stretchOf(part)
    if (stretch !== null) out.push(stretch)
    part = []
  }
  for (const glyph of line) {
    if (!/\S/.test(glyph.text)) continue
    const last = part.at(-1)
    if (last !== undefined && glyph.x - (last.x + last.width) > apart * Math.max(last.size, glyph.size))
      finish()
    part.push(glyph)
  }
  finish()
  return out
}

/** The words of characters that stand on one line, in order, with blanks where there is room for one. */
export function stretchOf(glyphs: readonly Glyph[]): Stretch | null {
  const [first] = glyphs
  if (first === undefined) return null
  let text = ''
  let last: Glyph | undefined
  for (const glyph of glyphs) {
    if (!/\S/.test(glyph.text)) continue
    if (last !== undefined) {
      const gap = (glyph.x - (last.x + last.width)) / Math.max(last.size, glyph.size)
      // Word and others put a quarter of a character between 漢字 and digits: that is no blank.
      const wide = WIDE.test(last.text) || WIDE.test(glyph.text)
      if (gap > BLANK) text += wide ? '　' : ' '
      else if (!wide && gap > 0.18) text += ' '
    }
    text += glyph.text
    last = glyph
  }
  const shown = printedWords(text)
  if (shown.trim() === '' || last === undefined) return null
  return {
    text: shown,
    left: first.x,
    right: last.x + last.width,
    y: first.y,
    size: median(glyphs.map((g) => g.size)),
    artifact: glyphs.every((g) => g.artifact || !/\S/.test(g.text)),
  }
}

/** Radicals that stand for the 漢字 they look like: fonts give one shape two codes, and some programs name the wrong one. */
const RADICALS = new Map(
  [
    ...'⺟母⺠民⺩王⺫目⺭示⺯糸⻁虎⻄西⻆角⻉貝⻋車⻑長⻓长⻔門⻘青⻝食⻟食⻣骨⻤鬼⻥魚⻦鳥⻨麦⻩黄⻭歯⻯竜⻲亀',
  ].flatMap((c, i, all): [string, string][] => (i % 2 === 0 ? [[c, all[i + 1] ?? c]] : [])),
)

export const printedWords = (text: string): string =>
  text
    .replace(/[\u2f00-\u2fd5]/g, (c) => c.normalize('NFKC'))
    .replace(/[\u2e80-\u2eff]/g, (c) => RADICALS.get(c) ?? c)

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/**
 * Takes readings (ふりがな) away: small かな right above larger characters.
 * Answers what is left and how many readings there were.
 */
export function withoutReadings(lines: readonly Glyph[][]): { lines: Glyph[][]; readings: number } {
  let readings = 0
  const left = lines.flatMap((line, i) => {
    const size = median(line.map((g) => g.size))
    const [first, last] = [line[0], line.at(-1)]
    if (first === undefined || last === undefined || !line.every((g) => /[\u3040-\u30ff\s]/.test(g.text)))
      return [line]
    const below = lines.slice(i + 1, i + 4).some((other) => {
      const large = median(other.map((g) => g.size))
      const [start, end] = [other[0], other.at(-1)]
      if (start === undefined || end === undefined || size > large * 0.62) return false
      const distance = start.y - first.y
      return (
        distance > 0 &&
        distance < large * 1.7 &&
        first.x >= start.x - large &&
        last.x + last.width <= end.x + end.width + large
      )
    })
    if (!below) return [line]
    readings += 1
    return []
  })
  return { lines: left, readings }
}
