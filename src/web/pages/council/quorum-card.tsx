import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import type { Meeting } from './use-meeting.ts'

/** Whether the meeting can resolve anything, with the numbers and the rule it follows from. */
export function QuorumCard({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  if (meeting.way === 'written' || meeting.state === 'draft' || meeting.state === 'cancelled') return null
  const { quorum, chair } = meeting
  return (
    <Card title={t('council.quorum.title')}>
      <p className="flex flex-wrap items-center gap-3" aria-live="polite">
        <StateChip means={quorum.met ? 'kept' : 'wrong'}>
          {t(quorum.met ? 'council.quorum.met' : 'council.quorum.short')}
        </StateChip>
        <b className="text-[1.25rem]">{t('council.quorum.figure', quorum)}</b>
        <span>{t('council.quorum.needed', { figure: quorum.needed })}</span>
      </p>
      <p className="mt-2 text-[0.875rem] leading-[1.6]">{quorum.reason}</p>
      <p className="mt-2 text-[0.875rem]">
        {t('council.quorum.chair')} <b>{chair?.name ?? t('council.quorum.noChair')}</b>
      </p>
    </Card>
  )
}
