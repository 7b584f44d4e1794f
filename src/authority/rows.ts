import type { Insertable } from 'kysely'
import { newId } from '#ground/ids/ids.ts'
import { fold } from '#ground/words/fold.ts'
import type { PersonTable, UnitTable } from './tables.ts'

/** A row to save: `search` is made here and nowhere else, so that every writer folds alike. */
export type UnitRow = Omit<Insertable<UnitTable>, 'search' | 'id'> & { id?: string }
export type PersonRow = Omit<Insertable<PersonTable>, 'search' | 'id'> & { id?: string }

/** Completes a unit: id when it has none, and the folded text it is searched by. */
export function unitRow(row: UnitRow): Insertable<UnitTable> {
  return { ...row, id: row.id ?? newId(), search: searchText([row.name, row.kana, row.code]) }
}

/** Completes a person: id when there is none, and the folded text (name, kana, number) to search by. */
export function personRow(row: PersonRow): Insertable<PersonTable> {
  return {
    ...row,
    id: row.id ?? newId(),
    search: searchText([
      `${row.family}${row.given ?? ''}`,
      `${row.family_kana ?? ''}${row.given_kana ?? ''}`,
      row.number,
    ]),
  }
}

/** The parts stay apart, so that a search cannot match across two of them. */
function searchText(parts: readonly (string | undefined)[]): string {
  return parts.map((part) => fold(part ?? '')).join(' ')
}
