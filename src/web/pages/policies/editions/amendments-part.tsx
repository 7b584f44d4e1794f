import { policyAmendments, policyReportAmendment } from '#policy/contract-editions.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import type { OutputOf } from '../../../api/client.ts'
import { messageAt } from '../../../api/problem.ts'
import { Button } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { DateField } from '../../../parts/date-field.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { EmptyState, ErrorState, Loading } from '../../../parts/states.tsx'
import { Table } from '../../../parts/table.tsx'
import { TextArea, TextField } from '../../../parts/text-field.tsx'
import { noDay, RecordDialog } from './record-dialog.tsx'

type Amendment = OutputOf<typeof policyAmendments>['amendments'][number]

/** 改正の手続: on what authority each edition was put in force, and the reports to the council still owed. */
export function AmendmentsPart({ policyId }: { policyId: string }): ReactNode {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Amendment>()
  const found = useQuery(reading(policyAmendments, { policyId, size: 100 }))
  return (
    <Section title={t('editions.document.amendments')}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState bare error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.total === 0 && <EmptyState title={t('editions.document.amendmentsNone')} />}
      {found.data !== undefined && found.data.total > 0 && (
        <Table
          caption={t('editions.document.amendments')}
          rows={found.data.amendments}
          rowKey={(row) => row.editionId}
          columns={[
            { key: 'label', head: t('policies.edition.label'), cell: (row) => row.label },
            {
              key: 'approval',
              head: t('editions.gate.title'),
              cell: (row) => t(`editions.document.approval.${row.approval}`),
            },
            {
              key: 'matter',
              head: t('editions.document.matter'),
              cell: (row) => [row.matter, row.number].filter(Boolean).join(' '),
              wraps: true,
            },
            { key: 'by', head: t('editions.document.by'), cell: (row) => row.by, wraps: true },
            {
              key: 'on',
              head: t('editions.document.approvedOn'),
              cell: (row) => <DateText value={row.approvedOn} />,
            },
            {
              key: 'report',
              head: t('editions.document.report'),
              cell: (row) => <Report amendment={row} onAsk={() => setAsked(row)} />,
              wraps: true,
            },
          ]}
        />
      )}
      {asked !== undefined && <ReportDialog amendment={asked} onClose={() => setAsked(undefined)} />}
    </Section>
  )
}

function Report({ amendment, onAsk }: { amendment: Amendment; onAsk: () => void }): ReactNode {
  const { t } = useTranslation()
  switch (amendment.state) {
    case 'none':
      return t('editions.document.notOwed')
    case 'reported':
      return (
        <>
          <StateChip means="done">{t('editions.document.reported')}</StateChip>{' '}
          <DateText value={amendment.reportedOn} /> {amendment.reportedTo}
        </>
      )
    case 'open': {
      const days = amendment.daysLeft ?? 0
      return (
        <span className="inline-flex flex-wrap items-center gap-2">
          <StateChip means={days < 0 ? 'overdue' : 'due'}>
            {days < 0
              ? t('editions.document.reportLate', { days: -days })
              : t('editions.document.reportDue', { days })}
          </StateChip>
          <Button size="small" onPress={onAsk}>
            {t('editions.document.reportAct')}
          </Button>
        </span>
      )
    }
  }
}

function ReportDialog({ amendment, onClose }: { amendment: Amendment; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const [day, setDay] = useState(noDay)
  const [meeting, setMeeting] = useState('')
  const [note, setNote] = useState('')
  return (
    <RecordDialog
      contract={policyReportAmendment}
      input={{ editionId: amendment.editionId, reportedOn: day.date ?? '', meeting, note }}
      act={t('editions.document.reportAct')}
      day={day}
      dayField="reportedOn"
      labels={{ reportedOn: t('editions.document.reportOn'), meeting: t('editions.document.reportTo') }}
      onClose={onClose}
    >
      {(problems) => (
        <>
          <DateField
            name="reportedOn"
            label={t('editions.document.reportOn')}
            required
            value={day.typed}
            error={messageAt(problems, 'reportedOn')}
            onChange={(typed, date) => setDay({ typed, date })}
          />
          <TextField
            name="meeting"
            label={t('editions.document.reportTo')}
            required
            value={meeting}
            error={messageAt(problems, 'meeting')}
            onChange={setMeeting}
          />
          <TextArea
            name="note"
            label={t('editions.document.reportNote')}
            value={note}
            maxLength={1000}
            onChange={setNote}
          />
        </>
      )}
    </RecordDialog>
  )
}
