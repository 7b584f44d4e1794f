import { policyPutInForce } from '#policy/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemsOf } from '../../../api/check.ts'
import { ApiProblem, messageAt, type Problem } from '../../../api/problem.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Button, ButtonRow } from '../../../parts/button.tsx'
import { Checkbox } from '../../../parts/checkbox.tsx'
import { DateField } from '../../../parts/date-field.tsx'
import { ErrorSummary } from '../../../parts/error-summary.tsx'
import { FieldPair } from '../../../parts/form-field.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { useRefreshPolicies } from '../bindings/use-slots.ts'
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
  const [decidedBy, setDecidedBy] = useState(edition.decidedBy ?? '')
  const [decidedOn, setDecidedOn] = useState(dayOf(edition.decidedOn))
  const [effectiveFrom, setEffectiveFrom] = useState(dayOf(edition.effectiveFrom))
  const [reviewed, setReviewed] = useState(false)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const command = useCommand(policyPutInForce, refresh)
  const refused = command.error instanceof ApiProblem ? command.error.problems : []
  const shown = problems.length > 0 ? problems : refused
  const send = (): void => {
    const input = {
      editionId: edition.editionId,
      decidedBy,
      decidedOn: decidedOn.date ?? '',
      effectiveFrom: effectiveFrom.date ?? '',
      reviewed,
    }
    const found = problemsOf(policyPutInForce.input, input).map((problem) => {
      const day = problem.at === 'decidedOn' || problem.at === 'effectiveFrom'
      return day ? { ...problem, message: t('policies.force.dayMissing') } : problem
    })
    if (edition.needsReview && !reviewed) {
      found.push({ at: 'reviewed', message: t('policies.force.reviewFirst') })
    }
    setProblems(found)
    if (found.length === 0) command.mutate(input)
  }
  return (
    <form
      noValidate
      className="grid max-w-[768px] gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        send()
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
      <ErrorSummary
        problems={shown}
        labels={{
          decidedBy: t('policies.force.decidedBy'),
          decidedOn: t('policies.force.decidedOn'),
          effectiveFrom: t('policies.force.effectiveFrom'),
          reviewed: t('policies.force.reviewedShort'),
        }}
      />
      {command.isError && shown.length === 0 && <RefusalNotice error={command.error} />}
      <TextField
        name="decidedBy"
        label={t('policies.force.decidedBy')}
        hint={t('policies.force.decidedByHint')}
        required
        value={decidedBy}
        error={messageAt(shown, 'decidedBy')}
        onChange={setDecidedBy}
      />
      <FieldPair>
        <DateField
          name="decidedOn"
          label={t('policies.force.decidedOn')}
          required
          value={decidedOn.typed}
          error={messageAt(shown, 'decidedOn')}
          onChange={(typed, date) => setDecidedOn({ typed, date })}
        />
        <DateField
          name="effectiveFrom"
          label={t('policies.force.effectiveFrom')}
          required
          value={effectiveFrom.typed}
          error={messageAt(shown, 'effectiveFrom')}
          onChange={(typed, date) => setEffectiveFrom({ typed, date })}
        />
      </FieldPair>
      {edition.needsReview && (
        <Checkbox
          name="reviewed"
          checked={reviewed}
          error={messageAt(shown, 'reviewed')}
          onChange={setReviewed}
        >
          {t('policies.force.reviewed')}
        </Checkbox>
      )}
      <ButtonRow end>
        <Button type="submit" look="filled" size="large" busy={command.isPending}>
          {t('policies.force.go')}
        </Button>
      </ButtonRow>
    </form>
  )
}
