import { createHash } from 'node:crypto'
import { jstDate } from '#ground/clock/clock.ts'
import { parseDate } from '#ground/clock/wareki.ts'
import type { Sheet, SheetRow } from '#ground/paper/sheet.ts'
import { fold } from '#ground/words/fold.ts'
import type { ExportField, Mapping } from './mapping.ts'
import type { SeenAccount } from './reconcile.ts'

/** One line of a list of users as it is kept. */
export type ExportLine = SeenAccount & {
  readonly name: string | null
  readonly personNumber: string | null
  readonly address: string | null
}

export type ExportProblem = {
  readonly line: number
  readonly at: string
  readonly message: string
  readonly value?: string
}

/** A list of users, read. Every line is in `lines`, in `problems`, or was empty. */
export type ReadExport = {
  readonly lines: readonly ExportLine[]
  readonly problems: readonly ExportProblem[]
  /** Lines that were not empty. */
  readonly read: number
  readonly hasState: boolean
  readonly hasLastUsed: boolean
  readonly hasGroups: boolean
  /** Fingerprint of what was read; the same list gives the same. */
  readonly digest: string
}

/** The login as systems compare it: without width, case and surrounding blanks. */
export function loginKey(login: string): string {
  return fold(login.trim())
}

/** Reads a sheet by a mapping. A line that says something unreadable is a problem, the others stay. Pure. */
export function readExport(sheet: Sheet, mapping: Mapping): ReadExport {
  const places = new Map(sheet.header.map((heading, index) => [heading, index]))
  const placeOf = (field: ExportField): number | undefined => {
    const heading = mapping.columns[field]
    return heading === undefined ? undefined : places.get(heading)
  }
  const privileged = new Set(mapping.privilegedGroups.map(fold))
  const problems: ExportProblem[] = sheet.problems.map(({ line, at, message, value }) => ({
    line,
    at: at ?? `${line}行`,
    message,
    ...(value === undefined ? {} : { value }),
  }))
  const unreadable = new Set(problems.map((problem) => problem.line)).size
  const lines: ExportLine[] = []
  const first = new Map<string, number>()
  for (const row of sheet.rows) {
    const cell = (field: ExportField): string | null => {
      const place = placeOf(field)
      const text = place === undefined ? '' : (row.cells[place] ?? '').trim()
      return text === '' ? null : text
    }
    const wrong = (field: ExportField, message: string, value: string): void => {
      problems.push(problemAt(row, mapping.columns[field] ?? '', message, value))
    }
    const before = problems.length
    const login = cell('login')
    if (login === null) wrong('login', '利用者IDが空です。', '')
    else if (Array.from(login).length > 120) wrong('login', '利用者IDが120文字を超えています。', login)
    const key = login === null ? '' : loginKey(login)
    const twice = first.get(key)
    if (login !== null && twice !== undefined) {
      wrong('login', `${twice}行と同じ利用者IDです。`, login)
    }
    const state = readState(cell('state'))
    if (state === undefined) wrong('state', '有効か無効かを読み取れません。', cell('state') ?? '')
    const lastUsed = readLastUsed(cell('last_used'))
    if (lastUsed === undefined) wrong('last_used', '日付を読み取れません。', cell('last_used') ?? '')
    const mail = readFlag(cell('mail'))
    if (mail === undefined) wrong('mail', '「はい」か「いいえ」を読み取れません。', cell('mail') ?? '')
    const internet = readFlag(cell('internet'))
    if (internet === undefined)
      wrong('internet', '「はい」か「いいえ」を読み取れません。', cell('internet') ?? '')
    if (
      problems.length > before ||
      login === null ||
      state === undefined ||
      lastUsed === undefined ||
      mail === undefined ||
      internet === undefined
    ) {
      continue
    }
    first.set(key, row.line)
    const groups = cell('groups')
    lines.push({
      login,
      key,
      enabled: state,
      lastUsed,
      privileged:
        placeOf('groups') === undefined
          ? null
          : groupsIn(groups ?? '').some((each) => privileged.has(fold(each))),
      mail,
      internet,
      name: bounded(cell('name'), 100),
      personNumber: bounded(cell('person_number'), 40),
      address: bounded(cell('address'), 200),
    })
  }
  problems.sort((a, b) => a.line - b.line)
  return {
    lines,
    problems,
    read: sheet.rows.length + unreadable,
    hasState: placeOf('state') !== undefined,
    hasLastUsed: placeOf('last_used') !== undefined,
    hasGroups: placeOf('groups') !== undefined,
    digest: digestOf(lines),
  }
}

/** The fingerprint of lines, whatever their order. */
export function digestOf(lines: readonly ExportLine[]): string {
  const texts = lines.map((line) =>
    JSON.stringify([
      line.key,
      line.login,
      line.enabled,
      line.lastUsed,
      line.privileged,
      line.mail,
      line.internet,
      line.name,
      line.personNumber,
      line.address,
    ]),
  )
  return createHash('sha256').update(texts.sort().join('\n')).digest('hex')
}

/**
 * True when a list is probably that of another system: few of the IDs that this system had are in it. Only asked of
 * lists of some size.
 */
export function looksForeign(before: ReadonlySet<string>, lines: readonly ExportLine[]): boolean {
  if (before.size < 10) return false
  const shared = lines.filter((line) => before.has(line.key)).length
  return shared * 2 < before.size
}

function problemAt(row: SheetRow, heading: string, message: string, value: string): ExportProblem {
  return {
    line: row.line,
    at: heading === '' ? `${row.line}行` : `${row.line}行 「${heading}」`,
    message,
    ...(value === '' ? {} : { value: Array.from(value).slice(0, 100).join('') }),
  }
}

const bounded = (text: string | null, most: number): string | null =>
  text === null ? null : Array.from(text).slice(0, most).join('')

const on = new Set(
  ['true', '有効', '有', 'はい', '利用中', '使用中', '可', 'enabled', 'active', 'yes', '○', '〇'].map(fold),
)
const off = new Set(
  [
    'false',
    '無効',
    '無',
    'いいえ',
    '停止',
    '停止中',
    '抹消',
    '不可',
    'disabled',
    'inactive',
    'no',
    '×',
    'ロック',
  ].map(fold),
)

/** Bit of userAccountControl by which a directory says that an account is disabled. */
const DISABLED = 2

/** true, false, null (not said), undefined (not to be read). */
export function readState(text: string | null): boolean | null | undefined {
  if (text === null) return null
  const plain = fold(text)
  // userAccountControl counts from 512 on; a lone 0 or 1 is a flag.
  if (/^\d{3,}$/u.test(plain)) return (Number(plain) & DISABLED) === 0
  return readFlag(text)
}

function readFlag(text: string | null): boolean | null | undefined {
  if (text === null) return null
  const plain = fold(text)
  if (plain === '1' || on.has(plain)) return true
  if (plain === '0' || off.has(plain)) return false
  return undefined
}

/** Never, as directories write it. */
const never = new Set(['0', 'never', 'なし', '未使用', '-', '9223372036854775807'].map(fold))
/** Milliseconds between 1601 and 1970. */
const SINCE_1601 = 11_644_473_600_000

/**
 * The day an ID was last used, in Japan; null when it never was or the cell is empty, undefined when it cannot be read.
 * Takes dates with or without a time, 和暦, FILETIME (hundreds of nanoseconds since 1601) and LDAP's generalized time.
 */
export function readLastUsed(text: string | null): string | null | undefined {
  if (text === null || never.has(fold(text))) return null
  const plain = text.normalize('NFKC').trim()
  if (/^\d{17,19}$/u.test(plain)) return dayOfMs(Number(BigInt(plain) / 10_000n) - SINCE_1601)
  const general = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.\d+)?Z$/u.exec(plain)
  if (general !== null) {
    const [, year, month, day, hour, minute, second] = general
    return dayOfMs(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`))
  }
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/u.test(plain)) return dayOfMs(Date.parse(plain))
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?=\D|$)/u.exec(plain)
  const day =
    american === null ? (plain.split(/[\sT]/u)[0] ?? '') : `${american[3]}/${american[1]}/${american[2]}`
  const read = parseDate(day, { earliest: '1980-01-01', latest: '2200-12-31' })
  return read.ok ? read.date : undefined
}

function dayOfMs(ms: number): string | undefined {
  if (!Number.isFinite(ms) || ms < 0 || ms > 7_258_118_400_000) return undefined
  return jstDate(new Date(ms))
}

/** Names of groups in a cell; of a distinguished name only the group itself. */
export function groupsIn(text: string): string[] {
  return text
    .split(/[;|、\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => /^CN=((?:[^,\\]|\\.)+)/iu.exec(part)?.[1] ?? part)
}
