import { policyPublish, policyPublished, policyWithdrawPublication } from '#policy/contract-documents.ts'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../../api/api.ts'
import { messageAt } from '../../../api/problem.ts'
import { Button, ButtonRow } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { DateField } from '../../../parts/date-field.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { EmptyState, RefusalNotice } from '../../../parts/states.tsx'
import { Table } from '../../../parts/table.tsx'
import { TextArea, TextField } from '../../../parts/text-field.tsx'
import type { DocumentOut } from './document-page.tsx'
import { noDay, RecordDialog } from './record-dialog.tsx'

type Publication = DocumentOut['publications'][number]

/** 公表: the page for the residents, and the record of where and since when it has been public. */
export function PublicationPart({
  data,
  current,
}: {
  data: DocumentOut
  /** The edition in force: what can be published. */
  current: { readonly editionId: string } | null
}): ReactNode {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<'publish' | Publication>()
  const { policyId } = data.document
  const save = useMutation({
    mutationFn: (format: 'html' | 'pdf') => saveFile(policyPublished, { policyId, format }),
  })
  return (
    <Section title={t('editions.publish.title')}>
      <div className="grid gap-3">
        {data.unpublishedDays !== null && (
          <Notice kind="warning" title={t('editions.publish.days', { days: data.unpublishedDays })}>
            <p className="text-[0.875rem]">{t('editions.publish.law')}</p>
          </Notice>
        )}
        {data.whyNot !== null && <p className="text-[0.875rem]">{data.whyNot}</p>}
        {data.publications.length === 0 ? (
          <EmptyState title={t('editions.publish.none')} />
        ) : (
          <Table
            caption={t('editions.publish.history')}
            rows={data.publications}
            rowKey={(row) => row.publicationId}
            columns={[
              { key: 'edition', head: t('editions.publish.edition'), cell: (row) => row.label },
              {
                key: 'state',
                head: t('editions.publish.state'),
                cell: (row) => (
                  <StateChip means={row.state === 'current' ? 'done' : 'note'}>
                    {t(`editions.publish.${row.state === 'current' ? 'published' : row.state}`)}
                  </StateChip>
                ),
              },
              {
                key: 'on',
                head: t('editions.publish.on'),
                cell: (row) => <DateText value={row.publishedOn} />,
              },
              { key: 'place', head: t('editions.publish.place'), cell: (row) => row.place, wraps: true },
              {
                key: 'ended',
                head: t('editions.publish.ended'),
                cell: (row) =>
                  row.endedOn === null ? (
                    data.mayPublish ? (
                      <Button size="small" danger onPress={() => setAsked(row)}>
                        {t('editions.publish.withdraw')}
                      </Button>
                    ) : (
                      '—'
                    )
                  ) : (
                    <>
                      <DateText value={row.endedOn} /> {row.reason}
                    </>
                  ),
                wraps: true,
              },
            ]}
          />
        )}
        {save.isError && <RefusalNotice error={save.error} />}
        {current !== null && (
          <ButtonRow>
            {data.mayPublish && (
              <Button
                look={data.publications.some((each) => each.state === 'current') ? 'outline' : 'filled'}
                onPress={() => setAsked('publish')}
              >
                {t('editions.publish.act')}
              </Button>
            )}
            {data.whyNot === null && (
              <>
                <Button
                  icon="download"
                  busy={save.isPending && save.variables === 'html'}
                  onPress={() => save.mutate('html')}
                >
                  {t('editions.publish.html')}
                </Button>
                <Button
                  icon="download"
                  busy={save.isPending && save.variables === 'pdf'}
                  onPress={() => save.mutate('pdf')}
                >
                  {t('editions.publish.pdf')}
                </Button>
              </>
            )}
          </ButtonRow>
        )}
      </div>
      {asked === 'publish' && current !== null && (
        <PublishDialog editionId={current.editionId} onClose={() => setAsked(undefined)} />
      )}
      {asked !== undefined && asked !== 'publish' && (
        <WithdrawDialog publication={asked} onClose={() => setAsked(undefined)} />
      )}
    </Section>
  )
}

function PublishDialog({ editionId, onClose }: { editionId: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const [day, setDay] = useState(noDay)
  const [place, setPlace] = useState('')
  return (
    <RecordDialog
      contract={policyPublish}
      input={{ editionId, publishedOn: day.date ?? '', place }}
      act={t('editions.publish.act')}
      day={day}
      dayField="publishedOn"
      labels={{ publishedOn: t('editions.publish.on'), place: t('editions.publish.place') }}
      onClose={onClose}
    >
      {(problems) => (
        <>
          <DateField
            name="publishedOn"
            label={t('editions.publish.on')}
            required
            value={day.typed}
            error={messageAt(problems, 'publishedOn')}
            onChange={(typed, date) => setDay({ typed, date })}
          />
          <TextField
            name="place"
            label={t('editions.publish.place')}
            hint={t('editions.publish.placeHint')}
            required
            value={place}
            error={messageAt(problems, 'place')}
            onChange={setPlace}
          />
        </>
      )}
    </RecordDialog>
  )
}

function WithdrawDialog({
  publication,
  onClose,
}: {
  publication: Publication
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [day, setDay] = useState(noDay)
  const [reason, setReason] = useState('')
  return (
    <RecordDialog
      contract={policyWithdrawPublication}
      input={{ publicationId: publication.publicationId, withdrawnOn: day.date ?? '', reason }}
      act={t('editions.publish.withdraw')}
      day={day}
      dayField="withdrawnOn"
      labels={{ withdrawnOn: t('editions.publish.withdrawOn'), reason: t('editions.publish.reason') }}
      danger
      onClose={onClose}
    >
      {(problems) => (
        <>
          <DateField
            name="withdrawnOn"
            label={t('editions.publish.withdrawOn')}
            required
            value={day.typed}
            error={messageAt(problems, 'withdrawnOn')}
            onChange={(typed, date) => setDay({ typed, date })}
          />
          <TextArea
            name="reason"
            label={t('editions.publish.reason')}
            required
            value={reason}
            error={messageAt(problems, 'reason')}
            onChange={setReason}
          />
        </>
      )}
    </RecordDialog>
  )
}
