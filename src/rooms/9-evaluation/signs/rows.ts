import type { SeatAct } from '#engine/procedure/step-machine.ts'
import type { AttemptKind, CaseRef } from './tables.ts'

/** What every row says beside its facts: when, where, who, and in which cases. */
export type Seen = {
  /** Instant. */
  readonly at: string
  readonly unitId: string
  /** Who acted. */
  readonly personId: string | null
  /** For whom, or in whose stead. */
  readonly otherId: string | null
  /** What the ledger has the entries of. */
  readonly subject: { readonly kind: string; readonly id: string }
  readonly label: string
  readonly cases: readonly CaseRef[]
  readonly caseCount: number
}

/** One decision with what is known around it. */
export type DecisionRow = Seen & {
  readonly act: SeatAct
  readonly applicantId: string
  readonly deciderId: string
  readonly capacity: string
  /** When the case reached the seat it was decided in; null where nobody noted it. */
  readonly reachedAt: string | null
  /** When the decider first opened the case in that round, before deciding; null where he did not. */
  readonly openedAt: string | null
  /** Since when openings are noted at all; null: not yet. */
  readonly openingsSince: string | null
  readonly filedAt: string | null
  /** First day of what was asked for. */
  readonly periodFrom: string | null
  readonly startedAt: string | null
  readonly exceptionReason: string | null
  /** Other steps of the same round in which the same person decided. */
  readonly otherPlaces: number
  /** 後閲: asked for, and done. */
  readonly afterAskedAt: string | null
  readonly afterReadAt: string | null
}

/** Decisions of one person made one right after the other, or in one bundle. */
export type GoRow = Seen & {
  readonly bundle: boolean
  readonly from: string
  readonly to: string
  /** The most cases within one minute of it; of a bundle all. */
  readonly most: number
}

/** One applicant and one decider over a period. */
export type PairRow = Seen & {
  /** Cases of the applicant the decider decided. */
  readonly shared: number
  /** All cases the decider decided. */
  readonly total: number
}

/** One decider over a period. */
export type DeciderRow = Seen & { readonly decided: number; readonly refused: number }

/** Something written as purpose or reason. */
export type TextRow = Seen & {
  /** 「持出しの目的」「決裁の理由」 */
  readonly where: string
  readonly text: string
  /** Cases of the month with the same text. */
  readonly copies: number
}

/** A record that states its own day. */
export type RecordRow = Seen & {
  readonly book: string
  readonly statedOn: string
  readonly recordedOn: string
}

/** A day at the end of a permission, or of what it was for, as somebody typed it or put it right. */
export type EndingRow = Seen & {
  readonly book: string
  /** 「返却・消去した日」 */
  readonly column: string
  /** null: it was taken out. */
  readonly statedOn: string | null
  /** What stood there before; null where nothing did. */
  readonly statedBefore: string | null
  readonly recordedOn: string
}

/** An act that was refused. */
export type AttemptRow = Seen & {
  readonly kind: AttemptKind
  readonly times: number
  readonly message: string
}

/** What signs are looked for in. */
export type SignSources = {
  readonly decision: DecisionRow
  readonly go: GoRow
  readonly pair: PairRow
  readonly decider: DeciderRow
  readonly text: TextRow
  readonly record: RecordRow
  readonly attempt: AttemptRow
  readonly ending: EndingRow
}
export type SourceKey = keyof SignSources
export type SourceRows = { readonly [S in SourceKey]: readonly SignSources[S][] }

export const noRows: SourceRows = {
  decision: [],
  go: [],
  pair: [],
  decider: [],
  text: [],
  record: [],
  attempt: [],
  ending: [],
}
