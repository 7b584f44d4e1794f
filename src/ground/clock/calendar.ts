/*
 * The calendar of a Japanese office in one door: 和暦, 年度, 開庁日. Browser-safe. A page that only
 * shows dates imports ./wareki.ts and is spared the table of holidays.
 */
export * from './date.ts'
export * from './wareki.ts'
export * from './fiscal-year.ts'
export * from './open-day.ts'
