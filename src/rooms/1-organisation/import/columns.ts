import { type ParsedDate, parseDate } from '#ground/clock/calendar.ts'
import { cellReader, type Sheet, type SheetProblem, type SheetRow } from '#ground/paper/sheet.ts'
import { fold } from '#ground/words/fold.ts'
import { countCharacters, normaliseText, unusualCharacters } from '#ground/words/text.ts'

/** A column the import understands: its name in our messages, and the headings it goes by. */
export type Column = {
  readonly label: string
  readonly headings: readonly string[]
  readonly required?: true
}

export type Headings<Key extends string> = {
  readonly columns: readonly { heading: string; readAs: string | null }[]
  readonly problems: readonly SheetProblem[]
  has(key: Key): boolean
  reader(row: SheetRow): RowReader<Key>
}

/** Reads one row; what is wrong with it is collected, so that a row names all its faults at once. */
export type RowReader<Key extends string> = {
  readonly line: number
  readonly problems: SheetProblem[]
  readonly warnings: SheetProblem[]
  /** The text of the cell, '' when the column is missing or empty. */
  text(key: Key, rule: { max: number; required?: boolean }): string
  /** The date of the cell, null when empty. 9999 and the like mean "until further notice": also null. */
  date(key: Key): string | null
  /** ○, 1, はい … ; undefined when there is no such column. */
  flag(key: Key): boolean | undefined
  wrong(key: Key, message: string, value?: string): void
  /** Worth a look; the row is taken all the same. */
  note(key: Key, message: string, value?: string): void
}

/** Finds the columns by their headings, in any width and under any accepted name. */
export function findColumns<Key extends string>(
  sheet: Sheet,
  known: Readonly<Record<Key, Column>>,
): Headings<Key> {
  const keys = Object.keys(known).filter((key): key is Key => key in known)
  const headingOf = new Map<Key, string>()
  const problems: SheetProblem[] = []
  for (const heading of sheet.header) {
    const folded = fold(heading)
    const key = keys.find((each) => known[each].headings.some((name) => fold(name) === folded))
    if (key === undefined) continue
    const already = headingOf.get(key)
    if (already === undefined) headingOf.set(key, heading)
    else {
      problems.push({
        line: 1,
        at: `見出し ${heading}`,
        message: `「${already}」と「${heading}」は、どちらも「${known[key].label}」の列です。一方を消してください。`,
      })
    }
  }
  for (const key of keys) {
    const { required, label, headings } = known[key]
    if (required !== true || headingOf.has(key)) continue
    problems.push({
      line: 1,
      at: '見出し',
      message: `「${label}」の列がありません。見出しを「${headings.join('」「')}」のどれかにした列を加えてください。`,
    })
  }
  const readAs = new Map([...headingOf].map(([key, heading]) => [heading, known[key].label]))
  const cell = cellReader(sheet)
  return {
    columns: sheet.header.map((heading) => ({ heading, readAs: readAs.get(heading) ?? null })),
    problems,
    has: (key) => headingOf.has(key),
    reader: (row) => rowReader(row, known, headingOf, cell),
  }
}

/** Reads the cells of a row under the headings that hold our fields. */
export function rowReader<Key extends string>(
  row: SheetRow,
  known: Readonly<Record<Key, Pick<Column, 'label'>>>,
  headingOf: ReadonlyMap<Key, string>,
  cell: ReturnType<typeof cellReader>,
): RowReader<Key> {
  const problems: SheetProblem[] = []
  const warnings: SheetProblem[] = []
  const finding = (key: Key, message: string, value: string | undefined): SheetProblem => ({
    line: row.line,
    at: `${row.line}行 ${headingOf.get(key) ?? known[key].label}`,
    message,
    ...(value === undefined || value === '' ? {} : { value: value.slice(0, 100) }),
  })
  const wrong = (key: Key, message: string, value?: string): void => {
    problems.push(finding(key, message, value))
  }
  const raw = (key: Key): string | undefined => {
    const heading = headingOf.get(key)
    return heading === undefined ? undefined : normaliseText(cell(row, heading) ?? '').trim()
  }
  return {
    line: row.line,
    problems,
    warnings,
    wrong,
    note: (key, message, value) => void warnings.push(finding(key, message, value)),
    text: (key, { max, required = false }) => {
      const text = raw(key) ?? ''
      if (text === '') {
        if (required) wrong(key, `${known[key].label}が空です。入力してください。`)
        return ''
      }
      if (/^[=＝]/u.test(text)) {
        wrong(key, '数式になっています。計算した後の値だけを入れてください。', text)
      } else if (/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd]/u.test(text)) {
        wrong(key, '改行や目に見えない文字、読み取れない文字が入っています。打ち直してください。', text)
      } else if (countCharacters(text) > max) {
        wrong(key, `${max}文字以内にしてください(いまは${countCharacters(text)}文字です)。`, text)
      }
      const unusual = unusualCharacters(text)[0]
      if (unusual !== undefined) {
        const message = `外字または環境によって表示できない文字(${unusual.codePoint})があります。そのまま取り込みます。`
        warnings.push(finding(key, message, text))
      }
      return text
    },
    date: (key) => {
      const text = raw(key) ?? ''
      if (text === '' || /^9999|^99991231$/u.test(text)) return null
      const read: ParsedDate = parseDate(excelDate(text), { earliest: '1920-01-01', latest: '2100-12-31' })
      if (read.ok) return read.date
      wrong(key, read.message, text)
      return null
    },
    flag: (key) => {
      const text = raw(key)
      if (text === undefined) return undefined
      if (/^(?:[○〇◯●✓✔1１]|はい|有|true|yes)$/iu.test(text)) return true
      if (/^(?:[×✕0０\-－]?|いいえ|無|false|no)$/iu.test(text)) return false
      wrong(key, '「○」を入れるか、空にしてください。', text)
      return undefined
    },
  }
}

/** Excel writes a date cell with a time of day behind it; midnight says nothing. */
function excelDate(text: string): string {
  return text.replace(/[T ]0{1,2}:00(?::00(?:\.0+)?)?Z?$/u, '')
}
