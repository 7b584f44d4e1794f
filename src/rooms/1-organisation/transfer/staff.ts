import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type {
  AbsenceTable,
  ActingRightTable,
  AppointmentTable,
  PersonTable,
  PostTable,
  UnitKind,
} from '#authority/tables.ts'

export type StaffUnit = {
  readonly id: string
  readonly bodyId: string
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
}
export type StaffPerson = Selectable<PersonTable>
export type StaffPost = Selectable<PostTable>
export type StaffAppointment = Selectable<AppointmentTable>

/** The organisation around a date, as far as changes of that date need it. */
export type Staff = {
  readonly on: string
  readonly bodies: readonly string[]
  /** In force on the date. */
  readonly units: ReadonlyMap<string, StaffUnit>
  /** Not ended before the date. */
  readonly posts: ReadonlyMap<string, StaffPost>
  readonly people: ReadonlyMap<string, StaffPerson>
  /** Not ended before the date, by person. One that ends on the date is among them: a term to be extended. */
  readonly appointments: ReadonlyMap<string, readonly StaffAppointment[]>
  readonly absences: ReadonlyMap<string, readonly Selectable<AbsenceTable>[]>
  /** Rights to act that a named person has. */
  readonly lent: ReadonlyMap<string, readonly Selectable<ActingRightTable>[]>
  /** The confirmed plan that touches a person already, by its title. */
  readonly planned: ReadonlyMap<string, string>
}

/** Reads it (20,000 staff: some 40 MB for the moment). Eight queries. */
export async function loadStaff(tx: Tx, on: string, planId: string): Promise<Staff> {
  const { rows: units } = await sql<StaffUnit>`
    select id, body_id as "bodyId", code, name, kind from unit_at
     where valid_from <= ${on}::date and (valid_to is null or valid_to > ${on}::date)`.execute(tx)
  const bodies = await tx
    .selectFrom('body')
    .select('id')
    .where('valid_from', '<=', on)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', on)]))
    .orderBy('sort')
    .orderBy('name')
    .execute()
  const posts = await tx
    .selectFrom('post')
    .selectAll()
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>=', on)]))
    .orderBy('valid_from')
    .execute()
  const people = await tx.selectFrom('person').selectAll().execute()
  const appointments = await tx
    .selectFrom('appointment')
    .selectAll()
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>=', on)]))
    .orderBy('valid_from')
    .execute()
  const absences = await tx
    .selectFrom('absence')
    .selectAll()
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', on)]))
    .execute()
  const lent = await tx
    .selectFrom('acting_right')
    .selectAll()
    .where('holder_person_id', 'is not', null)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', on)]))
    .execute()
  const planned = await tx
    .selectFrom('transfer_change')
    .innerJoin('transfer_plan', 'transfer_plan.id', 'transfer_change.plan_id')
    .select(['transfer_change.person_id', 'transfer_plan.title'])
    .where('transfer_plan.state', '=', 'confirmed')
    .where('transfer_plan.id', '<>', planId)
    .where('transfer_change.taken', '=', true)
    .where('transfer_change.person_id', 'is not', null)
    .execute()
  return {
    on,
    bodies: bodies.map((body) => body.id),
    units: new Map(units.map((unit) => [unit.id, unit])),
    posts: new Map(posts.map((post) => [post.id, post])),
    people: new Map(people.map((person) => [person.id, person])),
    appointments: Map.groupBy(appointments, (row) => row.person_id),
    absences: Map.groupBy(absences, (row) => row.person_id),
    lent: Map.groupBy(lent, (row) => row.holder_person_id ?? ''),
    planned: new Map(planned.flatMap((row) => (row.person_id === null ? [] : [[row.person_id, row.title]]))),
  }
}
