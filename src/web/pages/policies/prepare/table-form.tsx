import { policyConfirmTable } from '#policy/contract.ts'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemsOf } from '../../../api/check.ts'
import type { Problem } from '../../../api/problem.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Button, ButtonRow } from '../../../parts/button.tsx'
import { ErrorSummary } from '../../../parts/error-summary.tsx'
import { fieldId } from '../../../parts/field-id.ts'
import { RefusalNotice } from '../../../parts/states.tsx'
import { prepareAddress } from '../addresses.ts'
import { useRefreshPolicies } from '../bindings/use-slots.ts'
import type { TableOut } from '../types.ts'
import { RowFields } from './row-fields.tsx'
import { confirmedRows, emptyRow, firstRows, moved, type Row } from './table-rows.ts'

/** The rows of a table: set right, added, taken out and put in order, then confirmed. */
export function TableForm({ editionId, table }: { editionId: string; table: TableOut }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const refresh = useRefreshPolicies()
  const [rows, setRows] = useState<readonly Row[]>(() => firstRows(table))
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const focus = useRef<string>(undefined)
  const command = useCommand(policyConfirmTable, async () => {
    router.history.push(prepareAddress(editionId))
    await refresh()
  })
  useEffect(() => {
    if (focus.current === undefined) return
    document.getElementById(focus.current)?.focus()
    focus.current = undefined
  })
  const set = (at: number, part: Partial<Row>): void =>
    setRows((before) => before.map((row, index) => (index === at ? { ...row, ...part } : row)))
  const send = (): void => {
    const input = { editionId, wid: table.wid, rows: confirmedRows(rows) }
    const found = problemsOf(policyConfirmTable.input, input)
    setProblems(found)
    if (found.length === 0) command.mutate(input)
  }
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <p className="text-[0.875rem]">{t('policies.tables.formWhat')}</p>
      <ErrorSummary
        problems={problems}
        labels={labelsOf(problems, (row) => t('policies.tables.row', { row }), {
          key: table.columns[0] ?? t('policies.tables.key'),
          detail: table.columns[1] ?? t('policies.tables.detail'),
          items: table.columns[2] ?? t('policies.tables.items'),
        })}
      />
      {command.isError && <RefusalNotice error={command.error} />}
      {rows.map((row, at) => (
        <RowFields
          key={row.id}
          row={row}
          at={at}
          count={rows.length}
          columns={table.columns}
          problems={problems}
          onChange={(part) => set(at, part)}
          onMove={(step) => {
            focus.current = `row-${row.id}-${step === 1 ? 'down' : 'up'}`
            setProblems([])
            setRows(moved(rows, at, step))
          }}
          onRemove={() => {
            focus.current = fieldId(`rows.${Math.max(0, Math.min(at, rows.length - 2))}.key`)
            setProblems([])
            setRows(rows.filter((other) => other.id !== row.id))
          }}
        />
      ))}
      <ButtonRow>
        <Button
          onPress={() => {
            focus.current = fieldId(`rows.${rows.length}.key`)
            setRows([...rows, emptyRow(rows)])
          }}
        >
          {t('policies.tables.add')}
        </Button>
      </ButtonRow>
      <ButtonRow end>
        <Button type="submit" look="filled" size="large" busy={command.isPending}>
          {t('policies.tables.go')}
        </Button>
      </ButtonRow>
    </form>
  )
}

/** The words of the fields that are wrong: 「2行目 名前」. */
function labelsOf(
  problems: readonly Problem[],
  rowWords: (row: number) => string,
  columns: Readonly<Record<string, string>>,
): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const { at = '' } of problems) {
    const [, row, field = ''] = /^rows\.(\d+)\.(key|detail|items)/.exec(at) ?? []
    if (row !== undefined) labels[at] = `${rowWords(Number(row) + 1)} ${columns[field] ?? ''}`
  }
  return labels
}
