import type { BoundCitation } from '#engine/procedure/ports.ts'
import type { Tx } from '#ground/database/database.ts'

/** What the engine of tasks asks of the rest of the house. */
export type TaskPorts = {
  /** Bindings of these mechanisms in the edition in force on the date. One query. */
  citations(
    tx: Tx,
    mechanisms: readonly string[],
    on: string,
  ): Promise<ReadonlyMap<string, readonly BoundCitation[]>>
  /** Name of the part of the house whose tasks begin with this word (`joining` of `joining.close`). */
  areaName(area: string): string
}

/** The part of the house a kind of task belongs to: what stands before its point. */
export function areaOf(kind: string): string {
  return kind.split('.')[0] ?? kind
}
