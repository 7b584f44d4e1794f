import type { CaseRow } from '#engine/procedure/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { CaseChips } from '../case/asset-chips.tsx'
import { clausesOfSlots } from '../case/clauses.ts'
import { FinishDialog } from '../case/finish-dialog.tsx'
import { useKinds } from '../case/kinds.ts'
import { RowGrid } from '../inbox/row-grid.tsx'
import type { Today } from './home-page.tsx'

/** 返却の遅れ: what is still out past its day, with the confirmation of its return. */
export function OverdueCases({ data }: { data: Today }): ReactNode {
  const { t } = useTranslation()
  const kinds = useKinds()
  const { rows, total } = data.overdue
  const clauses = [...new Set(rows.map((row) => row.procedure))].flatMap((procedure) =>
    clausesOfSlots(kinds.get(procedure)?.cites ?? [], ['record', 'permit']).slice(0, 1),
  )
  return (
    <Section id="overdue" title={t('home.overdue')} aside={<ClauseLinks clauses={clauses} />}>
      {rows.length === 0 ? (
        <EmptyState title={t('home.overdueNone')}>{t('home.overdueNoneWhat')}</EmptyState>
      ) : (
        <ul>
          {rows.map((row) => (
            <OverdueRow key={row.applicationId} row={row} />
          ))}
        </ul>
      )}
      {total > rows.length && (
        <p className="pt-3">
          <Anchor href="/cases?view=office&overdue=true">
            {t('home.overdueAll', { total: total.toLocaleString('ja-JP') })}
          </Anchor>
        </p>
      )}
    </Section>
  )
}

function OverdueRow({ row }: { row: CaseRow }): ReactNode {
  const { t } = useTranslation()
  const [confirming, setConfirming] = useState(false)
  return (
    <RowGrid
      lead={<StateChip means="overdue">{t('home.overdueLate', { days: row.overdueDays })}</StateChip>}
      main={
        <>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Anchor href={`/cases/${row.applicationId}`} className="font-bold">
              {row.title}
            </Anchor>
            <span className="nowrap text-[0.875rem] text-solid-gray-600">{row.number}</span>
            <Chips>
              <CaseChips classLabel={row.classLabel} personal={row.personal} />
            </Chips>
          </p>
          <p className="text-[0.875rem]">
            {t('home.overdueUntil')} <DateText value={row.periodTo} form="short" /> {row.purpose}
          </p>
          {row.mine && <p className="text-[0.875rem]">{t('home.overdueOwn')}</p>}
        </>
      }
      who={row.applicantName}
      note={
        row.reminders === 0
          ? t('home.overdueNoReminders')
          : t('home.overdueReminders', { count: row.reminders })
      }
      go={
        row.mine ? (
          <ButtonLink look="text" href={`/cases/${row.applicationId}`}>
            {t('inbox.course')}
          </ButtonLink>
        ) : (
          <>
            <Button onPress={() => setConfirming(true)}>{t('home.overdueConfirm')}</Button>
            <FinishDialog open={confirming} onClose={() => setConfirming(false)} row={row} path="/today" />
          </>
        )
      }
    />
  )
}
