import type { TaskRow } from '#engine/task/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { CloseDialog } from './close-dialog.tsx'

/** Tasks to work off: what presses, what it is with its clause, whose, and the way to it. */
export function TaskRows({
  rows,
  onClosed,
}: {
  rows: readonly TaskRow[]
  onClosed: (title: string) => void
}): ReactNode {
  return (
    <ul>
      {rows.map((row) => (
        <OneTask key={row.taskId} row={row} onClosed={onClosed} />
      ))}
    </ul>
  )
}

function OneTask({ row, onClosed }: { row: TaskRow; onClosed: (title: string) => void }): ReactNode {
  const { t } = useTranslation()
  const [closing, setClosing] = useState(false)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-b border-solid-gray-300 py-3 sm:grid-cols-[88px_minmax(0,1fr)_auto]">
      <div className="leading-[1.5] max-sm:col-span-2">
        <TaskChip row={row} />
      </div>
      <div className="grid gap-1 leading-[1.5] max-sm:col-span-2">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {row.href === null ? (
            <b>{row.title}</b>
          ) : (
            <Anchor href={row.href} className="font-bold">
              {row.title}
            </Anchor>
          )}
        </p>
        <p className="flex flex-wrap gap-x-3 text-[0.875rem]">
          <span className="text-solid-gray-600">{row.areaName}</span>
          {row.dueOn !== null && (
            <span>
              {t('tasks.due')} <DateText value={row.dueOn} form="short" />
            </span>
          )}
          <span>
            {t('tasks.owner')} {row.owner}
          </span>
          {row.reminders > 0 && <span>{t('tasks.reminders', { count: row.reminders })}</span>}
          <ClauseLinks clauses={row.cites.map(clauseOf)} />
        </p>
      </div>
      <div className="justify-self-end">
        {row.state !== 'open' ? null : row.href === null ? (
          <>
            <Button label={t('tasks.closeFor', { title: row.title })} onPress={() => setClosing(true)}>
              {t('tasks.close')}
            </Button>
            {closing && (
              <CloseDialog
                row={row}
                onClose={() => setClosing(false)}
                onClosed={() => {
                  setClosing(false)
                  onClosed(row.title)
                }}
              />
            )}
          </>
        ) : (
          <ButtonLink look="text" href={row.href}>
            {t('tasks.go')}
          </ButtonLink>
        )}
      </div>
    </li>
  )
}

function TaskChip({ row }: { row: TaskRow }): ReactNode {
  const { t } = useTranslation()
  if (row.state === 'done') return <StateChip means="done">{t('tasks.done')}</StateChip>
  if (row.state === 'dropped') return <StateChip means="note">{t('tasks.dropped')}</StateChip>
  if (row.overdueDays > 0) {
    return <StateChip means="overdue">{t('tasks.overdue', { days: row.overdueDays })}</StateChip>
  }
  return row.dueOn === null ? (
    <StateChip means="note">{t('tasks.noDue')}</StateChip>
  ) : (
    <StateChip means="due">{t('tasks.due')}</StateChip>
  )
}
