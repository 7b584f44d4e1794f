import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../../parts/anchor.tsx'
import { Section } from '../../../parts/card.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { Table } from '../../../parts/table.tsx'
import { readingAddress, tableAddress } from '../addresses.ts'
import type { EditionOut } from '../types.ts'

/** The tables of the text: those to be confirmed by form, and by whom the others were. */
export function TablesPart({ data }: { data: EditionOut }): ReactNode {
  const { t } = useTranslation()
  const { editionId, state } = data.edition
  return (
    <Section title={t('policies.tables.title')}>
      {data.tables.length === 0 ? (
        <p>{t('policies.tables.none')}</p>
      ) : (
        <Table
          caption={t('policies.tables.title')}
          rows={data.tables.toSorted((one, other) => Number(one.rows !== null) - Number(other.rows !== null))}
          rowKey={(table) => table.wid}
          columns={[
            {
              key: 'number',
              head: t('policies.tables.clause'),
              cell: (table) => <Anchor href={readingAddress(editionId, table.wid)}>{table.number}</Anchor>,
            },
            {
              key: 'kind',
              head: t('policies.kind'),
              cell: (table) => t(`policies.tables.kinds.${table.kind}`),
            },
            {
              key: 'state',
              head: t('policies.tables.state'),
              wraps: true,
              cell: (table) =>
                table.rows === null ? (
                  <StateChip means="check">{t('policies.tables.toConfirm')}</StateChip>
                ) : (
                  <>
                    <StateChip means="done">{t('policies.tables.confirmed')}</StateChip> {table.confirmedBy}{' '}
                    <DateText value={table.confirmedAt} />
                  </>
                ),
            },
            {
              key: 'act',
              head: t('policies.edition.next'),
              cell: (table) =>
                data.mayManage && (state === 'draft' || table.rows === null) ? (
                  <Anchor
                    href={tableAddress(editionId, table.wid)}
                    aria-label={t(
                      table.rows === null ? 'policies.tables.confirmOne' : 'policies.tables.againOne',
                      {
                        number: table.number,
                      },
                    )}
                  >
                    {t(table.rows === null ? 'policies.tables.confirm' : 'policies.tables.again')}
                  </Anchor>
                ) : (
                  '—'
                ),
            },
          ]}
        />
      )}
    </Section>
  )
}
