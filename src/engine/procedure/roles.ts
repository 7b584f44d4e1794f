import { type OfficeCode, officeCodes } from '#authority/offices.ts'
import type { Tx } from '#ground/database/database.ts'
import type { ProcedureDefinition } from './definition.ts'

/** Stands for every procedure. */
export const EVERY_PROCEDURE = '*'

export type RoleNeeded = { readonly role: string; readonly word: string }

/** The roles a procedure names and the text nowhere defines, each once. */
export function rolesNeeded(definition: Pick<ProcedureDefinition, 'route'>): RoleNeeded[] {
  const found = new Map<string, RoleNeeded>()
  for (const step of definition.route) {
    for (const seat of step.seats) {
      if ('undefinedRole' in seat)
        found.set(seat.undefinedRole, { role: seat.undefinedRole, word: seat.word })
    }
  }
  return [...found.values()]
}

/** Which office the city has said a role is, for one procedure. */
export type Roles = ReadonlyMap<string, OfficeCode>

/** What the city has said about the roles of these procedures, by procedure. One query, none where none is needed. */
export async function rolesOfAll(
  tx: Tx,
  definitions: readonly ProcedureDefinition[],
): Promise<ReadonlyMap<string, Roles>> {
  const wanted = definitions.filter((each) => rolesNeeded(each).length > 0)
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .selectFrom('procedure_role')
    .select(['procedure', 'role', 'office'])
    .where('procedure', 'in', [EVERY_PROCEDURE, ...wanted.map((each) => each.key)])
    .execute()
  return new Map(
    wanted.map(({ key }) => {
      const roles = new Map<string, OfficeCode>()
      // What is said for the one procedure comes after, and before, what is said for all.
      for (const scope of [EVERY_PROCEDURE, key]) {
        for (const row of rows) {
          const office = officeCodes.find((code) => code === row.office)
          if (row.procedure === scope && office !== undefined) roles.set(row.role, office)
        }
      }
      return [key, roles]
    }),
  )
}

/** The same for one procedure. */
export async function rolesOf(tx: Tx, definition: ProcedureDefinition): Promise<Roles> {
  return (await rolesOfAll(tx, [definition])).get(definition.key) ?? new Map()
}
