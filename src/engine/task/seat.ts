import type { Selectable } from 'kysely'
import { officeCodes } from '#authority/offices.ts'
import { stepFor } from '#authority/reads.ts'
import type { Tx } from '#ground/database/database.ts'
import type { TaskOwner } from './closing.ts'
import type { TaskTable } from './tables.ts'

export type Task = Selectable<TaskTable>

/** The owner of a stored task. @throws TypeError on an office the house does not know. */
export function ownerOf(row: Pick<Task, 'id' | 'person_id' | 'office' | 'unit_id'>): TaskOwner {
  if (row.person_id !== null) return { kind: 'person', personId: row.person_id }
  const office = officeCodes.find((code) => code === row.office)
  if (office === undefined) throw new TypeError(`task ${row.id} is of an unknown office`)
  return { kind: 'office', office, unitId: row.unit_id }
}

/**
 * Who answers today for what an office owes about a person: the office itself, or one office up when the person
 * holds it. A gap leaves it where it is. Two queries, none for a person's own tasks.
 */
export async function answeringOwner(
  tx: Tx,
  owner: TaskOwner,
  aboutId: string | null,
  on: string,
): Promise<TaskOwner> {
  if (owner.kind === 'person' || aboutId === null) return owner
  const step = await stepFor(tx, { office: owner.office, unitId: owner.unitId, applicantId: aboutId, on })
  return step.kind === 'gap' ? owner : { kind: 'office', office: step.office, unitId: step.unitId }
}

/** The columns that say whose a task is. */
export function ownerColumns(owner: TaskOwner) {
  return owner.kind === 'person'
    ? { person_id: owner.personId, office: null, unit_id: null }
    : { person_id: null, office: owner.office, unit_id: owner.unitId }
}
