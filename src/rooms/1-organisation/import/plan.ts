import type { Insertable } from 'kysely'
import type { SheetProblem } from '#ground/paper/sheet.ts'
import type { AppointmentTable, BodyTable, PersonTable, PostTable, UnitTable } from '#authority/tables.ts'

export type Counts = { created: number; changed: number; unchanged: number; ended: number }
export const noCounts = (): Counts => ({ created: 0, changed: 0, unchanged: 0, ended: 0 })

/** What an import would write, and what it found on the way. Making it writes nothing. */
export type Plan = {
  bodies: Insertable<BodyTable>[]
  units: Insertable<UnitTable>[]
  posts: Insertable<PostTable>[]
  people: Insertable<PersonTable>[]
  appointments: Insertable<AppointmentTable>[]
  counts: Record<'bodies' | 'units' | 'posts' | 'people' | 'appointments', Counts>
  changes: { line: number; what: string }[]
  problems: SheetProblem[]
  warnings: SheetProblem[]
  /** Lines of rows that are wrong. */
  wrongLines: Set<number>
}

export function emptyPlan(): Plan {
  return {
    bodies: [],
    units: [],
    posts: [],
    people: [],
    appointments: [],
    counts: {
      bodies: noCounts(),
      units: noCounts(),
      posts: noCounts(),
      people: noCounts(),
      appointments: noCounts(),
    },
    changes: [],
    problems: [],
    warnings: [],
    wrongLines: new Set(),
  }
}

/** Names of the fields in which two rows differ, of those the import may change. */
export function differences<Field extends string>(
  before: Readonly<Record<Field, unknown>>,
  after: Readonly<Partial<Record<Field, unknown>>>,
  fields: readonly Field[],
): Field[] {
  return fields.filter((field) => after[field] !== undefined && after[field] !== before[field])
}
