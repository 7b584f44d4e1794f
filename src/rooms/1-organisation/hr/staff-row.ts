import { addDays } from '#ground/clock/date.ts'
import { cellReader, type Sheet, type SheetProblem, type SheetRow } from '#ground/paper/sheet.ts'
import type { changeRanks } from '../transfer/change.ts'
import { type RowReader, rowReader } from '../import/columns.ts'
import { rankWords } from '../import/titles.ts'
import { fieldWords, hrFields, type HrField } from './fields.ts'
import type { Mapping } from './mapping.ts'
import { type Appointed, appointmentOf, isAtWork, type OrderKind, orderOf } from './order-words.ts'

export type Rank = (typeof changeRanks)[number]

/** One line of a source, read. What a source has no column for is undefined: it says nothing about it. */
export type StaffRow = {
  /** Line of the file, or place among the entries of a directory, from 1. */
  readonly line: number
  readonly number: string
  readonly name:
    | {
        readonly family: string
        readonly given: string
        /** False when 氏名 came in one piece: where its gap is, the file does not say. */
        readonly split: boolean
      }
    | undefined
  readonly kana: readonly [string, string] | undefined
  readonly unitCode: string
  readonly unitName: string
  readonly parentCode: string
  readonly title: string
  readonly rank: Rank | undefined
  readonly appointed: Appointed
  /** Whether the source has a word for the appointment at all. */
  readonly saysAppointment: boolean
  readonly action: OrderKind | undefined
  readonly actionWord: string
  readonly oldUnitCode: string
  readonly oldUnitName: string
  readonly from: string | null
  /** First day on which it no longer holds; null = until further notice. */
  readonly until: string | null | undefined
  /** First day after the service. */
  readonly gone: string | null | undefined
  /** Why somebody is away; null = at work. */
  readonly leave: string | null | undefined
  readonly back: string | null
  readonly mail: string | null | undefined
  readonly extension: string | null | undefined
  /** Says of the row what is wrong with one of its fields. */
  wrong(field: HrField, message: string, value?: string): void
  /** Says what is worth a look; the row is taken all the same. */
  note(field: HrField, message: string, value?: string): void
  readonly problems: readonly SheetProblem[]
  readonly notes: readonly SheetProblem[]
}

/** Reads the rows of a sheet through a mapping. Each row names all of its faults at once. */
export function readStaffRows(sheet: Sheet, mapping: Mapping): StaffRow[] {
  const headings = new Map<HrField, string>()
  for (const field of hrFields) {
    const heading = mapping.columns[field]
    if (heading !== undefined) headings.set(field, heading)
  }
  const cell = cellReader(sheet)
  return sheet.rows.map((row) => readRow(row, headings, cell, mapping))
}

function readRow(
  row: SheetRow,
  headings: ReadonlyMap<HrField, string>,
  cell: ReturnType<typeof cellReader>,
  mapping: Mapping,
): StaffRow {
  const reader: RowReader<HrField> = rowReader(row, fieldWords, headings, cell)
  const has = (field: HrField): boolean => headings.has(field)
  const optional = (field: HrField, max: number): string | null | undefined => {
    if (!has(field)) return undefined
    const text = reader.text(field, { max })
    return text === '' ? null : text
  }
  const wholeFile = mapping.kind === 'all'
  const actionWord = reader.text('action', { max: 60 })
  const action = actionWord === '' ? undefined : orderOf(actionWord, mapping.words)
  if (actionWord !== '' && action === undefined) {
    reader.wrong(
      'action',
      '発令区分の言葉が分かりません。「言葉の対応」で何に当たるかを選んでください。',
      actionWord,
    )
  }
  const rankText = reader.text('rank', { max: 20 })
  const rank = rankWords[rankText.replace(/\s/gu, '')]
  const appointedWord = reader.text('appointment', { max: 40 })
  const sideWord = action === 'add-post' || action === 'end-post' ? actionWord : ''
  const appointed = appointmentOf(sideWord === '' ? appointedWord : sideWord)
  if (appointed === undefined) {
    reader.wrong(
      'appointment',
      '任用区分の言葉が分かりません。「本務」「会計年度任用」「兼務」などにしてください。',
      appointedWord,
    )
  }
  const from = reader.date('from')
  const until = has('until') ? lastDay(reader.date('until')) : undefined
  if (from !== null && typeof until === 'string' && until <= from) {
    reader.wrong(
      'until',
      '任期の終わりが発令日より前です。どちらかを直してください。',
      reader.text('until', { max: 40 }),
    )
  }
  const leaveWord = has('leave') ? reader.text('leave', { max: 100 }) : undefined
  const gone = has('left') ? lastDay(reader.date('left')) : undefined
  const title = reader.text('title', { max: 100, required: wholeFile })
  return {
    line: row.line,
    number: reader.text('number', { max: 40, required: true }),
    name: readName(reader, has, wholeFile),
    kana: readKana(reader, has),
    unitCode: reader.text('unitCode', { max: 40 }),
    unitName: reader.text('unitName', { max: 100 }),
    parentCode: reader.text('parentCode', { max: 40 }),
    title,
    rank,
    appointed: appointed ?? { main: '本務' },
    saysAppointment: appointedWord !== '',
    action,
    actionWord,
    oldUnitCode: reader.text('oldUnitCode', { max: 40 }),
    oldUnitName: reader.text('oldUnitName', { max: 100 }),
    from,
    until,
    gone,
    leave: leaveWord === undefined ? undefined : isAtWork(leaveWord) ? null : leaveWord,
    back: reader.date('back'),
    mail: readMail(reader, optional('mail', 200)),
    extension: optional('extension', 40),
    wrong: reader.wrong,
    note: reader.note,
    problems: reader.problems,
    notes: reader.warnings,
  }
}

/** Files name the last day; we keep the first day after it. */
function lastDay(date: string | null): string | null {
  return date === null ? null : addDays(date, 1)
}

function readName(
  reader: RowReader<HrField>,
  has: (field: HrField) => boolean,
  required: boolean,
): StaffRow['name'] {
  if (has('name')) {
    const text = reader.text('name', { max: 100, required })
    const [family, given] = splitName(text)
    if ([...family].length > 60) reader.wrong('name', '氏と名の間を空けてください。', text)
    return text === '' ? undefined : { family, given, split: given !== '' }
  }
  if (!has('family')) return undefined
  const family = reader.text('family', { max: 60, required })
  return family === '' ? undefined : { family, given: reader.text('given', { max: 60 }), split: true }
}

function readKana(reader: RowReader<HrField>, has: (field: HrField) => boolean): StaffRow['kana'] {
  if (has('kana')) {
    const text = reader.text('kana', { max: 100 })
    return text === '' ? undefined : splitName(text)
  }
  if (!has('familyKana')) return undefined
  const family = reader.text('familyKana', { max: 60 })
  return family === '' ? undefined : [family, reader.text('givenKana', { max: 60 })]
}

/** 「山田 花子」 at the first gap, of either width. */
function splitName(text: string): [string, string] {
  const gap = text.search(/\s/u)
  return gap < 0 ? [text, ''] : [text.slice(0, gap), text.slice(gap).trim()]
}

function readMail(reader: RowReader<HrField>, mail: string | null | undefined): string | null | undefined {
  if (typeof mail !== 'string' || /^[^\s@]+@[^\s@]+$/u.test(mail)) return mail
  reader.wrong('mail', 'メールアドレスの形になっていません。', mail)
  return null
}
