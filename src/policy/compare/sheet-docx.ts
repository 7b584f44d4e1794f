import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  UnderlineType,
  VerticalAlign,
  WidthType,
} from 'docx'
import { sheetWords, type Cell, type Run, type Sheet } from './sheet-lines.ts'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Every Windows of an office has it; elsewhere Word takes its own for Japanese. */
const FONT = { ascii: 'ＭＳ 明朝', eastAsia: 'ＭＳ 明朝', hAnsi: 'ＭＳ 明朝', hint: 'eastAsia' } as const
/** Half points. */
const SIZE = 20
/** A4 and its margins in twentieths of a point. */
const page = { long: 16838, short: 11906, margin: 1021 } as const
/** Widths of 改正後, 改正前, 備考; together what the margins leave. */
const columns = [6400, 6400, 1996] as const
/** One character to the right. */
const STEP = 200

/** The 新旧対照表 as a Word file: A4 landscape, 改正後 on the left, changes underlined, the head on every page. */
export async function sheetDocx(sheet: Sheet): Promise<Uint8Array> {
  const document = new Document({
    title: sheet.title,
    creator: 'Kijun',
    styles: { default: { document: { run: { font: FONT, size: SIZE } } } },
    sections: [
      {
        properties: {
          page: {
            // The library turns the sheet itself: it is given as if upright.
            size: { width: page.short, height: page.long, orientation: PageOrientation.LANDSCAPE },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 }),
                ],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 120 },
            children: [new TextRun({ text: sheet.title, bold: true, size: 28 })],
          }),
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            spacing: { after: 120 },
            children: [new TextRun({ text: '(下線の部分は改正部分)', size: 18 })],
          }),
          ...(sheet.lines.length === 0
            ? [new Paragraph({ children: [new TextRun(sheetWords.nothing)] })]
            : [tableOf(sheet)]),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function tableOf(sheet: Sheet): Table {
  return new Table({
    width: { size: columns[0] + columns[1] + columns[2], type: WidthType.DXA },
    columnWidths: [...columns],
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: [sheet.after, sheet.before, sheetWords.note].map((text, i) =>
          headCell(text, columns[i] ?? 0),
        ),
      }),
      ...sheet.lines.map(
        (line) =>
          new TableRow({
            children: [
              cell(line.after === null ? [new Paragraph('')] : paragraphs(line.after), columns[0]),
              cell(line.before === null ? [new Paragraph('')] : paragraphs(line.before), columns[1]),
              cell([new Paragraph({ children: [new TextRun({ text: line.note, size: 18 })] })], columns[2]),
            ],
          }),
      ),
    ],
  })
}

const headCell = (text: string, width: number) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    shading: { fill: 'E7E6E6' },
    verticalAlign: VerticalAlign.CENTER,
    children: [
      new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, bold: true })] }),
    ],
  })

const cell = (children: Paragraph[], width: number) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children,
  })

function paragraphs({ depth, label, heading, text }: Cell): Paragraph[] {
  const left = Math.min(depth, 8) * STEP
  const out: Paragraph[] = []
  if (heading.length > 0)
    out.push(
      new Paragraph({
        indent: { left },
        children: [...runs([label]), ...(label.text === '' ? [] : [new TextRun('　')]), ...runs(heading)],
      }),
    )
  if (text.length > 0 || heading.length === 0) {
    const numbered = heading.length === 0 && label.text !== ''
    out.push(
      new Paragraph({
        indent: numbered
          ? { left: left + STEP, hanging: STEP }
          : { left: left + (heading.length > 0 ? STEP : 0) },
        children: [...(numbered ? [...runs([label]), new TextRun('　')] : []), ...runs(text)],
      }),
    )
  }
  return out
}

/** Line breaks of the text stay line breaks. */
const runs = (list: readonly Run[]): TextRun[] =>
  list.flatMap(({ text, changed }) =>
    text.split('\n').map(
      (part, i) =>
        new TextRun({
          text: part,
          ...(i === 0 ? {} : { break: 1 }),
          ...(changed ? { underline: { type: UnderlineType.SINGLE } } : {}),
        }),
    ),
  )
