import type { Field } from './draft.ts'

const short = new Set<Field['type']>(['text', 'choice', 'date'])

/** Short fields that follow each other stand side by side, two and two; dates only with dates. */
export function pairs(fields: readonly Field[]): Field[][] {
  const rows: Field[][] = []
  for (const field of fields) {
    const row = rows.at(-1)
    const [before] = row ?? []
    const fits =
      row?.length === 1 &&
      before !== undefined &&
      short.has(before.type) &&
      short.has(field.type) &&
      (before.type === 'date') === (field.type === 'date')
    if (fits) row.push(field)
    else rows.push([field])
  }
  return rows
}
