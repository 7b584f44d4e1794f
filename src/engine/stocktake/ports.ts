import type { OrganisationPort } from '#engine/register/access.ts'
import type { CitationsPort } from '#engine/register/service.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'

/** What stock-takes ask of the house. */
export type StocktakePorts = {
  readonly definitions: readonly RegisterDefinition[]
  readonly organisation: OrganisationPort
  readonly citations: CitationsPort
}
