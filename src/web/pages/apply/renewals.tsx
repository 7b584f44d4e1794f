import { renewableApplications, renewManyApplications } from '#engine/procedure/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { refreshCases } from '../case/told.ts'
import { caseName } from '../cases/case-name.ts'

type Row = OutputOf<typeof renewableApplications>['rows'][number]

/**
 * 期限の近い許可: those that end soon, to be asked for again together, each as a case of its own. `unit`: those of the people
 * for whom the viewer files as their 課長 or リーダー; what he files stays the applicant's case and names him.
 */
export function Renewals({ of }: { of: 'mine' | 'unit' }): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const list = useQuery(reading(renewableApplications, { of }))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const rows = list.data?.rows ?? []
  const open = rows.filter((row) => row.renewal === null && !row.decidedByMe)
  const picked = open.filter((row) => chosen.has(row.applicationId))
  const command = useCommand(renewManyApplications, async () => {
    setChosen(new Set())
    await refreshCases(client)
  })
  if (rows.length === 0) return null
  const choose = (ids: readonly string[], on: boolean): void => {
    const next = new Set(chosen)
    for (const id of ids) {
      if (on) next.add(id)
      else next.delete(id)
    }
    setChosen(next)
  }
  const total = list.data?.total ?? rows.length
  return (
    <Section title={t(of === 'unit' ? 'apply.renewalsOfUnit' : 'apply.renewals')}>
      {of === 'unit' && <p className="text-[0.875rem]">{t('apply.renewalsOfUnitWhat')}</p>}
      <div aria-live="polite" className="mt-2 grid gap-2">
        {command.error !== null && <RefusalNotice error={command.error} />}
        {command.data !== undefined && <Renewed results={command.data.results} rows={rows} />}
      </div>
      {total > rows.length && (
        <p className="text-[0.875rem]">{t('apply.renewalsMore', { shown: rows.length, total })}</p>
      )}
      {open.length > 1 && (
        <div className="mt-2">
          <Checkbox
            name={`renew-all-${of}`}
            checked={picked.length === open.length}
            onChange={(on) =>
              choose(
                open.map((row) => row.applicationId),
                on,
              )
            }
          >
            {t('apply.renewAll', { count: open.length })}
          </Checkbox>
        </div>
      )}
      <ul className="my-3 grid gap-2">
        {rows.map((row) => (
          <li key={row.applicationId}>
            {row.renewal === null && row.decidedByMe ? (
              <p className="text-solid-gray-700">
                {caseName(row)} {row.number} <DateText value={row.validUntil} />
                {t('apply.renewUntil')} {t('apply.renewOf', { name: row.applicantName })}{' '}
                {t('apply.renewDecidedByMe')}
              </p>
            ) : row.renewal === null ? (
              <Checkbox
                name={`renew-${of}-${row.applicationId}`}
                checked={chosen.has(row.applicationId)}
                onChange={(on) => choose([row.applicationId], on)}
              >
                {caseName(row)} {row.number} <DateText value={row.validUntil} />
                {t('apply.renewUntil')}
                {of === 'unit' && ` ${t('apply.renewOf', { name: row.applicantName })}`}
              </Checkbox>
            ) : (
              <p>
                {caseName(row)}
                {of === 'unit' && ` ${t('apply.renewOf', { name: row.applicantName })}`}{' '}
                <Anchor href={`/cases/${row.renewal.applicationId}`}>
                  {t('apply.renewalFiled', { number: row.renewal.number ?? '' })}
                </Anchor>
              </p>
            )}
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <Button
          busy={command.isPending}
          reason={picked.length === 0 ? t('apply.renewNone') : undefined}
          onPress={() => command.mutate({ applicationIds: picked.map((row) => row.applicationId) })}
        >
          {t('apply.renew', { count: picked.length })}
        </Button>
      )}
    </Section>
  )
}

function Renewed({
  results,
  rows,
}: {
  results: OutputOf<typeof renewManyApplications>['results']
  rows: readonly Row[]
}): ReactNode {
  const { t } = useTranslation()
  const labelOf = (id: string): string => {
    const row = rows.find((each) => each.applicationId === id)
    return row === undefined ? '' : `${row.procedureName} ${row.title}`
  }
  return (
    <Notice
      kind={results.every(({ refusal }) => refusal === null) ? 'success' : 'warning'}
      title={t('apply.renewedTitle')}
    >
      <ul>
        {results.map(({ applicationId, renewal, refusal }) => (
          <li key={applicationId}>
            {renewal === null
              ? `${labelOf(applicationId)}: ${refusal?.message ?? ''}`
              : t('apply.renewed', { label: labelOf(applicationId), number: renewal.number })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
