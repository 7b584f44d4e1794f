import { compareStaff, readStaffFile, staffComparisons } from '#rooms/1-organisation/hr/contract.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call, reading } from '../../api/api.ts'
import type { InputOf, OutputOf, StoredFile } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { FileField } from '../../parts/file-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Steps } from '../../parts/steps.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { ImportChoice } from './import-choice.tsx'
import { MappingCard } from './mapping-card.tsx'

const sources = ['file', 'directory'] as const
type Compare = InputOf<typeof compareStaff>

/** From a file of the personnel office, or the directory, to the differences from the organisation of a day. */
export function HrImportPage(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  const may = rights.includes('organisation.manage')
  return (
    <>
      <PageHead
        title={t('hrImport.title')}
        lead={t('hrImport.lead')}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('hrImport.crumb'), href: '/organisation/transfers' },
          { label: t('hrImport.title') },
        ]}
      />
      {may && <ImportChoice now="changes" />}
      {may && <Import />}
      {may && <Recent />}
      {!may && (
        <Notice kind="plain" title={t('hrImport.denied')}>
          <p>{t('hrImport.deniedWhat')}</p>
        </Notice>
      )}
    </>
  )
}

function Import(): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const [from, setFrom] = useState<(typeof sources)[number]>('file')
  const [file, setFile] = useState<StoredFile | null>(null)
  const [day, setDay] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const [asked, setAsked] = useState(false)
  // what was read stays in sight while it is read again under another mapping
  const [shown, setShown] = useState<OutputOf<typeof readStaffFile> | null>(null)
  const read = useMutation({
    mutationFn: (input: InputOf<typeof readStaffFile>) => call(readStaffFile, input),
    onSuccess: setShown,
  })
  const compare = useCommand(compareStaff, ({ comparisonId }) =>
    router.history.push(`/organisation/transfers/import/${comparisonId}`),
  )
  const send = (source: Compare['source']): void => {
    setAsked(true)
    if (day.date !== null) compare.mutate({ source, on: day.date })
    else document.getElementById(fieldId('on'))?.focus()
  }
  const now = shown === null ? 'source' : 'mapping'
  return (
    <div className="grid max-w-[960px] grid-cols-[minmax(0,1fr)] gap-6">
      <Steps
        steps={[
          { key: 'source', label: t('hrImport.steps.source'), state: now === 'source' ? 'now' : 'done' },
          { key: 'mapping', label: t('hrImport.steps.mapping'), state: now === 'mapping' ? 'now' : 'next' },
          { key: 'compare', label: t('hrImport.steps.compare'), state: 'next' },
        ]}
      />
      <div className="max-w-[360px]">
        <DateField
          name="on"
          label={t('hrImport.on')}
          hint={t('hrImport.onHint')}
          required
          value={day.typed}
          error={asked && day.date === null ? t('hrImport.needOn') : undefined}
          onChange={(typed, date) => setDay({ typed, date })}
        />
      </div>
      <RadioGroup
        row
        name="from"
        label={t('hrImport.from')}
        value={from}
        choices={sources.map((value) => ({ value, label: t(`hrImport.sources.${value}`) }))}
        onChange={(value) => setFrom(value === 'directory' ? 'directory' : 'file')}
      />
      {from === 'file' && (
        <FileField
          name="fileId"
          label={t('hrImport.file')}
          hint={t('hrImport.fileHint')}
          accept=".csv,.xlsx,.txt"
          required
          value={file}
          error={asked && file === null ? t('hrImport.needFile') : undefined}
          onChange={(stored) => {
            setFile(stored)
            compare.reset()
            setShown(null)
            read.reset()
            if (stored !== null) read.mutate({ fileId: stored.fileId })
          }}
        />
      )}
      {from === 'directory' && (
        <p>
          <Button look="filled" busy={compare.isPending} onPress={() => send({ from: 'directory' })}>
            {t('hrImport.compare')}
          </Button>
        </p>
      )}
      {from === 'file' && read.isPending && <ProgressBar>{t('hrImport.reading')}</ProgressBar>}
      {from === 'file' && read.isError && <RefusalNotice error={read.error} />}
      {from === 'file' && shown !== null && file !== null && (
        <MappingCard
          key={file.fileId}
          read={shown}
          busy={compare.isPending}
          rereading={read.isPending}
          onRead={(mapping) => read.mutate({ fileId: file.fileId, mapping })}
          onKind={(kind) => read.mutate({ fileId: file.fileId, kind })}
          onCompare={(mapping, coversSides) =>
            send({
              from: 'file',
              fileId: file.fileId,
              mapping,
              ...(coversSides === undefined ? {} : { coversSides }),
            })
          }
        />
      )}
      {compare.isPending && <ProgressBar>{t('hrImport.comparing')}</ProgressBar>}
      {compare.isError && <RefusalNotice error={compare.error} />}
    </div>
  )
}

/** What was compared before, to go on with. */
function Recent(): ReactNode {
  const { t } = useTranslation()
  const list = useQuery(reading(staffComparisons, { size: 10 }))
  if (list.isPending) return <Loading />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  return (
    <div className="mt-8">
      <Section title={t('hrImport.recent')}>
        {list.data.total === 0 ? (
          <p className="text-[0.875rem]">{t('hrImport.recentNone')}</p>
        ) : (
          <>
            <Table
              caption={t('hrImport.recent')}
              rows={list.data.comparisons}
              rowKey={(row) => row.comparisonId}
              columns={[
                {
                  key: 'source',
                  head: t('hrImport.source'),
                  names: true,
                  wraps: true,
                  cell: (row) => (
                    <Anchor href={`/organisation/transfers/import/${row.comparisonId}`}>
                      {row.sourceName}
                    </Anchor>
                  ),
                },
                {
                  key: 'kind',
                  head: t('hrImport.kind'),
                  wraps: true,
                  cell: (row) => t(`hrImport.kinds.${row.kind}`),
                },
                { key: 'on', head: t('hrImport.on'), cell: (row) => <DateText value={row.on} /> },
                { key: 'state', head: t('hrImport.state'), cell: (row) => t(`hrImport.states.${row.state}`) },
                { key: 'at', head: t('hrImport.madeAt'), cell: (row) => <DateText value={row.createdAt} /> },
              ]}
            />
            <p className="mt-2 text-[0.875rem]">{t('hrImport.recentWhat')}</p>
          </>
        )}
      </Section>
    </div>
  )
}
