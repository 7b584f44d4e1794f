import { registerList } from '#engine/register/contract.ts'
import { call } from '../../api/api.ts'
import type { Found } from '../../parts/lookup-field.tsx'
import { searchPeople, searchUnits } from '../organisation/lookups.ts'
import type { RegisterColumn } from './list-address.ts'

type Answer = { items: Found[]; total: number }
type Search = (word: string, signal: AbortSignal) => Promise<Answer>

const size = 20

function searchEntries(register: string): Search {
  return async (word, signal) => {
    const answer = await call(registerList, { register, search: word, size }, { signal })
    return {
      total: answer.total,
      items: answer.rows.map((row) => ({ id: row.entryId, label: row.label, note: row.number })),
    }
  }
}

/** How the values of a column that points to something are found; undefined for columns that do not, or by events. */
export function searchFor(column: RegisterColumn): Search | undefined {
  switch (column.type) {
    case 'unit':
      return searchUnits
    case 'person':
    case 'people':
      return searchPeople
    case 'entry':
    case 'entries':
      return column.register === undefined ? undefined : searchEntries(column.register)
    default:
      return undefined
  }
}
