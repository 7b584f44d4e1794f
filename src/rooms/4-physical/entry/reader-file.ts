import { parseDate } from '#ground/clock/wareki.ts'
import type { Sheet } from '#ground/paper/sheet.ts'
import { fold } from '#ground/words/fold.ts'
import type { Direction, ReaderColumns } from './tables.ts'

/** One line of a reader's file. */
export type Read = {
  readonly line: number
  /** Instant, ISO 8601 UTC, to the second. */
  readonly at: string
  readonly card: string
  readonly direction: Direction
  readonly name: string | null
}

export type ReadFault = {
  readonly line: number
  readonly column: string
  readonly message: string
  readonly value: string
}

export type GuessedColumns = { readonly [K in keyof ReaderColumns]: string | null }

const likely: Readonly<Record<keyof ReaderColumns, readonly string[]>> = {
  at: ['日時', '時刻', '通過日時', '発生日時', '日付'],
  card: ['カード番号', 'カードID', 'カード', '職員番号', 'ID'],
  direction: ['入退', '入退室', '方向', '区分', '入・退'],
  name: ['氏名', '名前', '利用者名'],
}

/** Which heading probably holds what: the same word, else one that contains it. */
export function guessColumns(header: readonly string[]): GuessedColumns {
  const find = (words: readonly string[]): string | null => {
    const folded = header.map((heading) => ({ heading, key: fold(heading) }))
    for (const word of words) {
      const same =
        folded.find(({ key }) => key === fold(word)) ?? folded.find(({ key }) => key.includes(fold(word)))
      if (same !== undefined) return same.heading
    }
    return null
  }
  return {
    at: find(likely.at),
    card: find(likely.card),
    direction: find(likely.direction),
    name: find(likely.name),
  }
}

const inWords: ReadonlySet<string> = new Set(['入', '入室', '入場', 'in', '1', '入館', 'entry'].map(fold))
const outWords: ReadonlySet<string> = new Set(
  ['退', '出', '退室', '退場', 'out', '2', '0', '退館', 'exit'].map(fold),
)

/** Reads a sheet by its columns. A line that cannot be read is a fault, the others stay. `now` is an instant. Pure. */
export function readPassings(
  sheet: Sheet,
  columns: ReaderColumns,
  now: string,
): { readonly lines: readonly Read[]; readonly faults: readonly ReadFault[] } {
  const places = new Map(sheet.header.map((heading, index) => [heading, index]))
  const lines: Read[] = []
  const faults: ReadFault[] = sheet.problems.map(({ line, at, message, value }) => ({
    line,
    column: at ?? '',
    message,
    value: value ?? '',
  }))
  for (const row of sheet.rows) {
    const cell = (heading: string | null): string =>
      heading === null ? '' : (row.cells[places.get(heading) ?? -1] ?? '').trim()
    const fault = (column: string, message: string): void =>
      void faults.push({ line: row.line, column, message, value: cell(column).slice(0, 100) })
    const at = instantOf(cell(columns.at))
    const card = cell(columns.card)
    const way = fold(cell(columns.direction))
    const direction = inWords.has(way) ? 'in' : outWords.has(way) ? 'out' : null
    if (at === null) fault(columns.at, '日時として読めません。「2026/11/24 8:31:05」の形にしてください。')
    else if (at > now) fault(columns.at, 'まだ来ていない日時です。リーダーの時計を確かめてください。')
    else if (card === '') fault(columns.card, 'カード番号が空です。')
    else if (card.length > 60) fault(columns.card, 'カード番号は60文字までです。')
    else if (direction === null) fault(columns.direction, '入室か退室かが読めません。')
    else {
      const name = cell(columns.name).slice(0, 100)
      lines.push({ line: row.line, at, card, direction, name: name === '' ? null : name })
    }
  }
  return { lines, faults: faults.toSorted((a, b) => a.line - b.line) }
}

/** 「2026/11/24 8:31:05」「R8.11.24 8:31」 in Japan, as an instant; null for what is none. */
export function instantOf(text: string): string | null {
  const found = /^(?<date>\S+?)[\sT]+(?<h>\d{1,2}):(?<m>\d{2})(?::(?<s>\d{2})(?:\.\d+)?)?$/u.exec(
    text.normalize('NFKC').trim(),
  )?.groups
  if (found === undefined) return null
  const day = parseDate(found['date'] ?? '')
  const [hour, minute, second] = [Number(found['h']), Number(found['m']), Number(found['s'] ?? 0)]
  if (!day.ok || hour > 23 || minute > 59 || second > 59) return null
  const two = (figure: number) => String(figure).padStart(2, '0')
  return new Date(`${day.date}T${two(hour)}:${two(minute)}:${two(second)}+09:00`).toISOString()
}
