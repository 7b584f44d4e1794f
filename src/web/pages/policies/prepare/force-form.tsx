import { policyPutInForce } from '#policy/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageAt, type Problem } from '../../../api/problem.ts'
import { useFormCommand } from '../../../api/use-form-command.ts'
import { Button, ButtonRow } from '../../../parts/button.tsx'
import { Checkbox } from '../../../parts/checkbox.tsx'
import { DateField } from '../../../parts/date-field.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { ConfirmDialog } from '../../../parts/dialog.tsx'
import { ErrorSummary } from '../../../parts/error-summary.tsx'
import { FieldPair } from '../../../parts/form-field.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { useRefreshPolicies } from '../bindings/use-slots.ts'
import {
  ApprovalFields,
  approvalOf,
  emptyApproval,
  type ApprovalTyped,
} from '../editions/approval-fields.tsx'
import type { EditionOut } from '../types.ts'

type Day = { readonly typed: string; readonly date: string | null }
const dayOf = (date: string | null): Day => ({ typed: date ?? '', date })

/** 施行: who decided the edition, when, and from which day it holds. */
export function ForceForm({
  edition,
  tablesLeft,
  gaps,
}: {
  edition: EditionOut['edition']
  tablesLeft: number
  gaps: number | undefined
}): ReactNode {
  const { t } = useTranslation()
  const refresh = useRefreshPolicies()
  const resolution = edition.resolution?.state === 'holds' ? edition.resolution : null
  const [decidedBy, setDecidedBy] = useState(edition.decidedBy ?? resolution?.meeting ?? '')
  const [decidedOn, setDecidedOn] = useState(dayOf(edition.decidedOn ?? resolution?.resolvedOn ?? null))
  const [effectiveFrom, setEffectiveFrom] = useState(dayOf(edition.effectiveFrom))
  const [reviewed, setReviewed] = useState(false)
  const [asking, setAsking] = useState(false)
  const [approval, setApproval] = useState<ApprovalTyped>(
    resolution === null ? emptyApproval : { ...emptyApproval, way: 'resolution' },
  )
  const gated = edition.needsApproval
  const form = useFormCommand(
    policyPutInForce,
    {
      decidedBy: t('policies.force.decidedBy'),
      decidedOn: t('policies.force.decidedOn'),
      effectiveFrom: t('policies.force.effectiveFrom'),
      reviewed: t('policies.force.reviewedShort'),
      approval: t('editions.gate.title'),
      'approval.reason': t('editions.gate.reason'),
      'approval.reportDue': t('editions.gate.reportDue'),
      'approval.number': t('editions.gate.number'),
    },
    refresh,
  )
  const input = {
    editionId: edition.editionId,
    decidedBy,
    decidedOn: decidedOn.date ?? '',
    effectiveFrom: effectiveFrom.date ?? '',
    reviewed,
    ...(gated ? { approval: approvalOf(approval, { by: decidedBy, on: decidedOn.date ?? '' }) } : {}),
  }
  const mended = (problems: Problem[]): Problem[] => {
    const found = problems.map((problem) =>
      problem.at === 'decidedOn' || problem.at === 'effectiveFrom'
        ? { ...problem, message: t('policies.force.dayMissing') }
        : problem,
    )
    if (edition.needsReview && !reviewed) {
      found.push({ at: 'reviewed', message: t('policies.force.reviewFirst') })
    }
    if (gated && approval.way === '') found.push({ at: 'approval', message: t('editions.gate.choose') })
    return found
  }
  return (
    <form
      noValidate
      className="grid max-w-[768px] gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (form.check(input, mended)) setAsking(true)
      }}
    >
      <p>{t('policies.force.what')}</p>
      {(tablesLeft > 0 || (gaps !== undefined && gaps > 0)) && (
        <Notice kind="warning" title={t('policies.force.open')}>
          <ul className="list-disc pl-5 text-[0.875rem]">
            {tablesLeft > 0 && <li>{t('policies.tablesToConfirm', { count: tablesLeft })}</li>}
            {gaps !== undefined && gaps > 0 && <li>{t('policies.force.gaps', { count: gaps })}</li>}
          </ul>
        </Notice>
      )}
      <ErrorSummary problems={form.problems} labels={form.labels} />
      {form.refusal !== null && <RefusalNotice error={form.refusal} />}
      {gated && (
        <ApprovalFields
          typed={approval}
          resolution={edition.resolution}
          problems={form.problems}
          onChange={setApproval}
        />
      )}
      <TextField
        name="decidedBy"
        label={t('policies.force.decidedBy')}
        hint={t('policies.force.decidedByHint')}
        required
        value={decidedBy}
        error={messageAt(form.problems, 'decidedBy')}
        onChange={setDecidedBy}
      />
      <FieldPair>
        <DateField
          name="decidedOn"
          label={t('policies.force.decidedOn')}
          required
          value={decidedOn.typed}
          error={messageAt(form.problems, 'decidedOn')}
          onChange={(typed, date) => setDecidedOn({ typed, date })}
        />
        <DateField
          name="effectiveFrom"
          label={t('policies.force.effectiveFrom')}
          required
          value={effectiveFrom.typed}
          error={messageAt(form.problems, 'effectiveFrom')}
          onChange={(typed, date) => setEffectiveFrom({ typed, date })}
        />
      </FieldPair>
      {edition.needsReview && (
        <Checkbox
          name="reviewed"
          checked={reviewed}
          error={messageAt(form.problems, 'reviewed')}
          onChange={setReviewed}
        >
          {t('policies.force.reviewed')}
        </Checkbox>
      )}
      <ButtonRow end>
        <Button type="submit" look="filled" size="large" busy={form.busy}>
          {t('policies.force.go')}
        </Button>
      </ButtonRow>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('policies.force.ask', { name: edition.label })}
        act={t('policies.force.go')}
        onConfirm={() => {
          setAsking(false)
          form.send(input, mended)
        }}
      >
        <ul className="grid list-disc gap-1 pl-5">
          <li>
            <DateText value={effectiveFrom.date} />
            {t('policies.force.from')}
          </li>
          <li>{t('policies.force.follows')}</li>
          <li>{t('policies.force.cases')}</li>
          <li>{t('policies.force.settled')}</li>
        </ul>
      </ConfirmDialog>
    </form>
  )
}
