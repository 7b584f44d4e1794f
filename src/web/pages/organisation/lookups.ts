import { people, units } from '#rooms/1-organisation/contract.ts'
import { call } from '../../api/api.ts'
import type { Found } from '../../parts/lookup-field.tsx'

type Search = (word: string, signal: AbortSignal) => Promise<{ items: Found[]; total: number }>

/** Answers a list of choices shows at once. */
const size = 20

/** People serving today. */
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

/** Units in force today. */
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
