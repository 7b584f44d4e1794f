import { registerList } from '#engine/register/contract.ts'
import { people, units } from '#rooms/1-organisation/contract.ts'
import { call } from '../../api/api.ts'
import type { Found } from '../../parts/lookup-field.tsx'
import type { RegisterColumn } from './list-address.ts'

type Answer = { items: Found[]; total: number }
type Search = (word: string, signal: AbortSignal) => Promise<Answer>

const size = 20

export const searchUnits: Search = async (word, signal) => {
  const answer = await call(units, { q: word, size }, { signal })
  return {
    total: answer.total,
    items: answer.units.map((unit) => ({
      id: unit.id,
      label: unit.name,
      note: unit.path.length === 0 ? unit.bodyName : unit.path.join(' '),
    })),
  }
}

export const searchPeople: Search = async (word, signal) => {
  const answer = await call(people, { q: word, size }, { signal })
  return {
    total: answer.total,
    items: answer.people.map((person) => ({
      id: person.id,
      label: person.name,
      note: [person.unitName, person.title, person.number].filter((part) => part !== null).join(' '),
    })),
  }
}

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
      return searchPeople
    case 'entry':
      return column.register === undefined ? undefined : searchEntries(column.register)
    default:
      return undefined
  }
}
