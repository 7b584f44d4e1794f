import { entryBoard, importEntry } from '#rooms/4-physical/entry/contract.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call, reading } from '../../api/api.ts'
import type { InputOf, OutputOf } from '../../api/client.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { FormField } from '../../parts/form-field.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { Count, EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { base64Of } from '../registers/file-content.ts'

type Report = OutputOf<typeof importEntry>
type Chosen = NonNullable<InputOf<typeof importEntry>['columns']>
type File64 = { readonly name: string; readonly content: string }
const roles = ['at', 'card', 'direction', 'name'] as const

/** A card reader's file into the log: a dry run first, the columns where nobody can tell them, then the right lines. */
export function ImportPage(): ReactNode {
  const { t } = useTranslation()
  const board = useQuery(reading(entryBoard, {}))
  return (
    <>
      <PageHead
        title={t('entry.in.title')}
        lead={t('entry.in.lead')}
        crumbs={[
          { label: t('entry.crumb'), href: '/registers' },
          { label: t('entry.title'), href: '/entry' },
          { label: t('entry.in.title') },
        ]}
      />
      {board.isPending && <Loading />}
      {board.isError && <ErrorState error={board.error} onRetry={() => void board.refetch()} />}
      {board.isSuccess &&
        (board.data.areas.length === 0 ? (
          <EmptyState title={t('entry.noArea')}>{t('entry.noAreaWhat')}</EmptyState>
        ) : (
          <Import areas={board.data.areas} />
        ))}
    </>
  )
}

function Import({ areas }: { areas: readonly { id: string; name: string }[] }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [areaId, setAreaId] = useState(areas[0]?.id ?? '')
  const [file, setFile] = useState<File64>()
  const [columns, setColumns] = useState<Record<(typeof roles)[number], string>>()
  const chosen: Chosen | undefined =
    columns === undefined || columns.at === '' || columns.card === '' || columns.direction === ''
      ? undefined
      : { ...columns, name: columns.name === '' ? null : columns.name }
  const send = useMutation({
    mutationFn: (order: { file: File64; dryRun: boolean; columns?: Chosen | undefined }): Promise<Report> =>
      call(importEntry, {
        areaId,
        fileName: order.file.name,
        content: order.file.content,
        dryRun: order.dryRun,
        ...(order.columns === undefined ? {} : { columns: order.columns }),
      }),
    onSuccess: async (report) => {
      const read = report.columns
      setColumns({
        at: read.at ?? '',
        card: read.card ?? '',
        direction: read.direction ?? '',
        name: read.name ?? '',
      })
      if (!report.dryRun) {
        await queryClient.invalidateQueries({
          predicate: ({ queryKey }) => String(queryKey[0]).startsWith('entry.'),
        })
      }
    },
  })
  const report = send.data
  if (report?.dryRun === false) {
    return (
      <Notice kind="success" live title={t('entry.in.done', { count: report.added })}>
        <ButtonLink href="/entry/log">{t('entry.in.toLog')}</ButtonLink>
      </Notice>
    )
  }
  return (
    <div className="grid max-w-[960px] gap-6">
      <SelectField
        name="area"
        label={t('entry.area')}
        value={areaId}
        choices={areas.map((area) => ({ value: area.id, label: area.name }))}
        onChange={setAreaId}
      />
      <FormField name="file" label={t('entry.in.file')} hint={t('entry.in.fileHint')}>
        {(ids) => (
          <div className="flex flex-wrap items-center gap-3">
            <input
              {...ids}
              ref={input}
              type="file"
              accept=".csv,.txt"
              // after the spread: the button stands for it on the screen
              className="sr-only"
              tabIndex={-1}
              onChange={(event) => {
                const picked = event.target.files?.[0]
                event.target.value = ''
                if (picked === undefined) return
                setColumns(undefined)
                void base64Of(picked).then((content) => {
                  const read = { name: picked.name, content }
                  setFile(read)
                  send.mutate({ file: read, dryRun: true })
                })
              }}
            />
            <Button busy={send.isPending} onPress={() => input.current?.click()}>
              {t('entry.in.choose')}
            </Button>
            {file !== undefined && <span>{file.name}</span>}
          </div>
        )}
      </FormField>
      {send.isPending && <Loading />}
      {send.isError && <RefusalNotice error={send.error} />}
      {report !== undefined && file !== undefined && columns !== undefined && (
        <>
          <Section title={t('entry.in.columns')}>
            <div className="grid gap-4 sm:grid-cols-2">
              {roles.map((role) => (
                <SelectField
                  key={role}
                  name={role}
                  label={t(`entry.in.${role}`)}
                  value={columns[role]}
                  emptyLabel={t('entry.in.noColumn')}
                  choices={report.headings.map((heading) => ({ value: heading, label: heading }))}
                  onChange={(heading) => setColumns({ ...columns, [role]: heading })}
                />
              ))}
              <div>
                <Button
                  busy={send.isPending}
                  onPress={() => send.mutate({ file, dryRun: true, columns: chosen })}
                >
                  {t('entry.in.look')}
                </Button>
              </div>
            </div>
          </Section>
          <Outcome report={report} />
          {report.added > 0 && (
            <div>
              <Button
                look="filled"
                busy={send.isPending}
                onPress={() => send.mutate({ file, dryRun: false, columns: chosen })}
              >
                {t('entry.in.take', { count: report.added })}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  )
}

function Outcome({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation()
  if (report.columns.at === null || report.columns.card === null || report.columns.direction === null) {
    return (
      <Notice kind="warning" live>
        {t('entry.in.needColumns')}
      </Notice>
    )
  }
  const count = (key: 'read' | 'added' | 'duplicates' | 'refused' | 'strays' | 'order', figure: number) => ({
    key,
    term: t(`entry.in.${key}`),
    is: <Count value={figure} unit={t('entry.in.unit')} />,
  })
  return (
    <Section title={t('entry.in.result')}>
      <div className="grid gap-4">
        <DefinitionList
          items={[
            count('read', report.read),
            count('added', report.added),
            count('duplicates', report.duplicates),
            count('refused', report.refused),
            count('strays', report.strayOuts),
            count('order', report.outOfOrder),
          ]}
        />
        {report.unknownCards.length > 0 && (
          <Notice kind="warning" title={t('entry.in.unknown')}>
            <ul className="list-disc pl-5">
              {report.unknownCards.slice(0, 20).map(({ card, lines }) => (
                <li key={card}>{t('entry.in.unknownLine', { card, lines })}</li>
              ))}
            </ul>
          </Notice>
        )}
        {report.problems.length > 0 && (
          <Table
            caption={t('entry.in.problems')}
            captionShown
            rows={report.problems}
            rowKey={(row) => `${row.line} ${row.column}`}
            columns={[
              { key: 'line', head: t('entry.in.line'), names: true, cell: (row) => String(row.line) },
              { key: 'column', head: t('entry.in.column'), cell: (row) => row.column },
              { key: 'message', head: t('entry.in.message'), wraps: true, cell: (row) => row.message },
              { key: 'value', head: t('entry.in.value'), wraps: true, cell: (row) => row.value },
            ]}
          />
        )}
      </div>
    </Section>
  )
}
