import type { BoundCitation } from '#engine/procedure/ports.ts'
import type { Tx } from '#ground/database/database.ts'
import type { HeldKind } from './definition.ts'

/** One thing somebody has and will have to hand back. */
export type Held = {
  readonly id: string
  /** As the record book calls it: 「要介護認定調査票(長寿第12号)」. */
  readonly label: string
  /** A short remark: 「返却期限 令和8年11月20日」. */
  readonly detail?: string
  /** Where it is handed back or closed. */
  readonly href?: string
  /** The unit it belongs to; null or left out = to no unit in particular. */
  readonly unitId?: string | null
}

/** A record book that can say what people hold. A later chapter brings its own, and `house.ts` plugs it in. */
export type HoldingSource = {
  readonly kind: HeldKind
  /** What each of the people holds on the date; who holds nothing is absent. At most a fixed number of queries. */
  read(tx: Tx, personIds: readonly string[], on: string): Promise<ReadonlyMap<string, readonly Held[]>>
}

/** What the room asks of the rest of the house. */
export type JoiningPorts = {
  /** Called for each act, so that the house may plug what it finds later. */
  sources(): readonly HoldingSource[]
  citations(
    tx: Tx,
    mechanisms: readonly string[],
    on: string,
  ): Promise<ReadonlyMap<string, readonly BoundCitation[]>>
}
