import { unitLine } from '#rooms/1-organisation/units/contract.ts'
import { isDate } from '#ground/clock/date.ts'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { Timeline } from '../../parts/timeline.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { organisationHref } from '../organisation/chart-address.ts'
import { textIn } from '../organisation/list-search.ts'

type Line = OutputOf<typeof unitLine>
type Succession = Line['from'][number]

/** One unit through time: its names and places, whom it took over from, and who took over. */
export function UnitPage(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  const { unitId = '' } = useParams({ strict: false })
  const on = useLocation({ select: ({ search }) => textIn(search, 'on') })
  const line = useQuery(reading(unitLine, { unitId, ...(isDate(on) ? { on } : {}) }))
  const name = line.data?.name ?? t('reorganisation.unit')
  return (
    <>
      <PageHead
        title={name}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('reorganisation.title'), href: '/organisation/units' },
          { label: name },
        ]}
        lead={line.data === undefined ? undefined : t(`reorganisation.states.${line.data.state}`)}
        actions={
          rights.includes('organisation.manage') && line.data?.state === 'current' ? (
            <ButtonLink look="filled" href={organisationHref('/units/change', { unit: unitId, name })}>
              {t('reorganisation.change')}
            </ButtonLink>
          ) : undefined
        }
      />
      {line.isPending && <Loading />}
      {line.isError && <ErrorState error={line.error} onRetry={() => void line.refetch()} />}
      {line.isSuccess && (
        <div className="grid max-w-[60em] gap-8">
          <Section title={t('reorganisation.history')}>
            <States line={line.data} />
          </Section>
          <Successions title={t('reorganisation.cameFrom')} rows={line.data.from} />
          <Successions title={t('reorganisation.wentTo')} rows={line.data.to} />
        </div>
      )}
    </>
  )
}

function States({ line }: { line: Line }): ReactNode {
  const { t } = useTranslation()
  return (
    <Timeline
      label={t('reorganisation.history')}
      steps={line.states.map((state, index) => ({
        key: state.from,
        state: state.to === null ? 'now' : 'done',
        content: (
          <>
            <span className="font-bold">{state.name}</span>{' '}
            <span className="text-[0.875rem]">
              {state.kind} {state.code}
            </span>
            <span className="block">
              <DateText value={state.from} />
              {t('reorganisation.fromWhen')}
              {state.to !== null && (
                <>
                  {' '}
                  <DateText value={state.to} />
                  {index === line.states.length - 1
                    ? t('reorganisation.abolished')
                    : t('reorganisation.changedThen')}
                </>
              )}
            </span>
            <span className="block text-[0.875rem]">
              {state.parentName === null
                ? t('reorganisation.atTop')
                : t('reorganisation.under', { name: state.parentName })}
            </span>
            {state.changed.length > 0 && (
              <span className="block text-[0.875rem]">{state.changed.join('、')}</span>
            )}
          </>
        ),
      }))}
    />
  )
}

function Successions({ title, rows }: { title: string; rows: readonly Succession[] }): ReactNode {
  const { t } = useTranslation()
  if (rows.length === 0) return null
  return (
    <Section title={title}>
      <Table
        caption={title}
        rows={rows}
        rowKey={(row) => `${row.unitId ?? ''} ${row.on}`}
        columns={[
          {
            key: 'unit',
            head: t('reorganisation.unit'),
            names: true,
            wraps: true,
            cell: (row) =>
              row.unitId === null || row.name === null ? (
                t('reorganisation.nobodyTakes')
              ) : (
                <Anchor href={organisationHref(`/units/${row.unitId}`)}>{row.name}</Anchor>
              ),
          },
          {
            key: 'on',
            head: t('reorganisation.day'),
            cell: (row) => <DateText value={row.on} />,
          },
          { key: 'kind', head: t('reorganisation.what'), cell: (row) => row.kind },
          {
            key: 'heir',
            head: t('reorganisation.heirHead'),
            cell: (row) =>
              row.heir ? (
                <StateChip means="done">{t('reorganisation.takesAll')}</StateChip>
              ) : (
                t('organisation.noValue')
              ),
          },
          { key: 'basis', head: t('reorganisation.basis'), wraps: true, cell: (row) => row.basis },
        ]}
      />
    </Section>
  )
}
