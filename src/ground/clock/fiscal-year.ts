import { dateParts } from './date.ts'
import { formatYear } from './wareki.ts'

/** 年度 of a day: the year in which its 1 April lies. '2027-03-31' → 2026. */
export function fiscalYear(date: string): number {
  const { year, month } = dateParts(date)
  return month >= 4 ? year : year - 1
}

/** 1 April of the 年度 that the day belongs to. */
export function fiscalYearStart(date: string): string {
  return `${String(fiscalYear(date)).padStart(4, '0')}-04-01`
}

/** 31 March that ends the 年度 the day belongs to: the last day of a permission given 年度内. */
export function fiscalYearEnd(date: string): string {
  return `${String(fiscalYear(date) + 1).padStart(4, '0')}-03-31`
}

/** 令和8年度 of 2026. The year of a change of era bears the new name (2019 is 令和元年度). */
export function fiscalYearLabel(year: number): string {
  return `${formatYear(`${String(year).padStart(4, '0')}-05-01`)}度`
}
