import { formatDate } from '#ground/clock/wareki.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { applyDecisions } from './apply-decisions.ts'
import { approvalFacts, needsApproval, type ApprovalFacts } from './approval.ts'
import { policyPutInForce } from '../contract.ts'
import { demandDecided } from './decide-impact.ts'
import { editionOut, findEdition, selectEditions, type EditionRow } from './editions.ts'
import { impactOf } from './impact-of.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { PolicyPorts } from '../ports.ts'

/** Puts a draft in force from a date; the edition in force before it ends on that day. */
export function putInForceOperation(ports: PolicyPorts): Implementation {
  return implement(policyPutInForce, async (act, input) => {
    await oneAtATime(act, 'policy.force')
    const edition = await findEdition(act, input.editionId)
    if (edition.state !== 'draft') {
      refuse('conflict', `「${edition.label}」はもう施行の手続が済んでいます。新しい版を取り込んでください。`)
    }
    if (edition.needs_review && !input.reviewed) {
      refuse(
        'conflict',
        '読み取れなかった部分を確かめてから施行してください。確かめたら「確認済み」を選んでください。',
      )
    }
    if (input.decidedOn > input.effectiveFrom) {
      refuse('invalid', '決定日は施行日より後にできません。日付を確かめてください。', {
        problems: [{ at: 'decidedOn', message: '施行日以前の日を入れてください。', value: input.decidedOn }],
      })
    }
    const resolution =
      input.approval === undefined && needsApproval(edition.kind)
        ? await ports.council.resolution(act.tx, edition.version_id)
        : null
    const approved = approvalFacts(edition, input, input.approval, resolution)
    const before = await lastInForce(act, edition)
    const begins = before?.effective_from ?? null
    if (before !== undefined && begins !== null && begins >= input.effectiveFrom) {
      refuse(
        'conflict',
        `「${before.label}」が${begins}に施行されているため、それより後の施行日を入れてください。`,
        {
          problems: [
            {
              at: 'effectiveFrom',
              message: '前の版の施行日より後の日を入れてください。',
              value: input.effectiveFrom,
            },
          ],
        },
      )
    }
    const impact = await impactOf(act, ports, edition)
    demandDecided(impact)
    const carried = await applyDecisions(act, edition.version_id, impact)
    if (before !== undefined) {
      await act.recorder.save('policy_version', {
        ...(await wholeRow(act, before.version_id)),
        state: 'superseded',
        effective_to: input.effectiveFrom,
      })
    }
    await act.recorder.save('policy_version', {
      ...(await wholeRow(act, edition.version_id)),
      state: 'in-force',
      decided_by: input.decidedBy,
      decided_on: input.decidedOn,
      effective_from: input.effectiveFrom,
      needs_review: false,
    })
    await act.recorder.save('edition_approval', {
      tenant_id: act.tenantId,
      version_id: edition.version_id,
      ...approved,
    })
    if (approved.report_due !== null) {
      await ports.council.reportOwed(act, {
        editionId: edition.version_id,
        label: `${edition.title} ${edition.label}`,
        reason: approved.matter,
        dueOn: approved.report_due,
      })
    }
    act.recorder.describe({
      act: '施行',
      ...(approved.resolution_id === null ? {} : { capacity: '会議議決' }),
      subject: { kind: 'policy', id: edition.policy_id, label: `${edition.title} ${edition.label}` },
      editionId: edition.version_id,
      note: `${formatDate(input.effectiveFrom)}から。${input.decidedBy}が${formatDate(input.decidedOn)}に決定。${approvalWords(approved)}${carried > 0 ? `。対応付け${carried}件を引継ぎ` : ''}`,
    })
    return {
      edition: editionOut(await findEdition(act, edition.version_id), act.today),
      supersedes: before?.version_id ?? null,
      openSlots: await openSlots(act, ports, edition.version_id),
    }
  })
}

function approvalWords(approved: ApprovalFacts): string {
  const due = approved.report_due === null ? '' : `、${formatDate(approved.report_due)}までに事後報告`
  switch (approved.kind) {
    case 'council':
      return `議決: ${approved.matter}${approved.number === null ? '' : `(${approved.number})`}`
    case 'minor':
      return `軽微な改正(${approved.approved_by})${due}`
    case 'urgent':
      return `緊急の改正(${approved.approved_by})${due}`
    case 'simple':
      return '通常の決定'
  }
}

const lastInForce = (act: Act, edition: EditionRow) =>
  selectEditions(act.tx, act.tenantId)
    .where('v.policy_id', '=', edition.policy_id)
    .where('v.state', '=', 'in-force')
    .orderBy('v.effective_from', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The row as the recorder wants it back: every column. */
const wholeRow = (act: Act, versionId: string) =>
  act.tx
    .selectFrom('policy_version')
    .selectAll()
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .executeTakeFirstOrThrow()

/** Slots of the house that no provision of this edition answers. */
async function openSlots(act: Act, ports: PolicyPorts, versionId: string): Promise<number> {
  const bound = await act.tx
    .selectFrom('binding')
    .select(['mechanism', 'slot'])
    .distinct()
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .execute()
  const keys = new Set(bound.map((b) => `${b.mechanism}\n${b.slot}`))
  return (await ports.slots(act.tx)).filter((s) => !keys.has(`${s.mechanism}\n${s.slot}`)).length
}
