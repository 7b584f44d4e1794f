import type { BoundCitation } from '#engine/procedure/ports.ts'
import type { OrganisationPort } from '#engine/register/access.ts'
import type { Tx } from '#ground/database/database.ts'
import type { CheckDefinition } from './definition.ts'
import type { SectionsPort } from './settle-tasks.ts'

/** What the engine of checks asks of the rest of the house. */
export type CheckPorts = {
  readonly checks: readonly CheckDefinition[]
  readonly organisation: OrganisationPort
  readonly sectionsOn: SectionsPort
  /** Bindings of these mechanisms in the edition in force on the date. One query. */
  citations(
    tx: Tx,
    mechanisms: readonly string[],
    on: string,
  ): Promise<ReadonlyMap<string, readonly BoundCitation[]>>
}
