import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addMonths,
  addOpenDays,
  closedReason,
  daysBetween,
  fiscalYear,
  fiscalYearEnd,
  fiscalYearLabel,
  fiscalYearStart,
  formatDate,
  formatDateCompact,
  formatInstant,
  formatMonthDay,
  formatPeriod,
  formatTime,
  isDate,
  isOpenDay,
  openDaysBetween,
  parseDate,
  startOfDay,
  weekdayOf,
} from './calendar.ts'

/** An oracle that knows nothing of the implementation: milliseconds since 1970 and the ICU calendar. */
const dayMs = 86_400_000
const iso = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs
const icu = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  timeZone: 'UTC',
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
})
const anyDay = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2199-12-31') })
const holidayYears = fc.integer({ min: dayNumber('1971-01-01'), max: dayNumber('2049-06-30') })

test('a date is shown in the era of its day, as ICU shows it', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const expected = icu.format(day * dayMs)
      assert.equal(formatDate(iso(day), { weekday: false }), expected)
    }),
    { numRuns: 2000 },
  )
})

test('the days around a change of era carry the right name', () => {
  assert.equal(formatDate('2019-04-30'), '平成31年4月30日(火)')
  assert.equal(formatDate('2019-05-01'), '令和元年5月1日(水)')
  assert.equal(formatDate('1989-01-07'), '昭和64年1月7日(土)')
  assert.equal(formatDate('1989-01-08'), '平成元年1月8日(日)')
  assert.equal(formatDate('1926-12-25'), '昭和元年12月25日(土)')
  assert.equal(formatDate('1872-12-31', { weekday: false }), '1872年12月31日')
})

test('the forms of a date are those of an office', () => {
  assert.equal(formatDate('2026-11-24'), '令和8年11月24日(火)')
  assert.equal(formatMonthDay('2026-11-24'), '11月24日(火)')
  assert.equal(formatDateCompact('2026-11-24'), 'R8.11.24')
  assert.equal(formatPeriod('2026-11-24', '2026-11-26'), '令和8年11月24日(火)から11月26日(木)まで')
  assert.equal(formatPeriod('2026-12-28', '2027-01-04'), '令和8年12月28日(月)から令和9年1月4日(月)まで')
  assert.equal(formatPeriod('2026-11-24', '2026-11-24'), '令和8年11月24日(火)')
})

test('an instant is shown in Japan, whatever its precision', () => {
  assert.equal(formatInstant('2026-11-24T05:05:09.123456Z'), '令和8年11月24日(火) 14時05分')
  assert.equal(formatInstant('2026-03-31T15:00:00Z', { seconds: true }), '令和8年4月1日(水) 0時00分00秒')
  assert.equal(formatTime('2026-11-24T14:59:59Z'), '23時59分')
  assert.equal(startOfDay('2026-04-01'), '2026-03-31T15:00:00.000Z')
})

test('every form in which people write a date is read', () => {
  for (const text of [
    '令和8年11月25日',
    '令和８年１１月２５日（水）',
    '令和 8年 11月 25日 (水曜日)',
    '㋿8年11月25日',
    'R8.11.25',
    'r08.11.25',
    'R8/11/25',
    'Ｒ８．１１．２５',
    'R8-11-25',
    'R081125',
    '令8.11.25',
    '2026-11-25',
    '2026/11/25',
    '2026.11.25',
    '2026年11月25日',
    '西暦2026年11月25日',
    '２０２６－１１－２５',
    '20261125',
    ' 2026-11-25 ',
  ]) {
    assert.deepEqual(parseDate(text), { ok: true, date: '2026-11-25' }, text)
  }
  assert.deepEqual(parseDate('令和元年5月1日'), { ok: true, date: '2019-05-01' })
  assert.deepEqual(parseDate('平成31年4月30日'), { ok: true, date: '2019-04-30' })
  assert.deepEqual(parseDate('㍼39年10月10日'), { ok: true, date: '1964-10-10' })
  assert.deepEqual(parseDate('S64.1.7'), { ok: true, date: '1989-01-07' })
  assert.deepEqual(parseDate('H元.1.8'), { ok: true, date: '1989-01-08' })
  assert.deepEqual(parseDate('R8.2.9'), { ok: true, date: '2026-02-09' })
})

test('what is not a date is refused with a sentence that says why', () => {
  for (const [text, why] of [
    ['令和8年2月30日', /令和8年2月30日という日はありません/u],
    ['2026-02-29', /2026年2月29日という日はありません/u],
    ['2026-13-01', /という日はありません/u],
    ['平成40年1月1日', /平成は平成31年4月30日までです。令和10年1月1日/u],
    ['平成31年5月1日', /令和元年5月1日\(水\)ではありませんか/u],
    ['令和元年4月30日', /令和は令和元年5月1日\(水\)からです/u],
    ['昭和64年1月8日', /昭和は昭和64年1月7日まで/u],
    ['令和8年11月25日(木)', /水曜日です/u],
    ['令和0年1月1日', /「元」または1以上/u],
    ['20266-11-25', /桁が多すぎます/u],
    ['0026-11-25', /1900|明治33年1月1日/u],
    ['9999-12-31', /以前の日付/u],
    ['8.11.25', /元号か西暦か分かりません/u],
    ['11/25', /年がありません/u],
    ['11月25日', /年がありません/u],
    ['きのう', /読み取れません/u],
    ['2026-11-25T00:00:00Z', /読み取れません/u],
    ['１'.repeat(500), /読み取れません/u],
    ['', /入力してください/u],
  ] as const) {
    const read = parseDate(text)
    assert.ok(!read.ok, text)
    assert.match(read.message, why, text)
  }
})

test('the caller narrows the range', () => {
  const read = parseDate('R8.11.25', { earliest: '2026-11-26' })
  assert.deepEqual(read, { ok: false, message: '令和8年11月26日(木)以後の日付を入力してください。' })
  assert.ok(!parseDate('R8.11.25', { latest: '2026-11-24' }).ok)
})

test('what is shown is read back as the same day', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const date = iso(day)
      for (const text of [formatDate(date), formatDateCompact(date), date, date.replaceAll('-', '/')]) {
        assert.deepEqual(parseDate(text), { ok: true, date }, text)
      }
    }),
  )
})

test('any text at all is either a day that exists or a refusal', () => {
  const unit = fc.constantFrom(...'令和平成昭元年月日RHS0123456789./-() 水')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 14 }), (text) => {
      const read = parseDate(text)
      if (read.ok) assert.equal(iso(dayNumber(read.date)), read.date)
      else assert.match(read.message, /。$/u)
    }),
    { numRuns: 3000 },
  )
})

test('days are added and counted as the calendar does', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -20_000, max: 20_000 }), (day, days) => {
      assert.equal(addDays(iso(day), days), iso(day + days))
      assert.equal(daysBetween(iso(day), iso(day + days)), days)
      assert.equal(weekdayOf(iso(day)), '日月火水木金土'.charAt(new Date(day * dayMs).getUTCDay()))
    }),
  )
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
  assert.equal(addMonths('2024-02-29', 12), '2025-02-28')
})

test('a string that is no day is refused by arithmetic', () => {
  for (const bad of ['2026-02-30', '2026-2-3', '令和8年', '', '2026-11-24T00:00']) {
    assert.equal(isDate(bad), false)
    assert.throws(() => addDays(bad, 1), RangeError)
  }
})

test('the fiscal year runs from 1 April to 31 March', () => {
  assert.equal(fiscalYear('2026-04-01'), 2026)
  assert.equal(fiscalYear('2027-03-31'), 2026)
  assert.equal(fiscalYearEnd('2026-11-24'), '2027-03-31')
  assert.equal(fiscalYearEnd('2027-03-31'), '2027-03-31')
  assert.equal(fiscalYearStart('2027-03-31'), '2026-04-01')
  assert.equal(fiscalYearLabel(2026), '令和8年度')
  assert.equal(fiscalYearLabel(2019), '令和元年度')
  assert.equal(fiscalYearLabel(2018), '平成30年度')
  assert.equal(fiscalYearLabel(1988), '昭和63年度')
})

test('weekends, holidays, substitute holidays and the turn of the year are closed', () => {
  for (const [date, reason] of [
    ['2026-11-21', '土曜日'],
    ['2026-11-23', '勤労感謝の日'],
    ['2026-05-06', '振替休日'],
    ['2026-09-22', '休日'],
    ['2026-12-29', '年末年始'],
    ['2027-01-02', '年末年始'],
    ['2027-01-01', '元日'],
  ] as const) {
    assert.ok(closedReason(date)?.includes(reason) ?? false, `${date} ${closedReason(date)}`)
  }
  assert.equal(isOpenDay('2026-11-24'), true)
  assert.equal(isOpenDay('2026-12-28'), true)
  assert.equal(isOpenDay('2027-01-04'), true)
  assert.equal(isOpenDay('2026-11-24', new Set(['2026-11-24'])), false)
  assert.throws(() => isOpenDay('2051-01-05'), RangeError)
})

test('counting open days agrees with walking through them one by one', () => {
  fc.assert(
    fc.property(holidayYears, fc.integer({ min: -60, max: 60 }), (day, count) => {
      const reached = addOpenDays(iso(day), count)
      assert.ok(isOpenDay(reached))
      let walked = 0
      const step = count < 0 ? -1 : 1
      let at = day
      while (count !== 0 && walked < Math.abs(count)) {
        at += step
        if (isOpenDay(iso(at))) walked += 1
      }
      while (count === 0 && !isOpenDay(iso(at))) at += 1
      assert.equal(reached, iso(at))
      if (count > 0) assert.equal(openDaysBetween(iso(day), reached), count)
    }),
  )
  assert.equal(addOpenDays('2026-12-28', 1), '2027-01-04')
  assert.equal(openDaysBetween('2026-11-20', '2026-11-24'), 1)
  assert.equal(openDaysBetween('2026-11-24', '2026-11-20'), -1)
})
