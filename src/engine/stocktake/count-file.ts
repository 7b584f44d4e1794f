import type { z } from 'zod'
import { readSheetFile } from '#engine/register/sheet-file.ts'
import { numberHeading } from '#engine/register/sheet.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { fold } from '#ground/words/fold.ts'
import { scanResults } from './contract.ts'
import type { countFile } from './contract-sheet.ts'
import type { StocktakePorts } from './ports.ts'
import { takeNumbers } from './scan.ts'
import { demandCounting } from './who-may.ts'

const mostNumbers = 20_000
const mostRemarks = 200

/** Counts what a list of numbers names: the column 管理番号, or the only column there is. */
export async function takeFile(
  act: Act,
  input: z.output<typeof countFile.input>,
  ports: StocktakePorts,
): Promise<z.input<typeof countFile.output>> {
  const { campaign, definition, sheet } = await demandCounting(act, input, ports)
  const read = await readSheetFile(Buffer.from(input.content, 'base64'))
  const [fault] = read.problems
  if (fault !== undefined)
    refuse('invalid', `読めない行があります。${fault.message}`, {
      problems: read.problems.slice(0, 20).map(({ line, message }) => ({ at: `${line}行`, message })),
    })
  // The first row is a heading only when it says so.
  const numbers = numbersIn([{ line: 1, cells: read.header }, ...read.rows])
  if (numbers.length === 0) {
    refuse(
      'invalid',
      '管理番号がひとつも読み取れません。「管理番号」の欄か、番号だけの一列にしてください。',
      {
        problems: [{ at: 'content', message: '番号がありません。' }],
      },
    )
  }
  if (numbers.length > mostNumbers) {
    refuse(
      'too-large',
      `一度に読めるのは${mostNumbers.toLocaleString('ja-JP')}件までです。ファイルを分けてください。`,
    )
  }
  const batch = newId()
  const taken = await takeNumbers(
    act,
    { campaign, definition, sheet, way: 'file' },
    numbers.map(({ number, row }) => ({ mark: `${batch}-${row}`, number })),
  )
  const rowOf = new Map(numbers.map(({ row }) => [`${batch}-${row}`, row]))
  const remarks = taken.results
    .filter(({ result }) => result !== 'counted')
    .map(({ mark, number, result, message }) => ({ row: rowOf.get(mark) ?? 0, number, result, message }))
  act.recorder.describe({
    act: '棚卸の一覧の読込み',
    subject: { kind: 'stocktake', id: campaign.stocktake_id, label: `${definition.name} ${campaign.title}` },
    note: `${input.fileName} ${numbers.length}件`.slice(0, 200),
  })
  return {
    read: numbers.length,
    results: scanResults.map((result) => ({
      result,
      count: taken.results.filter((each) => each.result === result).length,
    })),
    remarks: remarks.slice(0, mostRemarks),
    moreRemarks: Math.max(0, remarks.length - mostRemarks),
    tally: taken.tally,
  }
}

/**
 * Numbers of a table with the row they stand in, empty cells left out. With a heading 管理番号 that column, without one
 * the only column; a table of several columns without that heading is refused. Pure.
 */
export function numbersIn(
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
): { number: string; row: number }[] {
  const at = (rows[0]?.cells ?? []).findIndex((cell) => fold(cell) === fold(numberHeading))
  const widest = Math.max(0, ...rows.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length))
  if (at === -1 && widest > 1) {
    refuse(
      'invalid',
      `「${numberHeading}」の欄が見つかりません。1行目に「${numberHeading}」の見出しを置いてください。`,
      {
        problems: [{ at: '1行', message: `「${numberHeading}」の見出しがありません。` }],
      },
    )
  }
  return rows
    .slice(at === -1 ? 0 : 1)
    .map(({ cells, line }) => ({
      number: (at === -1 ? cells.find((cell) => cell.trim() !== '') : cells[at])?.trim() ?? '',
      row: line,
    }))
    .filter(({ number }) => number !== '')
    .map((each) => {
      if (Array.from(each.number).length <= 100) return each
      return refuse('invalid', `${each.row}行の番号が長すぎます。管理番号だけの列にしてください。`, {
        problems: [{ at: `${each.row}行`, message: '100文字までです。' }],
      })
    })
}
