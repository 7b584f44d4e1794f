import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Table } from '../../parts/table.tsx'
import { recordsOf } from '../ledger/subject-words.ts'
import type { ShownSign } from './sign-page.tsx'

type Row = ShownSign['rows'][number]

/** What was found: who, when, in which cases, and the entries of the ledger behind each. */
export function FindingTable({ rows }: { rows: readonly Row[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <Table
      caption={t('signs.page.rows')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'sentence',
          head: t('signs.page.sentence'),
          names: true,
          wraps: true,
          cell: (row) => row.sentence,
        },
        { key: 'cases', head: t('signs.page.cases'), wraps: true, cell: (row) => <Cases row={row} /> },
        {
          key: 'person',
          head: t('signs.page.person'),
          wraps: true,
          cell: (row) => <Person of={row.person} />,
        },
        { key: 'other', head: t('signs.page.other'), wraps: true, cell: (row) => <Person of={row.other} /> },
        { key: 'unit', head: t('signs.page.unit'), wraps: true, cell: (row) => row.unitName },
        { key: 'at', head: t('signs.page.at'), cell: (row) => <DateText value={row.at} form="short" /> },
        {
          key: 'proof',
          head: t('signs.page.proof'),
          cell: (row) => (
            <Anchor href={recordsOf(row.subject)} aria-label={t('signs.page.proofOf', { name: nameOf(row) })}>
              {t('signs.page.proofLink')}
            </Anchor>
          ),
        },
      ]}
    />
  )
}

function nameOf({ cases: [first], label, person }: Row): string {
  return first === undefined
    ? `${label}${person === null ? '' : ` ${person.name}`}`
    : `${first.number} ${first.title}`
}

function Person({ of }: { of: Row['person'] }): ReactNode {
  if (of === null) return '—'
  return <Anchor href={`/organisation/people/${of.personId}`}>{of.name}</Anchor>
}

const shownAtOnce = 3

function Cases({ row }: { row: Row }): ReactNode {
  const { t } = useTranslation()
  if (row.cases.length === 0) return row.label === '' ? '—' : row.label
  const link = ({ id, number, title }: Row['cases'][number]): ReactNode => (
    <li key={id}>
      <Anchor href={`/cases/${id}`}>
        {number} {title}
      </Anchor>
    </li>
  )
  const [first, rest] = [row.cases.slice(0, shownAtOnce), row.cases.slice(shownAtOnce)]
  return (
    <>
      <ul>{first.map(link)}</ul>
      {rest.length > 0 && (
        <details>
          <summary className="cursor-pointer max-sm:min-h-11">
            {t('signs.page.more', { count: row.caseCount - first.length })}
          </summary>
          <ul>{rest.map(link)}</ul>
          {row.caseCount > row.cases.length && (
            <span>{t('signs.page.beyond', { count: row.caseCount - row.cases.length })}</span>
          )}
        </details>
      )}
    </>
  )
}
