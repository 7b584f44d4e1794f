import { disposeEntry, expiredEntry } from '#rooms/4-physical/entry/contract-keeping.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateText } from '../../parts/date-text.tsx'
import { dateWords } from '../../parts/date-words.ts'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { useLanguage } from '../../parts/use-language.ts'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { RetentionDialog } from '../registers/retention-dialog.tsx'

type Expired = OutputOf<typeof expiredEntry>
type Area = Expired['areas'][number]

/** The register key under which the years of the log stand. */
const book = { key: 'entry-log' }

/** Lines of the log whose years are over, area by area: whoever keeps the area deletes them. */
export function ExpiredPage(): ReactNode {
  const { t } = useTranslation()
  const [setting, setSetting] = useState(false)
  const expired = useQuery({
    ...reading(expiredEntry, {}),
    // it is done behind the screen
    refetchInterval: ({ state }) => (state.data?.areas.some((area) => area.running) === true ? 1_000 : false),
  })
  const data = expired.data
  return (
    <>
      <PageHead
        title={t('entry.expired.title')}
        lead={data === undefined ? '' : t('entry.expired.lead', { years: data.years })}
        clauses={(data?.cites ?? []).map(clauseOf)}
        crumbs={[
          { label: t('entry.crumb'), href: '/registers' },
          { label: t('entry.title'), href: '/entry' },
          { label: t('entry.log'), href: '/entry/log' },
          { label: t('entry.expired.title') },
        ]}
        actions={
          <>
            {data?.mayConfigure === true && (
              <Button onPress={() => setSetting(true)}>{t('registers.settings.change')}</Button>
            )}
            <ButtonLink href="/entry/log">{t('entry.log')}</ButtonLink>
          </>
        }
      />
      {expired.isPending && <Loading />}
      {expired.isError && <ErrorState error={expired.error} onRetry={() => void expired.refetch()} />}
      {data !== undefined && (
        <div className="grid gap-8">
          <Areas data={data} />
          <Done data={data} />
        </div>
      )}
      {setting && data !== undefined && (
        <RetentionDialog
          register={book}
          years={data.years}
          onClose={() => {
            setSetting(false)
            void expired.refetch()
          }}
        />
      )}
    </>
  )
}

function Areas({ data }: { data: Expired }): ReactNode {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Area>()
  return (
    <Section title={t('entry.expired.areas')}>
      {data.areas.length === 0 ? (
        <EmptyState title={t('entry.expired.none')}>{t('entry.expired.noneWhat')}</EmptyState>
      ) : (
        <Table
          caption={t('entry.expired.areas')}
          rows={data.areas}
          rowKey={(area) => area.areaId}
          columns={[
            { key: 'name', head: t('entry.area'), names: true, wraps: true, cell: (area) => area.name },
            { key: 'unit', head: t('registers.search.unit'), cell: (area) => area.unit },
            {
              key: 'first',
              head: t('entry.expired.first'),
              cell: (area) => <DateText value={area.firstDay} form="short" />,
            },
            {
              key: 'lines',
              head: t('entry.expired.lines'),
              numeric: true,
              cell: (area) =>
                t(area.more ? 'registers.front.linesMore' : 'registers.front.lines', {
                  figure: area.lines.toLocaleString('ja-JP'),
                }),
            },
            {
              key: 'act',
              head: t('entry.expired.act'),
              cell: (area) =>
                area.running ? (
                  <StateChip means="running">{t('entry.expired.running')}</StateChip>
                ) : (
                  <Button
                    danger
                    size="small"
                    label={t('entry.expired.actOf', { name: area.name })}
                    reason={area.mayDispose.allowed ? undefined : area.mayDispose.because}
                    onPress={() => setAsking(area)}
                  >
                    {t('entry.expired.act')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {asking !== undefined && (
        <DisposeDialog area={asking} before={data.before} onClose={() => setAsking(undefined)} />
      )}
    </Section>
  )
}

function DisposeDialog({
  area,
  before,
  onClose,
}: {
  area: Area
  before: string
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const queryClient = useQueryClient()
  const [why, setWhy] = useState('')
  const form = useFormCommand(disposeEntry, { why: t('entry.expired.why') }, async () => {
    await queryClient.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('entry.'),
    })
    onClose()
  })
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={t('entry.expired.ask', { name: area.name })}
      act={t('entry.expired.act')}
      busy={form.busy}
      onConfirm={() => form.send({ areaId: area.areaId, why: why.trim() })}
    >
      <div className="grid gap-4">
        <p>{t('entry.expired.what', { day: dateWords(before, 'long', language).text })}</p>
        <TextField
          name="why"
          label={t('entry.expired.why')}
          required
          maxLength={200}
          value={why}
          error={messageAt(form.problems, 'why')}
          onChange={setWhy}
        />
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
      </div>
    </ConfirmDialog>
  )
}

function Done({ data }: { data: Expired }): ReactNode {
  const { t } = useTranslation()
  if (data.done.length === 0) return null
  return (
    <Section title={t('entry.expired.done')}>
      <Table
        caption={t('entry.expired.done')}
        rows={data.done}
        rowKey={(each) => `${each.name} ${each.askedAt}`}
        columns={[
          { key: 'name', head: t('entry.area'), names: true, wraps: true, cell: (each) => each.name },
          {
            key: 'at',
            head: t('entry.when'),
            cell: (each) => <DateText value={each.askedAt} />,
          },
          { key: 'by', head: t('entry.expired.by'), cell: (each) => each.by },
          {
            key: 'before',
            head: t('entry.expired.before'),
            cell: (each) => <DateText value={each.before} />,
          },
          {
            key: 'removed',
            head: t('entry.expired.lines'),
            numeric: true,
            cell: (each) => each.removed.toLocaleString('ja-JP'),
          },
          { key: 'why', head: t('entry.expired.why'), wraps: true, cell: (each) => each.why },
        ]}
      />
    </Section>
  )
}
