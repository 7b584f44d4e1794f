import type { CaseRow } from '#engine/procedure/contract.ts'
import { jstParts } from '#ground/clock/date.ts'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { DateText } from '../../parts/date-text.tsx'
import type { Column } from '../../parts/table.tsx'
import { CaseChips } from '../case/asset-chips.tsx'
import { CaseStateChip } from '../case/state-chip.tsx'
import { caseName } from './case-name.ts'

/** The columns of a list of cases; one's own need no applicant. */
export function useCaseColumns(view: 'mine' | 'office'): readonly Column<CaseRow>[] {
  const { t } = useTranslation()
  const people: Column<CaseRow>[] = [
    { key: 'applicant', head: t('cases.columns.applicant'), cell: (row) => row.applicantName },
    { key: 'unit', head: t('cases.columns.unit'), wraps: true, cell: (row) => row.unitName },
  ]
  return [
    {
      key: 'title',
      head: t('cases.columns.title'),
      wraps: true,
      names: true,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Anchor href={`/cases/${row.applicationId}`}>{caseName(row)}</Anchor>
          <CaseChips classLabel={row.classLabel} personal={row.personal} />
        </span>
      ),
    },
    { key: 'number', head: t('cases.columns.number'), cell: (row) => row.number ?? '—' },
    {
      key: 'state',
      head: t('cases.columns.state'),
      cell: (row) => (
        <CaseStateChip state={row.state} procedure={row.procedure} overdueDays={row.overdueDays} />
      ),
    },
    ...(view === 'office' ? people : []),
    {
      key: 'filed',
      head: t('cases.columns.filed'),
      cell: (row) => <DateText value={row.filedAt === null ? null : jstParts(row.filedAt).date} />,
    },
    {
      key: 'until',
      head: t('cases.columns.until'),
      cell: (row) => <DateText value={row.periodTo} />,
    },
  ]
}
