import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { ClauseList } from './clause-list.tsx'
import { listHref, emptyView, type Register } from './list-address.ts'
import { registersQuery } from './use-register.ts'

/** The registers of the city: how each is written, on what clauses it rests, what the reader may do. */
export function RegistersPage(): ReactNode {
  const { t } = useTranslation()
  const kinds = useQuery(registersQuery)
  return (
    <>
      <PageHead
        title={t('registers.title')}
        lead={t('registers.lead')}
        actions={
          <>
            <ButtonLink href="/checks">{t('checks.title')}</ButtonLink>
            <ButtonLink href="/whereabouts">{t('whereabouts.title')}</ButtonLink>
            <ButtonLink href="/stocktakes">{t('stocktakes.title')}</ButtonLink>
            <ButtonLink href="/entry">{t('entry.title')}</ButtonLink>
            <ButtonLink href="/ids">{t('ids.title')}</ButtonLink>
            <ButtonLink href="/classification">{t('classification.title')}</ButtonLink>
            <ButtonLink href="/cards">{t('cards.title')}</ButtonLink>
          </>
        }
      />
      {kinds.isPending && <Loading />}
      {kinds.isError && <ErrorState error={kinds.error} onRetry={() => void kinds.refetch()} />}
      {kinds.isSuccess &&
        (kinds.data.registers.length === 0 ? (
          <EmptyState title={t('registers.none')}>{t('registers.noneWhat')}</EmptyState>
        ) : (
          <RegisterTable registers={kinds.data.registers} />
        ))}
    </>
  )
}

function RegisterTable({ registers }: { registers: readonly Register[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <Table
      caption={t('registers.title')}
      rows={registers}
      rowKey={(register) => register.key}
      columns={[
        {
          key: 'name',
          head: t('registers.name'),
          names: true,
          cell: (register) => <Anchor href={listHref(register.key, emptyView)}>{register.name}</Anchor>,
        },
        {
          key: 'written',
          head: t('registers.writtenBy'),
          wraps: true,
          cell: (register) => t(`registers.written.${register.written}`),
        },
        {
          key: 'right',
          head: t('registers.mayWrite'),
          cell: (register) =>
            register.mayWrite.allowed ? (
              <StateChip means="done">{t('registers.canWrite')}</StateChip>
            ) : (
              <StateChip means="note">{t('registers.canRead')}</StateChip>
            ),
        },
        {
          key: 'cites',
          head: t('registers.based'),
          wraps: true,
          cell: (register) => <Grounds register={register} />,
        },
        {
          key: 'kept',
          head: t('registers.kept'),
          numeric: true,
          cell: (register) => t('registers.years', { years: register.retentionYears }),
        },
      ]}
    />
  )
}

/** The clauses of a register, and what is still without one. */
function Grounds({ register }: { register: Register }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      {register.cites.length > 0 && <ClauseList cites={register.cites} />}
      {register.missing.length > 0 && (
        <details>
          <summary className="cursor-pointer max-sm:min-h-11">
            <StateChip means="check">{t('registers.missing')}</StateChip>
          </summary>
          <ul className="list-disc pl-5">
            {register.missing.map(({ slot, need }) => (
              <li key={slot}>{need}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
