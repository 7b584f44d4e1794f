import type { AuthorKind } from '../tables.ts'

export type DocumentReaderTable = {
  tenant_id: string
  policy_id: string
  kind: 'person' | 'unit' | 'office'
  reader: string
}

export type ApprovalKind = 'council' | 'minor' | 'urgent' | 'simple'

export type EditionApprovalTable = {
  tenant_id: string
  version_id: string
  kind: ApprovalKind
  matter: string
  number: string | null
  approved_by: string
  approved_on: string
  report_due: string | null
  reported_on: string | null
  reported_to: string | null
  note: string | null
  /** The resolution that the house itself recorded; empty where the authority is on paper. */
  resolution_id: string | null
}

export type ImpactChoice = 'carry' | 'reconfirm' | 'drop'

export type ImpactDecisionTable = {
  tenant_id: string
  version_id: string
  item: string
  kind: string
  label: string
  choice: ImpactChoice
  note: string
  to_wid: string | null
  to_sentence: number | null
  fingerprint: string
  decided_at: string
  decided_by_kind: AuthorKind
  decided_by: string
}

export type PublicationTable = {
  tenant_id: string
  publication_id: string
  policy_id: string
  kind: '基本方針' | '対策基準' | '規程'
  version_id: string
  published_on: string
  place: string
  state: 'current' | 'replaced' | 'withdrawn'
  ended_on: string | null
  reason: string | null
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    document_reader: DocumentReaderTable
    edition_approval: EditionApprovalTable
    impact_decision: ImpactDecisionTable
    publication: PublicationTable
  }
}
