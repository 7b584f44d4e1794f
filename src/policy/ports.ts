import type { Tx } from '#ground/database/database.ts'

/** A place of a mechanism that needs a clause: 持出許可 needs the clause that demands the permission. */
export type MechanismSlot = {
  /** `procedure:carry-out`, `register:carry-book` … */
  readonly mechanism: string
  readonly mechanismName: string
  readonly kind: '手続' | '台帳' | '義務' | '点検' | '役割'
  readonly slot: string
  /** What the clause must say, in Japanese. */
  readonly need: string
}

/** What the policy room asks of the rest of the house. */
export type PolicyPorts = {
  /** Every slot that the mechanisms of this house declare. */
  slots(): readonly MechanismSlot[]
  /** Names of persons, for 「確認した人」. One query. */
  personNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Numbers to show beside a mechanism (許可 512件). One query at most; an empty map where there is nothing. */
  counts(
    tx: Tx,
    mechanisms: readonly string[],
    on: string,
  ): Promise<ReadonlyMap<string, readonly { readonly label: string; readonly value: number }[]>>
}
