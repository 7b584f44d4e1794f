import type { PersonFact } from './organisation.ts'
import type { StaffRow } from './staff-row.ts'

/**
 * Finds lines whose number lacks its zeros, and answers whom they mean. Excel eats leading zeros: a number that is registered with them is not a new person; nor is one that the file
 * writes with more of them than the city does.
 */
export function numberChecker(known: ReadonlyMap<string, PersonFact>): (row: StaffRow) => string | undefined {
  const bare = new Map<string, string>()
  for (const number of known.keys()) {
    if (/^\d+$/u.test(number)) bare.set(number.replace(/^0+(?=\d)/u, ''), number)
  }
  return (row) => {
    const { number } = row
    if (!/^\d+$/u.test(number) || known.has(number)) return undefined
    const registered = bare.get(number.replace(/^0+(?=\d)/u, ''))
    if (registered === undefined) return undefined
    const message =
      registered.length > number.length
        ? `先頭の0が失われていませんか。職員番号「${registered}」が登録されています。列を文字列にして保存し直してください。`
        : `職員番号「${registered}」が登録されています。先頭の0の数を合わせてください。`
    row.wrong('number', message, number)
    return registered
  }
}
