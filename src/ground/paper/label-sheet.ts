import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create } from 'qrcode'
import { code128, fitsCode128 } from './code128.ts'
import { renderPdf } from './pdf.ts'

/** Label sheets as they are sold, in millimetres. */
export const labelLayouts = {
  '24': { columns: 3, rows: 8, width: 70, height: 33.9, left: 0, top: 12.9 },
  '44': { columns: 4, rows: 11, width: 48.3, height: 25.4, left: 8.4, top: 8.8 },
} as const
export type LabelSheet = keyof typeof labelLayouts

export type Label = {
  /** What is read by the reader and by people. */
  readonly number: string
  readonly name: string
  readonly unit: string
  readonly note: string
}

/** What is drawn: bars and gaps in turn from the left, or dots of a square, row by row. */
export type DrawnCode =
  | { readonly kind: 'bars'; readonly widths: readonly number[]; readonly modules: number }
  | { readonly kind: 'square'; readonly size: number; readonly dots: readonly (readonly [number, number])[] }

// Thinner bars are not read by the usual readers; ten modules on each side stay white.
const thinnest = 0.19
const quiet = 20

/** The code of a number: bars where they were asked for, can be written and are wide enough, else a square. Pure. */
export function drawCode(number: string, wanted: 'bars' | 'square', widthMm: number): DrawnCode {
  if (wanted === 'bars' && fitsCode128(number)) {
    const widths = code128(number)
    const modules = widths.reduce((sum, width) => sum + width, 0)
    if (widthMm / (modules + quiet) >= thinnest) return { kind: 'bars', widths, modules }
  }
  const { size, data } = create(number, { errorCorrectionLevel: 'M' }).modules
  const dots: [number, number][] = []
  for (let at = 0; at < size * size; at++) if (data[at]) dots.push([at % size, Math.floor(at / size)])
  return { kind: 'square', size, dots }
}

const template = readFileSync(join(import.meta.dirname, 'label-sheet.typ'), 'utf8')

/** Where things stand on a label, in millimetres from its upper left corner. */
function places(sheet: LabelSheet, code: DrawnCode) {
  const { width, height } = labelLayouts[sheet]
  const pad = sheet === '44' ? 2 : 3
  if (code.kind === 'bars') {
    const barHeight = sheet === '44' ? 6.5 : 10
    const top = height - pad - 4.6 - barHeight
    return { pad, code: { x: pad, y: top, width: width - 2 * pad, height: barHeight }, words: pad }
  }
  const side = height - 2 * pad
  return { pad, code: { x: pad, y: pad, width: side, height: side }, words: pad + side + 1.5 }
}

/** The outline of a code in a box, as one path of rectangles. */
function outline(code: DrawnCode, box: { x: number; y: number; width: number; height: number }): string {
  const short = (value: number): string => value.toFixed(3)
  const rectangle = (x: number, y: number, width: number, height: number): string =>
    `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`
  if (code.kind === 'bars') {
    const unit = box.width / (code.modules + quiet)
    let x = box.x + (quiet / 2) * unit
    return code.widths
      .map((width, at) => {
        const left = x
        x += width * unit
        return at % 2 === 0 ? rectangle(left, box.y, width * unit, box.height) : ''
      })
      .join('')
  }
  const unit = box.width / (code.size + 8)
  return code.dots
    .map(([column, row]) => rectangle(box.x + (column + 4) * unit, box.y + (row + 4) * unit, unit, unit))
    .join('')
}

/** Labels on A4 label sheets as PDF; the first `skip` places of the first sheet stay empty. */
export async function renderLabels(
  labels: readonly Label[],
  options: {
    readonly sheet: LabelSheet
    readonly code: 'bars' | 'square'
    readonly skip: number
    readonly owner: string
    readonly at: string
  },
): Promise<Uint8Array> {
  const layout = labelLayouts[options.sheet]
  const perPage = layout.columns * layout.rows
  const skip = options.skip % perPage
  const pages: { labels: object[]; outlines: string[] }[] = []
  for (const [index, label] of labels.entries()) {
    const at = index + skip
    const page = (pages[Math.floor(at / perPage)] ??= { labels: [], outlines: [] })
    const left = layout.left + (at % layout.columns) * layout.width
    const top = layout.top + Math.floor((at % perPage) / layout.columns) * layout.height
    const code = drawCode(label.number, options.code, layout.width - 6)
    const on = places(options.sheet, code)
    page.outlines.push(outline(code, { ...on.code, x: left + on.code.x, y: top + on.code.y }))
    page.labels.push({
      ...label,
      kind: code.kind,
      left,
      top,
      pad: on.pad,
      words: on.words,
      bottom: on.code.y,
    })
  }
  const data = {
    ...layout,
    owner: options.owner,
    // All codes of a page are one picture: a page of labels is drawn in a moment.
    pages: pages.map((page) => ({
      labels: page.labels,
      codes: `<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297"><path d="${page.outlines.join('')}"/></svg>`,
    })),
  }
  return renderPdf(template, data, { at: options.at })
}
