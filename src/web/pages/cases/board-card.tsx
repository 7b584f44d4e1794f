import type { CaseRow } from '#engine/procedure/contract.ts'
import type { BoardColumn } from '#engine/procedure/contract-board.ts'
import { jstParts } from '#ground/clock/date.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { CaseChips } from '../case/asset-chips.tsx'

/** A case on the board: what, whose, and the day that matters where it lies. */
export function BoardCard({
  row,
  column,
  withApplicant,
}: {
  row: CaseRow
  column: BoardColumn
  withApplicant: boolean
}): ReactNode {
  const { t } = useTranslation()
  return (
    <li className="grid gap-1 rounded-6 border border-solid-gray-300 bg-white p-2 text-[0.875rem] leading-[1.5]">
      <Anchor href={`/cases/${row.applicationId}`} className="font-bold">
        {row.title}
      </Anchor>
      <span>
        {row.procedureName} {row.number !== null && <span className="nowrap">{row.number}</span>}
      </span>
      {withApplicant && (
        <span>
          {row.unitName} {row.applicantName}
        </span>
      )}
      <Chips>
        <CaseChips classLabel={row.classLabel} personal={row.personal} />
        {column === 'ahead' && row.turn !== null && <StateChip means="waiting">{row.turn}</StateChip>}
        {row.overdueDays > 0 && (
          <StateChip means="overdue">{t('caseFile.overdue', { days: row.overdueDays })}</StateChip>
        )}
        {row.waitingDays > 0 && <span>{t('cases.board.waits', { days: row.waitingDays })}</span>}
      </Chips>
      <Day row={row} column={column} />
    </li>
  )
}

/** Filed on, while it is not decided; to be back by, once it is. */
function Day({ row, column }: { row: CaseRow; column: BoardColumn }): ReactNode {
  const { t } = useTranslation()
  const decided = column === 'granted' || column === 'in-use' || column === 'late' || column === 'finishing'
  if (decided) {
    if (row.periodTo === null) return null
    return (
      <span>
        {t('cases.columns.until')} <DateText value={row.periodTo} form="short" />
      </span>
    )
  }
  if (row.filedAt === null) return null
  return (
    <span>
      {t('cases.columns.filed')} <DateText value={jstParts(row.filedAt).date} form="short" />
    </span>
  )
}
