import { verification, type status } from '#ledger/contract.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ErrorState, Loading, UnknownState } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'

type Last = OutputOf<typeof status>['lastVerification']
type Finding = NonNullable<OutputOf<typeof verification>['verification']>['findings'][number]

/** What the last verification found: nothing altered, or each thing that does not match. Never one for the other. */
export function VerificationResult({ last, mayRead }: { last: Last; mayRead: boolean }): ReactNode {
  const { t } = useTranslation()
  if (last === null) return <UnknownState title={t('ledger.never')}>{t('ledger.neverWhat')}</UnknownState>
  const figure = (count: number): string => count.toLocaleString('ja-JP')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <output className="flex items-start gap-3">
        <Icon
          name={last.ok ? 'shield' : 'stop'}
          size={24}
          className={last.ok ? 'mt-1 text-green-800' : 'mt-1 text-error-2'}
        />
        <span>
          <span
            className={
              last.ok ? 'block text-[1.125rem] font-bold' : 'block text-[1.125rem] font-bold text-error-2'
            }
          >
            {last.ok ? t('ledger.ok') : t('ledger.altered', { figure: figure(last.findingCount) })}
          </span>
          <span className="block text-[0.875rem]">
            {last.ok
              ? t('ledger.okWhat', { figure: figure(last.size) })
              : t('ledger.ofSize', { figure: figure(last.size) })}{' '}
            <span className="text-solid-gray-600">
              <DateText value={last.finishedAt} />
            </span>
          </span>
        </span>
      </output>
      {!last.ok && (mayRead ? <Findings /> : <Notice kind="plain">{t('ledger.findingsDenied')}</Notice>)}
      {last.unproven.length > 0 && (
        <details className="text-[0.875rem]">
          <summary className="cursor-pointer max-sm:py-2">{t('ledger.unproven')}</summary>
          <ul className="mt-1 list-disc pl-5">
            {last.unproven.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Findings(): ReactNode {
  const { t } = useTranslation()
  const found = useQuery(reading(verification, {}))
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const findings = found.data.verification?.findings ?? []
  const rest = (found.data.verification?.findingCount ?? 0) - findings.length
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Notice kind="warning">{t('ledger.findingsDo')}</Notice>
      <Table
        pane
        captionShown
        caption={t('ledger.findings')}
        rows={findings}
        rowKey={(finding) => `${finding.kind} ${finding.where} ${finding.message}`}
        columns={[
          { key: 'kind', head: t('ledger.kind'), cell: (finding) => t(`ledger.kinds.${kindOf(finding)}`) },
          {
            key: 'where',
            head: t('ledger.where'),
            wraps: true,
            names: true,
            cell: (finding) => finding.where,
          },
          {
            key: 'row',
            head: t('ledger.row'),
            wraps: true,
            cell: ({ table, key }) =>
              table === undefined ? (
                '—'
              ) : (
                <code translate="no" className="break-all">
                  {table} {key}
                </code>
              ),
          },
          {
            key: 'what',
            head: t('ledger.what'),
            wraps: true,
            cell: (finding) => finding.message,
          },
        ]}
      />
      {rest > 0 && (
        <p className="text-[0.875rem]">
          {t('ledger.findingsMore', { figure: rest.toLocaleString('ja-JP') })}
        </p>
      )}
      <p className="text-[0.875rem]">
        <Anchor href="/ledger/entries">{t('ledger.entries')}</Anchor>
      </p>
    </div>
  )
}

const kinds = ['body', 'entry', 'leaf', 'tile', 'checkpoint', 'witness', 'key', 'table', 'row'] as const

/** The first word of a finding's kind says what it is about: row-differs, body-changed. */
function kindOf(finding: Finding): (typeof kinds)[number] | 'other' {
  return kinds.find((kind) => finding.kind.startsWith(`${kind}-`)) ?? 'other'
}
