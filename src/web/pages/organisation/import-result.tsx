import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Table } from '../../parts/table.tsx'
import { DaySentence, dayMark } from './day-text.tsx'
import type { Report } from './import-page.tsx'

const subjects = ['bodies', 'units', 'posts', 'people', 'appointments'] as const
const figure = (count: number): string => count.toLocaleString('ja-JP')

/** What a dry run of units or people found, and the way to take the right lines. */
export function ImportResult({
  report,
  busy,
  onTake,
}: {
  report: Report
  busy: boolean
  onTake: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const right = { figure: figure(report.rightRows) }
  const act = t(report.wrongRows > 0 ? 'organisation.in.take' : 'organisation.in.takeAll', right)
  const unread = report.columns.filter(({ readAs }) => readAs === null)
  return (
    <Card strong title={<Verdict report={report} />}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Counts report={report} />
        {unread.length > 0 && (
          <p className="text-[0.875rem]">
            {t('organisation.in.unread', { columns: unread.map(({ heading }) => heading).join('・') })}
          </p>
        )}
        <Findings
          title={t('organisation.in.problems')}
          how={t('organisation.in.cure')}
          findings={report.problems}
          total={report.problemsTotal}
        />
        <Findings
          title={t('organisation.in.warnings')}
          how={t('organisation.in.note')}
          findings={report.warnings}
          total={report.warningsTotal}
        />
        <Changes report={report} />
        <p>
          {report.rightRows === 0 ? (
            <Button look="filled" reason={t('organisation.in.takeNone')}>
              {act}
            </Button>
          ) : (
            <Button look="filled" busy={busy} onPress={() => setAsking(true)}>
              {act}
            </Button>
          )}
        </p>
      </div>
      {asking && (
        <ConfirmDialog
          open
          onClose={() => setAsking(false)}
          title={t('organisation.in.confirmTitle', right)}
          act={act}
          onConfirm={() => {
            setAsking(false)
            onTake()
          }}
        >
          <p>
            <DaySentence words={t('organisation.in.confirmWhat', { date: dayMark })} day={report.on} />
          </p>
        </ConfirmDialog>
      )}
    </Card>
  )
}

function Verdict({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation()
  const values = {
    read: figure(report.rows),
    good: figure(report.rightRows),
    bad: figure(report.wrongRows),
  }
  const words = (): string => {
    if (report.rows === 0) return t('organisation.in.noRows')
    if (report.rightRows === 0) return t('organisation.in.noneGood', values)
    return report.wrongRows > 0 ? t('organisation.in.good', values) : t('organisation.in.allGood', values)
  }
  const wrong = report.wrongRows > 0 || report.rows === 0
  return (
    <output className="flex items-start gap-2">
      <Icon
        name={wrong ? 'stop' : 'done'}
        size={24}
        className={wrong ? 'mt-0.5 text-error-1' : 'mt-0.5 text-success-2'}
      />
      {words()}
    </output>
  )
}

/** What would come, change, stay and end, by kind. */
function Counts({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation()
  const rows = subjects.filter((subject) => Object.values(report[subject]).some((count) => count > 0))
  if (rows.length === 0) return null
  const column = (key: 'created' | 'changed' | 'unchanged' | 'ended') => ({
    key,
    head: t(`organisation.in.${key}`),
    numeric: true,
    cell: (subject: (typeof subjects)[number]) => figure(report[subject][key]),
  })
  return (
    <Table
      caption={t('organisation.in.result')}
      rows={rows}
      rowKey={(subject) => subject}
      columns={[
        {
          key: 'what',
          head: t('organisation.in.what'),
          names: true,
          cell: (subject) => t(`organisation.in.${subject}`),
        },
        column('created'),
        column('changed'),
        column('unchanged'),
        column('ended'),
      ]}
    />
  )
}

function Findings({
  title,
  how,
  findings,
  total,
}: {
  title: string
  how: string
  findings: Report['problems']
  total: number
}): ReactNode {
  const { t } = useTranslation()
  if (findings.length === 0) return null
  return (
    <div>
      <Table
        pane
        captionShown
        caption={title}
        rows={findings}
        rowKey={(finding) => `${finding.at} ${finding.message} ${finding.value ?? ''}`}
        columns={[
          { key: 'at', head: t('organisation.in.where'), cell: (finding) => finding.at },
          {
            key: 'value',
            head: t('organisation.in.value'),
            wraps: true,
            cell: ({ value }) =>
              value === undefined || value === '' ? t('organisation.in.emptyValue') : `「${value}」`,
          },
          { key: 'how', head: how, wraps: true, cell: (finding) => finding.message },
        ]}
      />
      {total > findings.length && (
        <p className="mt-2 text-[0.875rem]">
          {t('organisation.in.more', { figure: figure(total - findings.length) })}
        </p>
      )}
    </div>
  )
}

function Changes({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation()
  if (report.changes.length === 0) return null
  return (
    <details>
      <summary className="cursor-pointer font-bold">
        {t('organisation.in.changes')}({figure(report.changesTotal)})
      </summary>
      <ul className="mt-2 text-[0.875rem] leading-[1.6]">
        {report.changes.map((change) => (
          <li key={`${change.line} ${change.what}`}>
            {t('organisation.in.changesLine', { line: change.line })} {change.what}
          </li>
        ))}
      </ul>
      {report.changesTotal > report.changes.length && (
        <p className="text-[0.875rem]">
          {t('organisation.in.changesMore', { figure: figure(report.changesTotal - report.changes.length) })}
        </p>
      )}
    </details>
  )
}
