import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import type { ApprovalAct, NormKind } from './norms/types.ts'

/** What a mechanism does for the city. */
export type MechanismKind =
  | '手続'
  | '台帳'
  | '義務'
  | '点検'
  | '役割'
  | '分類'
  | '設定'
  | '事案'
  | '契約'
  | '研修'
  | '監査'
  | '文書'
  | '禁止'
  | '用語'

/** A place of a mechanism that needs a clause: 持出許可 needs the clause that demands the permission. */
export type MechanismSlot = {
  /** `procedure:carry-out`, `register:carry-book` … */
  readonly mechanism: string
  readonly mechanismName: string
  readonly kind: MechanismKind
  readonly slot: string
  /** What the clause must say, in Japanese. */
  readonly need: string
  /** Kinds of norm that belong here; bindings are proposed from them. */
  readonly takes?: readonly NormKind[]
  /**
   * Words of the sentence, or of the headings above it, that speak for this slot; of a list all must be there.
   * A mechanism that runs is proposed only where one of them stands; one to come also by kind alone.
   */
  readonly words?: readonly (string | readonly string[])[]
  /** Only norms by which somebody must obtain one of these acts. */
  readonly acts?: readonly ApprovalAct[]
  /** It is in the house and runs without asking for a clause, as the glossary and the editions do. */
  readonly inHouse?: boolean
  /** A key of before: what was bound to it stays; it is not offered any more. */
  readonly carriedOver?: boolean
}

/** A number shown beside a mechanism: 許可 512件. */
export type MechanismCount = { readonly label: string; readonly value: number }

/** What rests on the text beside bindings: open cases, record books, later duties, tasks, courses. */
export type RestingThing = {
  /** `case`, `register`, `task`, `course` … */
  readonly kind: string
  readonly kindLabel: string
  /** Unique within the kind, at most 200 characters. */
  readonly key: string
  readonly label: string
  readonly count: number
  readonly address: string | null
  /** It rests on whatever this mechanism is bound to … */
  readonly mechanism: string | null
  /** … and on these provisions. */
  readonly wids: readonly string[]
  /** Choices that make no sense: an open case cannot be dropped by an amendment. */
  readonly never?: readonly ('carry' | 'reconfirm' | 'drop')[]
}

/** A resolution on an edition that the council's own meeting recorded. */
export type CouncilResolution = {
  readonly itemId: string
  readonly meetingId: string
  /** 「情報化推進会議 令和8年度第2回」 */
  readonly meeting: string
  readonly resolvedOn: string
  /** 議決番号. */
  readonly number: string | null
  /**
   * holds: on exactly the text that is there now. changed: the text was changed afterwards, so it resolves nothing.
   * amended: 修正可決, on a text other than the one that was tabled.
   */
  readonly state: 'holds' | 'changed' | 'amended'
}

/** What the policy room asks of the council and tells it. */
export type CouncilPort = {
  /** The latest resolution on an edition, or null. Two queries. */
  resolution(tx: Tx, editionId: string): Promise<CouncilResolution | null>
  /** 軽微・緊急: the council must be told until that day. */
  reportOwed(
    act: Act,
    owed: {
      readonly editionId: string
      readonly label: string
      readonly reason: string
      readonly dueOn: string
    },
  ): Promise<void>
  /** It has been told. */
  reportMade(act: Act, made: { readonly editionId: string; readonly meeting: string }): Promise<void>
}

/** What the policy room asks of the rest of the house. */
export type PolicyPorts = {
  /**
   * Every slot that the mechanisms of this house declare, with those of the city's own procedures. One query; the same
   * list as long as nothing in it changes.
   */
  slots(tx: Tx): Promise<readonly MechanismSlot[]>
  /** Slots nobody must fill: of mechanisms to come (what is bound to them is 未整備), and of the text's own places. */
  planned(): readonly MechanismSlot[]
  /** Names of persons, for 「確認した人」. One query. */
  personNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Numbers to show beside a mechanism (許可 512件). One query at most; an empty map where there is nothing. */
  counts(
    tx: Tx,
    mechanisms: readonly string[],
    on: string,
  ): Promise<ReadonlyMap<string, readonly MechanismCount[]>>
  /** What rests on an edition through these mechanisms or provisions. A query for each sort of thing. */
  dependents(
    tx: Tx,
    asked: {
      readonly editionId: string
      readonly wids: readonly string[]
      readonly mechanisms: readonly string[]
      readonly on: string
    },
  ): Promise<readonly RestingThing[]>
  readonly council: CouncilPort
  /** 機関 of the organisation on a date. One query. */
  bodies(tx: Tx, on: string): Promise<readonly { readonly id: string; readonly name: string }[]>
  /** Who may be named as readers: units on a date, and offices. */
  readerChoices(
    tx: Tx,
    on: string,
  ): Promise<{
    readonly units: readonly { readonly id: string; readonly name: string }[]
    readonly offices: readonly { readonly id: string; readonly name: string }[]
  }>
}
