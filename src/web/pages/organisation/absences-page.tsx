import { myStanding } from '#rooms/1-organisation/contract.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Columns, Section } from '../../parts/card.tsx'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { AbsenceCalendar } from '../rights/absence-calendar.tsx'
import { Absences } from './absences.tsx'
import { Standings } from './standings.tsx'

/** One's own absences, and what one decides today. */
export function AbsencesPage(): ReactNode {
  const { t } = useTranslation()
  const mine = useQuery(reading(myStanding, {}))
  return (
    <>
      <PageHead
        title={t('organisation.absence.title')}
        lead={t('organisation.absence.lead')}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('organisation.absence.title') },
        ]}
      />
      {mine.isPending && <Loading />}
      {mine.isError && <ErrorState error={mine.error} onRetry={() => void mine.refetch()} />}
      {mine.isSuccess && (
        <div className="grid gap-8">
          <Columns
            sideLabel={t('organisation.absence.standings')}
            main={
              <Section title={t('organisation.absence.list')}>
                <Absences
                  absences={mine.data.absences}
                  person={{ id: mine.data.personId, name: mine.data.name, mine: true }}
                  mayAct
                />
              </Section>
            }
            side={
              <Standings
                standings={mine.data.standings}
                on={undefined}
                title={t('organisation.absence.standings')}
              />
            }
          />
          <AbsenceCalendar today={mine.data.on} />
        </div>
      )}
    </>
  )
}
