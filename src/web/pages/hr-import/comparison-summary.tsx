import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { changeWords } from '#rooms/1-organisation/hr/contract.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { join } from '../../parts/join.ts'
import { Notice } from '../../parts/notice.tsx'
import { Table } from '../../parts/table.tsx'
import type { Found } from './comparison-page.tsx'
import { viewHref, type View } from './search.ts'

type Summary = NonNullable<Found['summary']>
const figure = (count: number): string => count.toLocaleString('ja-JP')

/** What was found, in words and by kind; what wants a second look stands first. */
export function ComparisonSummary({
  found,
  summary,
  view,
}: {
  found: Found
  summary: Summary
  view: View
}): ReactNode {
  const { t } = useTranslation()
  const figures = {
    rows: figure(summary.rows),
    right: figure(summary.rightRows),
    named: figure(summary.named),
    unchanged: figure(summary.unchanged),
    serving: figure(summary.serving),
    leaving: figure(summary.leaving),
  }
  const nothing = found.groups.length === 0 && summary.wrongRows === 0
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {nothing && (
        <Notice kind="success" title={t('hrImport.same')}>
          <p>{t('hrImport.sameWhat', { figure: figures.named })}</p>
        </Notice>
      )}
      {summary.removesTooMany && (
        <Notice kind="error" title={t('hrImport.tooMany')}>
          <p>{t('hrImport.tooManyWhat', figures)}</p>
        </Notice>
      )}
      {summary.wrongRows > 0 && (
        <Notice kind="warning" title={t('hrImport.wrongRows', { figure: figure(summary.wrongRows) })}>
          <p>{t('hrImport.wrongRowsWhat')}</p>
          {summary.missing > 0 && <p>{t('hrImport.wrongAndMissing')}</p>}
        </Notice>
      )}
      {summary.missing > 0 && (
        <Notice kind="warning" title={t('hrImport.missing', { figure: figure(summary.missing) })}>
          <p>{t('hrImport.missingWhat', { ...figures, figure: figure(summary.missing) })}</p>
        </Notice>
      )}
      <div className="text-[0.875rem] leading-[1.6]">
        {!nothing && <p>{t('hrImport.counts', figures)}</p>}
        {summary.contacts > 0 && <p>{t('hrImport.contacts', { figure: figure(summary.contacts) })}</p>}
        {summary.emptied.length > 0 && <p>{t('hrImport.emptied', { names: summary.emptied.join('、') })}</p>}
        {summary.unmapped.length > 0 && (
          <p>{t('hrImport.unmapped', { columns: summary.unmapped.join('・') })}</p>
        )}
        {summary.referrals > 0 && <p>{t('hrImport.referrals', { figure: figure(summary.referrals) })}</p>}
      </div>
      <Findings
        title={t('hrImport.problems')}
        how={t('hrImport.cure')}
        findings={summary.problems}
        total={summary.problemsTotal}
      />
      <Findings
        folded
        title={t('hrImport.notes')}
        how={t('hrImport.note')}
        findings={summary.notes}
        total={summary.notesTotal}
      />
      {found.groups.length > 0 && <Groups found={found} view={view} />}
    </div>
  )
}

/** Kinds with how many are chosen of how many; each narrows the list. */
function Groups({ found, view }: { found: Found; view: View }): ReactNode {
  const { t } = useTranslation()
  const all = found.groups.reduce(
    (sum, { total, chosen }) => ({ total: sum.total + total, chosen: sum.chosen + chosen }),
    { total: 0, chosen: 0 },
  )
  const choices = [
    {
      key: 'all',
      words: t('hrImport.all'),
      ...all,
      kind: undefined,
      mark: undefined,
      href: viewHref(found.comparisonId, {}),
    },
    ...found.groups.map(({ kind, mark, total, chosen }) => ({
      key: `${kind} ${mark ?? ''}`,
      words: mark === null ? changeWords[kind] : `${changeWords[kind]}(${t(`hrImport.marks.${mark}`)})`,
      total,
      chosen,
      kind,
      mark: mark ?? undefined,
      href: viewHref(found.comparisonId, { kind, ...(mark === null ? {} : { mark }) }),
    })),
  ]
  return (
    <nav aria-label={t('hrImport.kindsOfDifference')}>
      <ul className="flex flex-wrap gap-2">
        {choices.map((choice) => {
          const now = choice.kind === view.kind && choice.mark === view.mark
          return (
            <li key={choice.key}>
              <Anchor
                href={choice.href}
                aria-current={now ? 'true' : undefined}
                className={join(
                  'inline-flex min-h-11 items-center gap-2 rounded-8 border px-3 py-1 text-solid-gray-800',
                  now ? 'border-key-900 bg-key-50 font-bold' : 'border-solid-gray-420',
                )}
              >
                {choice.words}
                <b className="nowrap tabular-nums">
                  {t('hrImport.groupCount', { chosen: figure(choice.chosen), total: figure(choice.total) })}
                </b>
              </Anchor>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function Findings({
  title,
  how,
  findings,
  total,
  folded = false,
}: {
  title: string
  how: string
  findings: Summary['problems']
  total: number
  folded?: boolean
}): ReactNode {
  const { t } = useTranslation()
  if (findings.length === 0) return null
  return (
    <details open={!folded}>
      <summary className="cursor-pointer font-bold">
        {title}({figure(total)})
      </summary>
      <div className="mt-2">
        <Table
          pane
          caption={title}
          rows={findings.map((finding, index) => ({ ...finding, key: String(index) }))}
          rowKey={(finding) => finding.key}
          columns={[
            { key: 'at', head: t('hrImport.where'), cell: (finding) => finding.at },
            {
              key: 'value',
              head: t('hrImport.value'),
              wraps: true,
              cell: ({ value }) =>
                value === undefined || value === '' ? t('hrImport.emptyValue') : `「${value}」`,
            },
            { key: 'how', head: how, wraps: true, cell: (finding) => finding.message },
          ]}
        />
        {total > findings.length && (
          <p className="mt-2 text-[0.875rem]">
            {t('hrImport.more', { figure: figure(total - findings.length) })}
          </p>
        )}
      </div>
    </details>
  )
}
