import type { z } from 'zod'
import { addDays } from '#ground/clock/date.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { approval } from '../contract-editions.ts'
import type { CouncilResolution } from '../ports.ts'
import type { EditionApprovalTable } from './edition-tables.ts'
import type { PolicyKind } from '../tables.ts'

export type Approval = z.output<typeof approval>

/** Kinds of document that only the council's resolution, or 軽微・緊急, puts in force. */
const GATED: ReadonlySet<PolicyKind> = new Set(['基本方針', '対策基準'])

/** Whether an edition of this kind of document needs the council's resolution, or 軽微・緊急, to be put in force. */
export const needsApproval = (kind: PolicyKind): boolean => GATED.has(kind)

/** 「事後速やかに」 where neither the text nor the officer says until when. */
export const REPORT_WITHIN_DAYS = 30

export type ApprovalFacts = Omit<EditionApprovalTable, 'tenant_id' | 'version_id'>

/**
 * On what authority an edition comes into force (the standard's chapter on review: the council resolves; minor and
 * urgent amendments by the 最高情報統括責任者 are reported to it afterwards). Pure.
 * @throws Refusal 'invalid' where a 基本方針 or 対策基準 has none, or the days contradict each other.
 */
export function approvalFacts(
  document: { readonly kind: PolicyKind },
  decision: { readonly decidedBy: string; readonly decidedOn: string; readonly effectiveFrom: string },
  given: Approval | undefined,
  /** Where nothing was given, the resolution that the council's meeting recorded. */
  resolution: CouncilResolution | null = null,
): ApprovalFacts {
  const none = {
    number: null,
    report_due: null,
    reported_on: null,
    reported_to: null,
    note: null,
    resolution_id: null,
  }
  if (given === undefined) {
    if (needsApproval(document.kind) && resolution !== null) {
      return { ...none, ...resolved(resolution, decision.effectiveFrom) }
    }
    if (needsApproval(document.kind)) {
      return wrong(
        'approval',
        `${document.kind}の版を施行するには、会議の議決、又は軽微・緊急の改正とする理由と決定者が必要です。どちらかを入れてください。`,
      )
    }
    return {
      ...none,
      kind: 'simple',
      matter: '',
      approved_by: decision.decidedBy,
      approved_on: decision.decidedOn,
    }
  }
  if (given.kind === 'council') {
    if (given.resolvedOn > decision.effectiveFrom)
      return wrong('approval.resolvedOn', '議決の日は施行日より後にできません。日付を確かめてください。')
    return {
      ...none,
      kind: 'council',
      matter: given.meeting,
      number: given.number ?? null,
      approved_by: given.meeting,
      approved_on: given.resolvedOn,
    }
  }
  const due = given.reportDue ?? addDays(decision.effectiveFrom, REPORT_WITHIN_DAYS)
  if (due < decision.decidedOn)
    return wrong('approval.reportDue', '事後報告の期限は決定日より前にできません。日付を確かめてください。')
  return {
    ...none,
    kind: given.kind,
    matter: given.reason,
    approved_by: given.by,
    approved_on: decision.decidedOn,
    report_due: due,
  }
}

/** @throws Refusal where the resolution is not on the text that would come into force, or comes after that day. */
function resolved(resolution: CouncilResolution, effectiveFrom: string) {
  const { meeting, resolvedOn, number, itemId } = resolution
  if (resolution.state === 'changed') {
    return wrong(
      'approval',
      `${meeting}の議決の後に、この版の本文が変わりました。その議決では施行できません。会議にかけ直すか、決定の手続を選んでください。`,
    )
  }
  if (resolution.state === 'amended') {
    return wrong(
      'approval',
      `${meeting}では、この版を修正して可決しました。修正した本文を新しい版として取り込み、決定の手続を選んでください。`,
    )
  }
  if (resolvedOn > effectiveFrom)
    return wrong('effectiveFrom', '施行日を、議決の日より前にできません。日付を確かめてください。')
  return {
    kind: 'council',
    matter: meeting,
    number,
    approved_by: meeting,
    approved_on: resolvedOn,
    resolution_id: itemId,
  } as const
}

function wrong(at: string, message: string): never {
  return refuse('invalid', message, { problems: [{ at, message }] })
}
