import { refuse } from '#ground/errors/refusal.ts'
import { fold } from '#ground/words/fold.ts'
import type { Column, RegisterDefinition } from './definition.ts'
import { numberHeading, stateHeading, unitHeading, updatedHeading } from './sheet.ts'

/** Where a file keeps what; indexes count from 0. */
export type Layout = {
  readonly number: number | undefined
  readonly unit: number
  readonly columns: readonly { readonly column: Column; readonly index: number }[]
  /** Headings of the file that are not this register's. */
  readonly unread: readonly string[]
}

/**
 * Finds the register's columns in the heading row of a file, in any order.
 * @throws Refusal 'invalid' naming the headings that are missing or stand twice.
 */
export function layoutOf(definition: RegisterDefinition, heading: readonly string[]): Layout {
  const places = new Map<string, number>()
  const twice: string[] = []
  for (const [index, cell] of heading.entries()) {
    const name = fold(cell)
    if (name === '') continue
    if (places.has(name)) twice.push(cell)
    else places.set(name, index)
  }
  if (twice.length > 0) {
    refuse('invalid', `1行目の見出しに同じ名前があります:${quote(twice)}。どちらかを消してください。`)
  }
  const take = (label: string): number | undefined => {
    const index = places.get(fold(label))
    places.delete(fold(label))
    return index
  }
  const number = take(numberHeading)
  const unit = take(unitHeading)
  const columns: { column: Column; index: number }[] = []
  const missing: string[] = unit === undefined ? [unitHeading] : []
  for (const column of definition.columns) {
    if (column.type === 'application' || column.retired === true) continue
    const index = take(column.label)
    if (index !== undefined) columns.push({ column, index })
    else if (column.required === true) missing.push(column.label)
  }
  take(stateHeading)
  take(updatedHeading)
  if (missing.length > 0 || unit === undefined) {
    return refuse(
      'invalid',
      `1行目の見出しに、要る欄がありません:${quote(missing)}。書き出したファイルの見出しに合わせてください。`,
      { problems: missing.map((label) => ({ at: '1行', message: `「${label}」の欄がありません。` })) },
    )
  }
  return { number, unit, columns, unread: [...places.values()].map((index) => heading[index] ?? '') }
}

function quote(labels: readonly string[]): string {
  return labels
    .slice(0, 20)
    .map((label) => `「${label.slice(0, 40)}」`)
    .join('')
}
