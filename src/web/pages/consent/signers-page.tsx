import { listSigners, type Signer } from '#rooms/1-organisation/consent/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { SignatureDialog } from './signature-dialog.tsx'

const size = 50

export type SignersSearch = { state?: 'missing' | 'signed'; page?: number }

/** Reads the address leniently: what makes no sense is left out. */
export function readSignersSearch(raw: Readonly<Record<string, unknown>>): SignersSearch {
  const { state, page } = raw
  return {
    ...(state === 'missing' || state === 'signed' ? { state } : {}),
    ...(typeof page === 'number' && Number.isInteger(page) && page > 1 && page <= 100_000 ? { page } : {}),
  }
}

/** Who beside the regular staff has signed the edition in force and who has not, in the viewer's units. */
export function SignersPage(): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const navigate = useNavigate()
  const search = readSignersSearch(useSearch({ strict: false }))
  const [asked, setAsked] = useState<Signer>()
  const [told, setTold] = useState<string>()
  const { page = 1, state } = search
  const list = useQuery({
    ...reading(listSigners, { page, size, ...(state === undefined ? {} : { state }) }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHead
        title={t('consent.title')}
        lead={t('consent.lead')}
        crumbs={[{ label: t('joining.title'), href: '/joining' }, { label: t('consent.title') }]}
      />
      {told !== undefined && (
        <div className="mb-4">
          <Notice kind="success" live onClose={() => setTold(undefined)}>
            {told}
          </Notice>
        </div>
      )}
      {list.data !== undefined && list.data.closed !== null && (
        <div className="mb-4">
          <Notice kind="warning" title={t('consent.closed')}>
            {list.data.closed}
          </Notice>
        </div>
      )}
      <search className="noprint mb-4 flex flex-wrap items-end gap-4">
        <SelectField
          compact
          name="state"
          label={t('consent.state')}
          value={state ?? ''}
          onChange={(value) =>
            void navigate({
              to: '/joining/signers',
              search: value === 'missing' || value === 'signed' ? { state: value } : {},
            })
          }
          choices={[
            { value: '', label: t('consent.filter.all') },
            { value: 'missing', label: t('consent.filter.missing') },
            { value: 'signed', label: t('consent.filter.signed') },
          ]}
        />
      </search>
      <h2 className="sr-only">{t('consent.title')}</h2>
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.data.total === 0 && (
        <EmptyState title={t(state === undefined ? 'consent.none' : 'consent.noneFound')}>
          {t('consent.noneWhat')}
        </EmptyState>
      )}
      {list.isSuccess && list.data.total > 0 && (
        <>
          <p className="text-[0.875rem]">
            {list.data.edition !== null && (
              <>
                {t('consent.edition')} <b>{`${list.data.edition.title} ${list.data.edition.label}`}</b>{' '}
              </>
            )}
            {t('consent.counts', list.data.counts)}
          </p>
          <Signers rows={list.data.rows} onAsk={setAsked} mayAsk={list.data.closed === null} />
          <Pager
            page={page}
            size={size}
            total={list.data.total}
            hrefOf={(target) =>
              router.buildLocation({ to: '/joining/signers', search: { ...search, page: target } }).href
            }
          />
        </>
      )}
      {asked !== undefined && list.data !== undefined && list.data.edition !== null && (
        <SignatureDialog
          signer={asked}
          edition={list.data.edition}
          onClose={() => setAsked(undefined)}
          onKept={() => {
            setTold(t('consent.told.paper', { name: asked.name }))
            setAsked(undefined)
          }}
        />
      )}
    </>
  )
}

function Signers({
  rows,
  onAsk,
  mayAsk,
}: {
  rows: readonly Signer[]
  onAsk: (signer: Signer) => void
  mayAsk: boolean
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Table
      caption={t('consent.title')}
      rows={rows}
      rowKey={(row) => row.personId}
      columns={[
        { key: 'state', head: t('consent.state'), cell: (row) => <SignerChip state={row.state} /> },
        { key: 'name', head: t('consent.person'), names: true, cell: (row) => row.name },
        { key: 'unit', head: t('consent.unit'), cell: (row) => row.unitName },
        { key: 'appointment', head: t('consent.appointment'), cell: (row) => row.appointment },
        { key: 'signature', head: t('consent.signature'), wraps: true, cell: (row) => <Proof row={row} /> },
        {
          key: 'acts',
          head: t('consent.acts'),
          cell: (row) =>
            row.state !== 'signed' &&
            mayAsk && (
              <Button size="small" label={t('consent.actFor', { name: row.name })} onPress={() => onAsk(row)}>
                {t('consent.act')}
              </Button>
            ),
        },
      ]}
    />
  )
}

function Proof({ row }: { row: Signer }): ReactNode {
  const { t } = useTranslation()
  const { signature, link } = row
  return (
    <>
      {signature !== null && (
        <span className="block">
          <DateText value={signature.signedOn} form="short" /> {t(`consent.ways.${signature.how}`)}{' '}
          {signature.editionLabel} {signature.how === 'paper' ? signature.recordedBy : ''}
        </span>
      )}
      {link !== null && (
        <span className="block text-solid-gray-700">
          {t('consent.link')} <DateText value={link.expiresAt} form="short" />
        </span>
      )}
    </>
  )
}

function SignerChip({ state }: { state: Signer['state'] }): ReactNode {
  const { t } = useTranslation()
  const means = { unsigned: 'check', older: 'ambiguous', signed: 'done' } as const
  return <StateChip means={means[state]}>{t(`consent.states.${state}`)}</StateChip>
}
