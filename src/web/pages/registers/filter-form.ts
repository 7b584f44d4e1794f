import { readDateEntry } from '../../parts/date-entry.ts'
import { figures } from './form-values.ts'
import type { Condition, ListView, RegisterColumn } from './list-address.ts'

/** What stands in the fields above a list before somebody presses 検索. Ends of ranges are `key..from`, `key..to`. */
export type FilterForm = {
  readonly word: string
  readonly unit: string
  readonly state: ListView['state']
  readonly values: Readonly<Record<string, string>>
}

/** Columns whose filter is a range. */
export function isRange(column: RegisterColumn): boolean {
  return column.type === 'number' || column.type === 'date'
}

export const fromKey = (column: RegisterColumn): string => `${column.key}..from`
export const toKey = (column: RegisterColumn): string => `${column.key}..to`

/** The fields as the address has them. */
export function filterFormOf(view: ListView): FilterForm {
  const values: Record<string, string> = {}
  for (const [key, condition] of Object.entries(view.where)) {
    if ('any' in condition) values[key] = condition.any.join(',')
    else {
      values[`${key}..from`] = condition.from ?? ''
      values[`${key}..to`] = condition.to ?? ''
    }
  }
  return { word: view.word, unit: view.unit, state: view.state, values }
}

/** What the fields ask for: the same list from its first page, nothing open. Sorting stays. */
export function viewOf(view: ListView, form: FilterForm, columns: readonly RegisterColumn[]): ListView {
  const where: Record<string, Condition> = {}
  for (const column of columns) {
    if (isRange(column)) {
      const from = plain(column, form.values[fromKey(column)])
      const to = plain(column, form.values[toKey(column)])
      if (from !== '' || to !== '') {
        where[column.key] = { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) }
      }
    } else {
      const any = (form.values[column.key] ?? '').split(',').filter((value) => value !== '')
      if (any.length > 0) where[column.key] = { any }
    }
  }
  return { ...view, word: form.word.trim(), unit: form.unit, state: form.state, where, page: 1, open: '' }
}

/** Fields of numbers and days that hold something else. */
export function wrongFields(form: FilterForm, columns: readonly RegisterColumn[]): Set<string> {
  const wrong = new Set<string>()
  for (const column of columns.filter(isRange)) {
    for (const key of [fromKey(column), toKey(column)]) {
      const typed = form.values[key] ?? ''
      const isWrong =
        column.type === 'date'
          ? readDateEntry(typed).kind === 'wrong'
          : !/^(?:-?\d+(?:\.\d+)?)?$/.test(figures(typed))
      if (isWrong) wrong.add(key)
    }
  }
  return wrong
}

function plain(column: RegisterColumn, typed = ''): string {
  if (column.type === 'number') return figures(typed)
  const entry = readDateEntry(typed)
  return entry.kind === 'date' ? entry.date : ''
}
