import type { NormKind } from '#policy/norms/types.ts'

/** What an officer calls a kind of mechanism. */
export type PlannedKind =
  | '役割'
  | '手続'
  | '台帳'
  | '分類'
  | '点検'
  | '設定'
  | '義務'
  | '事案'
  | '契約'
  | '研修'
  | '監査'
  | '文書'
  | '用語'

/** A place where the city's own clause will belong. */
export type PlannedSlot = {
  readonly slot: string
  /** What kind of clause is needed, for the officer. */
  readonly need: string
  readonly takes: readonly NormKind[]
  /** Words of such clauses; of a list all must be there. */
  readonly words: readonly (string | readonly string[])[]
}

/**
 * A mechanism that a later part of the product brings; until then what is bound to it is 未整備. The text's own places
 * (`text:…`: the glossary, the editions) and what Kijun does for itself (`house:…`) stand among them because they too
 * ask for no clause before they run.
 */
export type PlannedMechanism = {
  readonly key: `planned:${string}` | `text:${string}` | `house:${string}`
  readonly inHouse: boolean
  /** Number of its module in the list of provisions, M01 to M21. */
  readonly module: string
  readonly name: string
  readonly kind: PlannedKind
  /** Room of the house that will hold it. */
  readonly room: string
  readonly slots: readonly PlannedSlot[]
}

export function planned(
  key: string,
  module: string,
  room: string,
  kind: PlannedKind,
  name: string,
  slots: readonly PlannedSlot[],
): PlannedMechanism {
  return { key: `planned:${key}`, inHouse: false, module, room, kind, name, slots }
}

/** A place of the text that is in the house already: see 条文. */
export function ofTheText(
  key: string,
  module: string,
  kind: PlannedKind,
  name: string,
  slots: readonly PlannedSlot[],
): PlannedMechanism {
  return { key: `text:${key}`, inHouse: true, module, room: 'policy', kind, name, slots }
}

/** What Kijun does for itself: it is there and runs without asking for a clause, and shows the clause once bound. */
export function ofTheHouse(
  key: string,
  module: string,
  room: string,
  kind: PlannedKind,
  name: string,
  slots: readonly PlannedSlot[],
): PlannedMechanism {
  return { key: `house:${key}`, inHouse: true, module, room, kind, name, slots }
}

/** One slot; its words are parted by blanks, and 委託+確認 wants both. */
export function slot(key: string, need: string, takes: readonly NormKind[], words: string): PlannedSlot {
  return { slot: key, need, takes, words: words.split(' ').map((w) => (w.includes('+') ? w.split('+') : w)) }
}
