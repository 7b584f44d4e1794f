import { ownProcedures } from '#engine/own-procedure/contract.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Count, EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { ToldNotice } from '../case/told-notice.tsx'
import { designAddress, newAddress } from './addresses.ts'
import { ForDesigners } from './for-designers.tsx'
import { OpenOrWhyNot, OwnState, type OwnRow } from './own-state.tsx'

/** 市の手続: the procedures the city makes itself, and how each stands. */
export function ProceduresPage(): ReactNode {
  return (
    <ForDesigners>
      <Listed />
    </ForDesigners>
  )
}

function Listed(): ReactNode {
  const { t } = useTranslation()
  const list = useQuery(reading(ownProcedures, {}))
  const make = (
    <ButtonLink href={newAddress()} look="filled">
      {t('procedures.make')}
    </ButtonLink>
  )
  const some = list.isSuccess && list.data.procedures.length > 0
  return (
    <>
      <PageHead
        title={t('procedures.title')}
        lead={t('procedures.lead')}
        crumbs={[{ label: t('policies.title'), href: '/policies' }, { label: t('procedures.title') }]}
        actions={some ? make : undefined}
      />
      <ToldNotice />
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && !some && (
        <EmptyState title={t('procedures.none')} action={make}>
          <p>{t('procedures.noneWhat')}</p>
          <p>{t('procedures.noneHow')}</p>
        </EmptyState>
      )}
      {some && <Procedures rows={list.data.procedures} />}
    </>
  )
}

function Procedures({ rows }: { rows: readonly OwnRow[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <Table
      caption={t('procedures.title')}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: 'name',
          head: t('procedures.basics.name'),
          names: true,
          wraps: true,
          cell: (row) => <Anchor href={designAddress(row.key)}>{row.name}</Anchor>,
        },
        { key: 'state', head: t('procedures.state'), cell: (row) => <OwnState row={row} /> },
        {
          key: 'open',
          head: t('procedures.open.title'),
          wraps: true,
          cell: (row) => <OpenOrWhyNot row={row} />,
        },
        {
          key: 'cases',
          head: t('procedures.cases'),
          numeric: true,
          cell: (row) => <Count value={row.cases} unit={t('procedures.casesUnit')} />,
        },
        {
          key: 'changed',
          head: t('procedures.changed'),
          wraps: true,
          cell: (row) => (
            <>
              <DateText value={row.changedAt} form="short" /> {row.changedBy}
            </>
          ),
        },
        {
          key: 'copy',
          head: t('procedures.copy'),
          cell: (row) => (
            <Anchor href={newAddress(row.key)} aria-label={t('procedures.copyOf', { name: row.name })}>
              {t('procedures.copy')}
            </Anchor>
          ),
        },
      ]}
    />
  )
}
