import { mechanismOf } from '#engine/procedure/ports.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import type { MechanismSlot } from '#policy/ports.ts'
import { compileOwn } from './compile.ts'
import type { OwnDeclaration } from './declaration.ts'
import './tables.ts'

/** A compiled declaration is kept while the row says the same thing: pages ask for it again and again. */
const compiled = new Map<string, ProcedureDefinition>()
const MOST_KEPT = 500

function definitionFrom(
  tenantId: string,
  key: string,
  version: number,
  said: OwnDeclaration,
  ended: boolean,
): ProcedureDefinition {
  const at = `${tenantId} ${key} ${version}`
  const known = compiled.get(at)
  if (known !== undefined) return known
  if (compiled.size >= MOST_KEPT) compiled.clear()
  const definition = compileOwn(key, said, ended)
  compiled.set(at, definition)
  return definition
}

/** Procedures of the city's own that run, or ran: cases of ended ones are still read by them. One query. */
export async function ownDefinitions(tx: Tx): Promise<ProcedureDefinition[]> {
  const rows = await tx
    .selectFrom('own_procedure')
    .select(['tenant_id', 'key', 'version', 'state', 'live'])
    .where('live', 'is not', null)
    .orderBy('running')
    .execute()
  return rows.flatMap((row) =>
    row.live === null
      ? []
      : [definitionFrom(row.tenant_id, row.key, row.version, row.live, row.state === 'retired')],
  )
}

/** The same as places where a clause belongs, for 対応付け. Ended ones ask for none. One query. */
export async function ownSlots(tx: Tx): Promise<MechanismSlot[]> {
  const own = await ownDefinitions(tx)
  return own.flatMap((definition) =>
    definition.ended === true
      ? []
      : definition.slots.map((slot) => ({
          mechanism: mechanismOf(definition),
          mechanismName: definition.name,
          kind: '手続' as const,
          ...slot,
        })),
  )
}
