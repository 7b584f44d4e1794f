import { units } from '#rooms/1-organisation/contract.ts'
import { call } from '../../api/api.ts'
import type { Found } from '../../parts/lookup-field.tsx'

type Search = (word: string, signal: AbortSignal) => Promise<{ items: Found[]; total: number }>

/** Units in force on the day of the reorganisation; on today while no day is chosen. */
export const searchUnitsOn =
  (on: string | null): Search =>
  async (word, signal) => {
    const answer = await call(units, { q: word, size: 20, ...(on === null ? {} : { on }) }, { signal })
    return {
      total: answer.total,
      items: answer.units.map((unit) => ({
        id: unit.id,
        label: unit.name,
        note: [unit.code, ...(unit.path.length === 0 ? [unit.bodyName] : unit.path)].join(' '),
      })),
    }
  }
