import type { RegisterDefinition } from '#engine/register/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import type { ProcedureDefinition } from './definition.ts'

/** A clause that a mechanism rests on, as the city's edition prints it. */
export type BoundCitation = {
  readonly slot: string
  readonly editionId: string
  readonly wid: string
  readonly eid: string
  readonly documentMark: string
  readonly label: string
}

/** What the engine asks of the rest of the house. */
export type ProcedurePorts = {
  readonly procedures: readonly ProcedureDefinition[]
  readonly registers: readonly RegisterDefinition[]
  /** Confirmed bindings of these mechanisms (`procedure:carry-out`) in the edition in force on the date. One query. */
  citations(
    tx: Tx,
    mechanisms: readonly string[],
    on: string,
  ): Promise<ReadonlyMap<string, readonly BoundCitation[]>>
  /** 「対策基準 第7版」 of an edition. */
  editionLabel(tx: Tx, editionId: string): Promise<string>
  /** Clauses without a mechanism, vacancies and the like that the viewer could mend. */
  gaps(tx: Tx, rights: ReadonlySet<string>, on: string): Promise<{ kind: string; text: string }[]>
}

/** The mechanism under which the rules of who decides are bound to their clauses. */
export const AUTHORITY = 'authority'

/** The clauses of some slots of those rules, as a refusal cites them: 「対策基準 第4-3(1)」. */
export async function citedRules(
  ports: Pick<ProcedurePorts, 'citations'>,
  tx: Tx,
  slots: readonly string[],
  on: string,
): Promise<string[]> {
  if (slots.length === 0) return []
  const cites = (await ports.citations(tx, [AUTHORITY], on)).get(AUTHORITY) ?? []
  return cites.filter((cite) => slots.includes(cite.slot)).map((cite) => `${cite.documentMark} ${cite.label}`)
}

/** The name under which a procedure's clauses are bound. */
export function mechanismOf(definition: ProcedureDefinition): string {
  return `procedure:${definition.key}`
}
