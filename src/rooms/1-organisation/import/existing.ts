import type { Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { AppointmentTable, BodyTable, PersonTable, PostTable, UnitAtView } from '#authority/tables.ts'

export type BodyRow = Selectable<BodyTable>
/** A state of a unit: `id` is the unit, `row_id` the state's own row. */
export type UnitRow = Selectable<UnitAtView>
export type PostRow = Selectable<PostTable>
export type PersonRow = Selectable<PersonTable>
export type AppointmentRow = Selectable<AppointmentTable>

/** What an import is compared with: the whole organisation, past and planned. */
export type Existing = {
  readonly bodies: readonly BodyRow[]
  readonly units: readonly UnitRow[]
  readonly posts: readonly PostRow[]
  readonly people: readonly PersonRow[]
  readonly appointments: readonly AppointmentRow[]
}

/** Reads the organisation into memory (20,000 staff: some 30 MB for the moment of an import). Five queries. */
export async function readExisting(tx: Tx): Promise<Existing> {
  return {
    bodies: await tx.selectFrom('body').selectAll().orderBy('sort').orderBy('name').execute(),
    units: await tx.selectFrom('unit_at').selectAll().orderBy('valid_from').execute(),
    posts: await tx.selectFrom('post').selectAll().orderBy('valid_from').execute(),
    people: await tx.selectFrom('person').selectAll().execute(),
    appointments: await tx.selectFrom('appointment').selectAll().orderBy('valid_from').execute(),
  }
}
