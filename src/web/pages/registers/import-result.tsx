import type { TFunction } from 'i18next'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Table } from '../../parts/table.tsx'
import { figure } from './figures.ts'
import type { Report } from './import-page.tsx'
import type { Register } from './list-address.ts'
import { csvText, saveText } from './problems-file.ts'

type Problem = Report['problems'][number]

/** What a dry run found: how many lines are right, and each wrong one with its place and its cure. */
export function ImportResult({
  register,
  report,
  busy,
  onTake,
}: {
  register: Register
  report: Report
  busy: boolean
  onTake: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const good = report.added + report.changed
  const take = t('registers.in.take', { figure: figure(good) })
  const counts = ['added', 'changed', 'unchanged', 'refused'] as const
  return (
    <Card strong title={<Verdict report={report} />}>
      <div className="grid gap-4">
        <DefinitionList
          items={counts.map((key) => ({
            key,
            term: t(`registers.in.${key}`),
            is: t('registers.in.rows', { figure: figure(report[key]) }),
          }))}
        />
        {report.unreadColumns.length > 0 && (
          <p className="text-[0.875rem]">
            {t('registers.in.unread', { columns: report.unreadColumns.join('・') })}
          </p>
        )}
        {report.problems.length > 0 && <Problems report={report} />}
        <ButtonRow>
          {good === 0 ? (
            <Button look="filled" reason={t('registers.in.takeNone')}>
              {take}
            </Button>
          ) : (
            <Button look="filled" busy={busy} onPress={() => setAsking(true)}>
              {take}
            </Button>
          )}
          {report.problems.length > 0 && (
            <Button icon="download" onPress={() => saveProblems(register, report.problems, t)}>
              {t('registers.in.problemsOut')}
            </Button>
          )}
        </ButtonRow>
      </div>
      {asking && (
        <ConfirmDialog
          open
          onClose={() => setAsking(false)}
          title={t('registers.in.confirmTitle', { figure: figure(good) })}
          act={take}
          onConfirm={() => {
            setAsking(false)
            onTake()
          }}
        >
          <p>
            {t('registers.in.confirmWhat', { added: figure(report.added), changed: figure(report.changed) })}
          </p>
        </ConfirmDialog>
      )}
    </Card>
  )
}

function Verdict({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation()
  const good = report.added + report.changed
  const values = {
    read: figure(report.read),
    good: figure(report.read - report.refused),
    bad: figure(report.refused),
  }
  const words = (): string => {
    if (report.read === 0) return t('registers.in.noRows')
    if (report.refused === report.read) return t('registers.in.noneGood', values)
    if (report.refused > 0) return t('registers.in.good', values)
    return good === 0 ? t('registers.in.nothingNew', values) : t('registers.in.allGood', values)
  }
  return (
    <output className="flex items-start gap-2">
      {report.refused > 0 ? (
        <Icon name="stop" size={24} className="mt-0.5 text-error-1" />
      ) : (
        <Icon name={report.read === 0 ? 'info' : 'done'} size={24} className="mt-0.5 text-success-2" />
      )}
      {words()}
    </output>
  )
}

function Problems({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation()
  return (
    <div>
      <Table
        pane
        caption={t('registers.in.problems')}
        rows={report.problems}
        rowKey={(problem) => `${problem.at} ${problem.message}`}
        columns={[
          { key: 'at', head: t('registers.in.where'), cell: (problem) => problem.at },
          {
            key: 'value',
            head: t('registers.in.value'),
            wraps: true,
            cell: (problem) => valueWords(problem, t('registers.in.emptyValue')),
          },
          { key: 'cure', head: t('registers.in.cure'), wraps: true, cell: (problem) => problem.message },
        ]}
      />
      {report.moreProblems > 0 && (
        <p className="mt-2 text-[0.875rem]">
          {t('registers.in.moreProblems', { figure: figure(report.moreProblems) })}
        </p>
      )}
    </div>
  )
}

function valueWords({ value }: Problem, empty: string): string {
  return value === undefined || value === '' ? empty : `「${value}」`
}

function saveProblems(register: Register, problems: readonly Problem[], t: TFunction): void {
  const head = [t('registers.in.where'), t('registers.in.value'), t('registers.in.cure')]
  const rows = problems.map((problem) => [problem.at, problem.value ?? '', problem.message])
  const name = `${register.name}_${t('registers.in.problemsFile')}.csv`
  saveText(name, csvText([head, ...rows]), 'text/csv;charset=utf-8')
}
