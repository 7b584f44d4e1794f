import type { Citation } from '#engine/citation.ts'
import type { OrganisationPort } from '#engine/register/access.ts'
import type { RegisterDefinition, Values } from '#engine/register/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'

/** An open case or permission about a line. */
export type CaseAbout = { readonly applicationId: string; readonly number: string; readonly title: string }

/** What the room asks of the house. */
export type ClassificationPorts = {
  /** Every register of the house: those with class columns are carried over and followed. */
  readonly definitions: () => readonly RegisterDefinition[]
  readonly organisation: OrganisationPort
  readonly citations: (
    tx: Tx,
    mechanisms: readonly string[],
    on: string,
  ) => Promise<ReadonlyMap<string, readonly Citation[]>>
  /** Ends the permissions that do not outlive the change of class of their lines; how many. One query, four for each. */
  readonly lapse: (
    act: Act,
    lines: readonly { readonly entryId: string; readonly values: Values }[],
  ) => Promise<number>
  /** Open cases and permissions about lines. One query. */
  readonly casesAbout: (
    tx: Tx,
    entryIds: readonly string[],
  ) => Promise<readonly (CaseAbout & { entryId: string })[]>
}
