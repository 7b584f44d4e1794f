import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Direction, Drawn, DrawnGlyph } from './glyphs.ts'

/** A matrix of PDF: x' = a·x + c·y + e, y' = b·x + d·y + f. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]
type Font = { readonly vertical: boolean; readonly scale: number }

/** What pdf.js hands over for a page: operators and their arguments, of which nothing is taken for granted. */
export type Operators = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }

type State = {
  ctm: Matrix
  font: Font
  fontSize: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]
/** More than this on one page is no text. */
const MOST_GLYPHS = 200_000
const MOST_RULES = 20_000

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]
const apply = (m: Matrix, x: number, y: number): readonly [number, number] => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
]

/**
 * Follows what a page draws, as a painter would, and notes where each character and each straight line comes to stand.
 * (pdf.js' own list of texts joins what stands near, also across the cells of a table; the places of single characters
 * are not in it.)
 */
export function drawnOn(
  operators: Operators,
  page: { readonly width: number; readonly height: number; readonly transform: readonly number[] },
  fontOf: (name: string) => Font,
): Drawn {
  const glyphs: DrawnGlyph[] = []
  const rules: { x1: number; y1: number; x2: number; y2: number }[] = []
  const view = matrixOf(page.transform) ?? IDENTITY
  let state: State = {
    ctm: IDENTITY,
    font: { vertical: false, scale: 0.001 },
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    leading: 0,
    rise: 0,
  }
  const saved: State[] = []
  let text = IDENTITY
  let x = 0
  let y = 0
  let lineX = 0
  let lineY = 0
  let artifacts = 0
  const marks: boolean[] = []

  const moveText = (dx: number, dy: number): void => {
    lineX += dx
    lineY += dy
    x = lineX
    y = lineY
  }
  const show = (shown: unknown): void => {
    if (!Array.isArray(shown) || glyphs.length > MOST_GLYPHS) return
    const direct = state.fontSize < 0 ? -1 : 1
    const size = Math.abs(state.fontSize)
    const advance = size * state.font.scale
    const matrix = times(view, times(state.ctm, text))
    let at = 0
    for (const item of shown) {
      if (typeof item === 'number') {
        at += ((state.font.vertical ? 1 : -1) * item * size) / 1000
        continue
      }
      const glyph = glyphOf(item)
      if (glyph === null) continue
      const spacing = ((glyph.space ? state.wordSpacing : 0) + state.charSpacing) * direct
      const long = state.font.vertical ? (glyph.down ?? glyph.width) * advance : glyph.width * advance
      const begin = state.font.vertical
        ? apply(matrix, x, y + state.rise - at)
        : apply(matrix, x + at * state.scale * direct, y + state.rise)
      const end = state.font.vertical
        ? apply(matrix, x, y + state.rise - at - long)
        : apply(matrix, x + (at + long) * state.scale * direct, y + state.rise)
      const ahead = state.font.vertical
        ? ([-matrix[2], -matrix[3]] as const)
        : ([matrix[0] * direct, matrix[1] * direct] as const)
      const across = state.font.vertical ? Math.hypot(matrix[0], matrix[1]) : Math.hypot(matrix[2], matrix[3])
      glyphs.push({
        text: glyph.text,
        x: begin[0],
        y: begin[1],
        width: Math.hypot(end[0] - begin[0], end[1] - begin[1]),
        size: size * across,
        direction: directionOf(ahead),
        artifact: artifacts > 0,
      })
      at += state.font.vertical ? long - spacing : long + spacing
    }
    if (state.font.vertical) y -= at
    else x += at * state.scale * direct
  }

  for (const [i, operator] of operators.fnArray.entries()) {
    const args = operators.argsArray[i]
    const list: readonly unknown[] = Array.isArray(args) ? args : []
    const n = (at: number): number => numberAt(list, at)
    switch (operator) {
      case OPS.save:
        if (saved.length < 1000) saved.push(state)
        break
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        state = saved.pop() ?? state
        break
      case OPS.paintFormXObjectBegin:
        if (saved.length < 1000) saved.push(state)
        state = { ...state, ctm: times(state.ctm, matrixOf(list[0]) ?? IDENTITY) }
        break
      case OPS.transform:
        state = { ...state, ctm: times(state.ctm, matrixOf(list) ?? IDENTITY) }
        break
      case OPS.beginText:
        text = IDENTITY
        x = y = lineX = lineY = 0
        break
      case OPS.setTextMatrix:
        text = matrixOf(list[0]) ?? matrixOf(list) ?? IDENTITY
        x = y = lineX = lineY = 0
        break
      case OPS.moveText:
        moveText(n(0), n(1))
        break
      case OPS.setLeadingMoveText:
        state = { ...state, leading: -n(1) }
        moveText(n(0), n(1))
        break
      case OPS.setLeading:
        state = { ...state, leading: n(0) }
        break
      case OPS.nextLine:
        moveText(0, -state.leading)
        break
      case OPS.setFont:
        state = { ...state, font: fontOf(String(list[0])), fontSize: n(1) }
        break
      case OPS.setCharSpacing:
        state = { ...state, charSpacing: n(0) }
        break
      case OPS.setWordSpacing:
        state = { ...state, wordSpacing: n(0) }
        break
      case OPS.setHScale:
        state = { ...state, scale: n(0) / 100 }
        break
      case OPS.setTextRise:
        state = { ...state, rise: n(0) }
        break
      case OPS.showText:
      case OPS.showSpacedText:
        show(list[0])
        break
      case OPS.nextLineShowText:
        moveText(0, -state.leading)
        show(list[0])
        break
      case OPS.nextLineSetSpacingShowText:
        state = { ...state, wordSpacing: n(0), charSpacing: n(1) }
        moveText(0, -state.leading)
        show(list[2])
        break
      case OPS.beginMarkedContent:
      case OPS.beginMarkedContentProps: {
        const artifact = list[0] === 'Artifact'
        marks.push(artifact)
        if (artifact) artifacts += 1
        break
      }
      case OPS.endMarkedContent:
        if (marks.pop() === true) artifacts -= 1
        break
      case OPS.constructPath:
        if (rules.length < MOST_RULES) takeRules(list, times(view, state.ctm), rules)
        break
      default:
    }
  }
  return { width: page.width, height: page.height, glyphs, rules }
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array

function numberAt(list: ArrayLike<unknown>, at: number): number {
  const value = list[at]
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function matrixOf(value: unknown): Matrix | null {
  if (!isList(value) || value.length < 6 || typeof value[0] !== 'number') return null
  const n = (at: number): number => numberAt(value, at)
  return [n(0), n(1), n(2), n(3), n(4), n(5)]
}

type ShownGlyph = { text: string; width: number; down: number | null; space: boolean }

function glyphOf(item: unknown): ShownGlyph | null {
  if (typeof item !== 'object' || item === null || !('unicode' in item) || typeof item.unicode !== 'string')
    return null
  const width = 'width' in item && typeof item.width === 'number' ? item.width : 0
  const vertical = 'vmetric' in item && isList(item.vmetric) ? -numberAt(item.vmetric, 0) : null
  return {
    text: item.unicode,
    width,
    down: vertical,
    space: 'isSpace' in item && item.isSpace === true,
  }
}

/** Within six degrees of the axes; anything else is slanted. */
function directionOf([dx, dy]: readonly [number, number]): Direction {
  const long = Math.hypot(dx, dy)
  if (long === 0) return 'right'
  if (Math.abs(dy) < long * 0.1) return dx > 0 ? 'right' : 'left'
  if (Math.abs(dx) < long * 0.1) return dy > 0 ? 'down' : 'up'
  return 'slanted'
}

const STROKES = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
const FILLS = new Set<number>([OPS.fill, OPS.eoFill])
/** Rectangles thinner than this are lines. */
const THIN = 2.5

/** The straight lines of a path: the strokes along an axis, and filled rectangles that are thin enough to be one. */
function takeRules(
  args: readonly unknown[],
  matrix: Matrix,
  rules: { x1: number; y1: number; x2: number; y2: number }[],
): void {
  const stroked = typeof args[0] === 'number' && STROKES.has(args[0])
  if (!stroked && !(typeof args[0] === 'number' && FILLS.has(args[0]))) return
  const path: unknown = Array.isArray(args[1]) ? args[1][0] : args[1]
  if (!isList(path)) return
  let points: (readonly [number, number])[] = []
  const finish = (closed: boolean): void => {
    if (stroked) {
      for (let i = 1; i < points.length + (closed ? 1 : 0); i += 1) {
        const [x1, y1] = points[i - 1] ?? [0, 0]
        const [x2, y2] = points[i % points.length] ?? [0, 0]
        rules.push({ x1, y1, x2, y2 })
      }
    } else if (points.length >= 4) {
      const xs = points.map((p) => p[0])
      const ys = points.map((p) => p[1])
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
      if (bottom - top < THIN)
        rules.push({ x1: left, y1: (top + bottom) / 2, x2: right, y2: (top + bottom) / 2 })
      else if (right - left < THIN)
        rules.push({ x1: (left + right) / 2, y1: top, x2: (left + right) / 2, y2: bottom })
    }
    points = []
  }
  let i = 0
  while (i < path.length && rules.length < MOST_RULES) {
    const step = numberAt(path, i)
    if (step === 0) {
      finish(false)
      points.push(apply(matrix, numberAt(path, i + 1), numberAt(path, i + 2)))
      i += 3
    } else if (step === 1) {
      if (points.length < 100) points.push(apply(matrix, numberAt(path, i + 1), numberAt(path, i + 2)))
      i += 3
    } else if (step === 4) {
      finish(true)
      i += 1
    } else {
      // A curve: no line.
      points = []
      i += step === 2 ? 7 : 5
    }
  }
  finish(false)
}
