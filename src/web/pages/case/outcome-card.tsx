import type { CaseView } from '#engine/procedure/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { CaseStateChip } from './state-chip.tsx'

/** The result of the last decision: by whom, in what right, why. */
export function OutcomeCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const last = view.decisions.at(-1)
  if (last === undefined || view.state === 'draft') return null
  return (
    <Card title={t('caseFile.decided')}>
      <div className="grid gap-1 text-[0.875rem] leading-[1.5]">
        <p>
          <CaseStateChip state={view.state} procedure={view.procedure} overdueDays={view.overdueDays} />
        </p>
        <p>
          {t(last.capacity === '本人' ? 'caseFile.outcome' : 'caseFile.outcomeAs', {
            name: last.decider.name,
            post: last.decider.postTitle,
            capacity: last.capacityText,
          })}
        </p>
        <p className="text-solid-gray-600">
          <DateText value={last.decidedAt} />
        </p>
        {last.reason !== null && <p>{t('caseFile.reasonWas', { text: last.reason })}</p>}
        {last.exceptionReason !== null && <p>{t('caseFile.exceptionWas', { text: last.exceptionReason })}</p>}
      </div>
    </Card>
  )
}
