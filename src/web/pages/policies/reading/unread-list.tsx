import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { Table, type Column } from '../../../parts/table.tsx'
import type { Unread } from '../types.ts'

const few = 20

/** What of the source is in no clause, with its line and why; first what somebody should look at. */
export function UnreadList({ unread }: { unread: readonly Unread[] }): ReactNode {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const sorted = unread.toSorted(
    (one, other) => Number(other.matters) - Number(one.matters) || one.line - other.line,
  )
  const rows = all ? sorted : sorted.slice(0, few)
  const columns: Column<Unread>[] = [
    {
      key: 'line',
      head: t('policies.unread.line'),
      cell: (row) => t('policies.unread.lineNumber', { line: row.line.toLocaleString('ja-JP') }),
    },
    {
      key: 'reason',
      head: t('policies.unread.reason'),
      cell: (row) => <StateChip means={row.matters ? 'check' : 'note'}>{row.reasonText}</StateChip>,
    },
    {
      key: 'text',
      head: t('policies.unread.text'),
      cell: (row) => <span className="whitespace-pre-wrap">{row.text}</span>,
      wraps: true,
    },
  ]
  return (
    <div className="grid gap-3">
      <Table
        caption={t('policies.unread.title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.line} ${row.reason} ${row.text}`}
      />
      {rows.length < sorted.length && (
        <span>
          <Button size="small" onPress={() => setAll(true)}>
            {t('policies.unread.all', { count: sorted.length })}
          </Button>
        </span>
      )}
    </div>
  )
}
