import { lintCodes } from '#policy/norms/types.ts'
import type { policyLints } from '#policy/contract-norms.ts'
import type { OutputOf } from '../../../api/client.ts'

export type Finding = OutputOf<typeof policyLints>['lints'][number]
export type FindingState = 'open' | 'seen' | 'to-mend'

/** What somebody said about a finding; open while nobody did. */
export function stateOf(finding: Pick<Finding, 'note'>): FindingState {
  return finding.note?.state ?? 'open'
}

/** Findings kind by kind, in one fixed order; within a kind in the order of the text. Kinds without any are left out. */
export function groupsOf(findings: readonly Finding[]): { code: Finding['code']; findings: Finding[] }[] {
  return lintCodes
    .map((code) => ({ code, findings: findings.filter((finding) => finding.code === code) }))
    .filter((group) => group.findings.length > 0)
}
