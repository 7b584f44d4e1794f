import type { SheetProblem } from '#ground/paper/sheet.ts'
import type { ChangeKind, NewTransferChange } from '../transfer/change.ts'

/** Why a difference wants a second look before it is taken. */
export const differenceMarks = [
  'missing',
  'term-over',
  'other-person',
  'new-unit',
  'same-as-planned',
] as const
export type DifferenceMark = (typeof differenceMarks)[number]

/** One thing in which the source differs from the organisation, and the change that would make them alike. */
export type Difference = {
  readonly kind: ChangeKind
  /** Line of the source; null for whoever is not in it. */
  readonly line: number | null
  readonly number: string
  readonly name: string
  /** Name of the unit it leads to, or where somebody is missing from. */
  readonly unit: string
  /** What would change, as one Japanese phrase: 「長寿支援課 主事 → 市民課 主任」. */
  readonly what: string
  readonly change: NewTransferChange
  /** Codes of units that must be created for it. */
  readonly needs: readonly string[]
  readonly mark: DifferenceMark | null
  /** Whether it is proposed to be taken. */
  readonly chosen: boolean
}

export type Comparison = {
  readonly differences: readonly Difference[]
  readonly problems: readonly SheetProblem[]
  readonly notes: readonly SheetProblem[]
  readonly counts: Counts
  /** Names of units that have staff today and none in a whole-staff file; cut at 50. */
  readonly emptied: readonly string[]
}

export type Counts = {
  /** Lines that were compared: right + wrong. */
  readonly rows: number
  readonly rightRows: number
  readonly wrongRows: number
  /** People whom the source names. */
  readonly named: number
  /** Of those, whoever stays as he is. */
  readonly unchanged: number
  /** In office on the day, before the changes. */
  readonly serving: number
  /** In office and not in a whole-staff file. */
  readonly missing: number
  /** Would leave, by every 退職 there is here. */
  readonly leaving: number
  /** Mail and extension that differ: not part of a transfer, only told. */
  readonly contacts: number
}

/** From here on a file is more likely the wrong one than the truth: half of those in office would leave. */
export function removesTooMany(counts: { readonly serving: number; readonly leaving: number }): boolean {
  return counts.serving >= 10 && counts.leaving * 2 >= counts.serving
}
