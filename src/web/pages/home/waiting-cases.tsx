import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { Section } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { WaitingRow } from '../inbox/waiting-row.tsx'
import type { Today } from './home-page.tsx'
import { ownCasesElsewhere } from './own-cases.ts'

/** 許可・承認を待つ申請; one's own that went to somebody else stand greyed below. */
export function WaitingCases({ data }: { data: Today }): ReactNode {
  const { t } = useTranslation()
  const { rows, total } = data.waiting
  const shown = [...rows, ...ownCasesElsewhere(data)]
  const ordered = [...shown.filter((row) => !row.mine), ...shown.filter((row) => row.mine)]
  return (
    <Section id="waiting" title={t('home.waiting')} {...(total > 0 ? { aside: t('home.waitingOrder') } : {})}>
      {total === 0 && (
        <EmptyState title={t('home.waitingNone')}>
          {t('home.waitingNoneWhat', { offices: data.standingWords.join(t('home.comma')) })}
        </EmptyState>
      )}
      {ordered.length > 0 && (
        <ul>
          {ordered.map((row) => (
            <WaitingRow key={row.applicationId} row={row} />
          ))}
        </ul>
      )}
      {total > rows.length && (
        <p className="pt-3">
          <Anchor href="/inbox">{t('home.waitingAll', { total: total.toLocaleString('ja-JP') })}</Anchor>
        </p>
      )}
    </Section>
  )
}
