import { fold } from '#ground/words/fold.ts'
import type { FindingTab } from './tables.ts'

/** One line of the report of a rehearsal. */
export type Finding = {
  readonly tab: FindingTab
  /** What the filter of the tab offers: 「就く」「離れる」 … */
  readonly kind: string
  readonly personId?: string | null
  readonly unitId?: string | null
  /** Who or what. */
  readonly label: string
  readonly unit?: string
  readonly before?: string
  readonly after?: string
  readonly note?: string
  readonly href?: string | null
}

/** The columns of a finding that are stored. */
export function findingRow(finding: Finding) {
  const { tab, kind, label, unit = '', before = '', after = '', note = '' } = finding
  return {
    tab,
    kind,
    person_id: finding.personId ?? null,
    unit_id: finding.unitId ?? null,
    label,
    unit,
    before,
    after,
    note,
    href: finding.href ?? null,
    search: fold(`${label} ${unit} ${before} ${after}`),
  }
}
