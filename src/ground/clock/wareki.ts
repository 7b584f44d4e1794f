import { addDays, dateOf, dateParts, jstParts, weekdayOf } from './date.ts'

/** Japanese eras since the Gregorian calendar came into force (明治6年), latest first. */
const eras = [
  { name: '令和', letter: 'R', from: '2019-05-01', before: 2018 },
  { name: '平成', letter: 'H', from: '1989-01-08', before: 1988 },
  { name: '昭和', letter: 'S', from: '1926-12-25', before: 1925 },
  { name: '大正', letter: 'T', from: '1912-07-30', before: 1911 },
  { name: '明治', letter: 'M', from: '1873-01-01', before: 1867 },
] as const

type Era = (typeof eras)[number]

/** The era of a day, or undefined before 明治6年 (dates are then shown in 西暦). */
function eraOf(date: string): Era | undefined {
  return eras.find((era) => date >= era.from)
}

/** 令和8年, 令和元年; 西暦 before the eras. */
export function formatYear(date: string): string {
  const era = eraOf(date)
  const { year } = dateParts(date)
  return era === undefined ? `${year}年` : `${era.name}${yearNumber(year - era.before)}年`
}

function yearNumber(year: number): string {
  return year === 1 ? '元' : String(year)
}

/** 令和8年11月24日(火), as paper and screens show a date; without the weekday if told so. */
export function formatDate(date: string, options: { weekday?: boolean } = {}): string {
  return formatYear(date) + formatMonthDay(date, options)
}

/** 11月24日(火), where the year is plain from the context. */
export function formatMonthDay(date: string, options: { weekday?: boolean } = {}): string {
  const { month, day } = dateParts(date)
  const weekday = (options.weekday ?? true) ? `(${weekdayOf(date)})` : ''
  return `${month}月${day}日${weekday}`
}

/** R8.11.24, for narrow columns and Excel. */
export function formatDateCompact(date: string): string {
  const { year, month, day } = dateParts(date)
  const era = eraOf(date)
  return era === undefined ? `${year}.${month}.${day}` : `${era.letter}${year - era.before}.${month}.${day}`
}

/** 令和8年11月24日(火)から11月26日(木)まで; one day alone is written once. */
export function formatPeriod(from: string, to: string): string {
  if (from === to) return formatDate(from)
  const end = formatYear(from) === formatYear(to) ? formatMonthDay(to) : formatDate(to)
  return `${formatDate(from)}から${end}まで`
}

/** 令和8年11月24日(火) 14時05分, in Japan, of an instant in ISO 8601. */
export function formatInstant(instant: string, options: { seconds?: boolean } = {}): string {
  const { date, time } = jstParts(instant)
  const [hour = '', minute = '', second = ''] = time.split(':')
  return `${formatDate(date)} ${Number(hour)}時${minute}分${options.seconds === true ? `${second}秒` : ''}`
}

/** 14時05分, in Japan, of an instant in ISO 8601. */
export function formatTime(instant: string): string {
  const [hour = '', minute = ''] = jstParts(instant).time.split(':')
  return `${Number(hour)}時${minute}分`
}

export type ParsedDate =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly message: string }

const eraNames = eras.map((era) => `${era.name}|${era.name.charAt(0)}|${era.letter}`).join('|')
const digits = '(\\d{1,4})'
const eraDate = new RegExp(
  `^(${eraNames})(元|\\d{1,3})(?:年|[./・-])(\\d{1,2})(?:月|[./・-])(\\d{1,2})日?(?:\\((.)(?:曜日?)?\\))?$`,
  'iu',
)
const eraDense = new RegExp(`^(${eraNames})(\\d{2})(\\d{2})(\\d{2})$`, 'iu')
const westernDate = new RegExp(
  `^(?:西暦)?(\\d{4,6})(?:年|[./-])${digits}(?:月|[./-])${digits}日?(?:\\((.)(?:曜日?)?\\))?$`,
  'u',
)
const westernDense = /^(\d{4})(\d{2})(\d{2})$/u
const example = '「令和8年11月25日」「R8.11.25」「2026-11-25」のように入力してください。'

/** The range outside which a date is taken for a slip of the hand, unless the caller narrows it. */
const widest = { earliest: '1900-01-01', latest: '2200-12-31' }

/**
 * Reads a date as people write it: 令和8年11月25日(水), R8.11.25, R8/11/25, 令和元年5月1日,
 * 2026-11-25, 2026/11/25, 2026年11月25日, 20261125, all also in full width. Days that do not exist
 * (2月30日), eras beyond their end (平成40年), a weekday that does not fit, years without an era and
 * dates outside the range are refused with a Japanese sentence that says what to write.
 */
export function parseDate(text: string, range: { earliest?: string; latest?: string } = {}): ParsedDate {
  const plain = text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[\u2010-\u2015\u2212ー]/gu, '-')
  if (plain === '') return wrong('日付を入力してください。')
  const read = readEraDate(plain) ?? readWesternDate(plain)
  if (read === undefined) return wrong(hintFor(plain, text.trim()))
  if ('problem' in read) return wrong(read.problem)
  const { date, weekday } = read
  if (weekday !== undefined && weekday !== weekdayOf(date)) {
    return wrong(`${formatDate(date)}は${weekdayOf(date)}曜日です。日付か曜日を直してください。`)
  }
  const { earliest = widest.earliest, latest = widest.latest } = range
  if (date < earliest) return wrong(`${formatDate(earliest)}以後の日付を入力してください。`)
  if (date > latest) return wrong(`${formatDate(latest)}以前の日付を入力してください。`)
  return { ok: true, date }
}

function wrong(message: string): ParsedDate {
  return { ok: false, message }
}

type Read = { date: string; weekday: string | undefined } | { problem: string }

function readEraDate(text: string): Read | undefined {
  const match = eraDate.exec(text) ?? eraDense.exec(text)
  if (match === null) return undefined
  const [, mark = '', yearText = '', month, day, weekday] = match
  const era = eras.find(({ name, letter }) => name.startsWith(mark) || letter === mark.toUpperCase())
  if (era === undefined) return undefined
  const year = era.before + (yearText === '元' ? 1 : Number(yearText))
  if (year === era.before) return { problem: '年は「元」または1以上の数で入力してください。' }
  const date = dateOf(year, Number(month), Number(day))
  if (date === undefined) return noSuchDay(`${era.name}${yearText}年`, Number(month), Number(day))
  const actual = eraOf(date)
  if (actual !== era) return { problem: outsideEra(era, date) }
  return { date, weekday }
}

function outsideEra(era: Era, date: string): string {
  const next = eras[eras.indexOf(era) - 1]
  if (date < era.from) return `${era.name}は${formatDate(era.from)}からです。元号を確かめてください。`
  const end = next === undefined ? '' : formatDateWithin(era, addDays(next.from, -1))
  return `${era.name}は${end}までです。${formatDate(date)}ではありませんか。`
}

function formatDateWithin(era: Era, date: string): string {
  const { year } = dateParts(date)
  return `${era.name}${yearNumber(year - era.before)}年${formatMonthDay(date, { weekday: false })}`
}

function readWesternDate(text: string): Read | undefined {
  const match = westernDate.exec(text) ?? westernDense.exec(text)
  if (match === null) return undefined
  const [, year = '', month, day, weekday] = match
  if (year.length > 4) return { problem: `「${year}年」の桁が多すぎます。西暦は4桁で入力してください。` }
  const date = dateOf(Number(year), Number(month), Number(day))
  return date === undefined ? noSuchDay(`${year}年`, Number(month), Number(day)) : { date, weekday }
}

function noSuchDay(year: string, month: number, day: number): Read {
  return { problem: `${year}${month}月${day}日という日はありません。日付を確かめてください。` }
}

function hintFor(plain: string, typed: string): string {
  if (/^\d{1,3}[./-]\d{1,2}[./-]\d{1,2}$/u.test(plain)) {
    return `「${typed}」の年が元号か西暦か分かりません。${example}`
  }
  if (/^\d{1,2}(?:月|[./-])\d{1,2}日?$/u.test(plain)) return `「${typed}」に年がありません。${example}`
  const shown = typed.length > 30 ? `${Array.from(typed).slice(0, 30).join('')}…` : typed
  return `「${shown}」を日付として読み取れません。${example}`
}
