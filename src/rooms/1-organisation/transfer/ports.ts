import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'

/** Somebody whom a plan touches, and how. `unitId` is where he works on the day (the day before for a leaver). */
export type TouchedPerson = {
  readonly personId: string
  readonly number: string
  readonly name: string
  readonly kind: 'joiner' | 'mover' | 'leaver'
  /** 本務, 会計年度任用, 臨時 … of the main post on the day; of the day before for a leaver. */
  readonly appointment: string
  readonly unitId: string | null
  readonly unitName: string
  /** Where a mover or leaver worked the day before. */
  readonly formerUnitId: string | null
  readonly formerUnitName: string
  readonly title: string
  readonly formerTitle: string
  /** Becomes 情報セキュリティ管理者 of a unit and was not before. */
  readonly newManager: boolean
}

/** A thing somebody has of the city: a medium, a device, a card, a paper taken out. */
export type HeldThing = {
  readonly personId: string
  readonly kind: string
  readonly label: string
  readonly note: string
  readonly href: string | null
}

/** An ID of a system. */
export type HeldId = {
  readonly personId: string
  readonly system: string
  readonly login: string
  readonly note: string
  readonly href: string | null
}

/** Something a person has to do or have done because of the transfer. */
export type OwedStep = {
  readonly personId: string
  readonly kind: string
  readonly label: string
  readonly note: string
}

/** What the day of transfers asks of rooms it may not know; `house-ports.ts` answers. */
export type TransferPorts = {
  procedures(tx: Tx): Promise<readonly ProcedureDefinition[]>
  /** Things that must come back from these people, beside what they took out with a permit. */
  holdings(tx: Tx, personIds: readonly string[], on: string): Promise<readonly HeldThing[]>
  /** IDs of the city's systems that these people have. */
  accounts(tx: Tx, personIds: readonly string[], on: string): Promise<readonly HeldId[]>
  /** Training that norms demand of these people. */
  training(tx: Tx, people: readonly TouchedPerson[], on: string): Promise<readonly OwedStep[]>
  /** The checklists that will open for joiners, movers and leavers. */
  checklists(tx: Tx, people: readonly TouchedPerson[], on: string): Promise<readonly OwedStep[]>
  /** Opens the checklist of one person; does nothing when it is open already. Answers what was opened, or null. */
  openChecklist(
    act: Act,
    person: TouchedPerson,
    on: string,
  ): Promise<{ label: string; href: string | null } | null>
  /**
   * Lets what hangs on reorganised units follow their successors, in acts of its own that may run again. Answers what
   * followed, one line a kind.
   */
  followUnits(
    act: Act,
    on: string,
  ): Promise<readonly { readonly key: string; readonly label: string; readonly what: string }[]>
}
