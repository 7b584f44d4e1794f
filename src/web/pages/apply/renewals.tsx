import { renewableApplications, renewApplication } from '#engine/procedure/contract.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call, reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { refreshCases } from '../case/told.ts'

type Renewed = { readonly label: string; readonly number: string | null; readonly problem: string | null }

/** 期限の近い許可: those of one's own that end soon, to be asked for again together, each as a case of its own. */
export function Renewals(): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const list = useQuery(reading(renewableApplications, {}))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const rows = list.data?.rows ?? []
  const open = rows.filter((row) => row.renewal === null)
  const picked = open.filter((row) => chosen.has(row.applicationId))
  const run = useMutation({
    mutationFn: async (): Promise<Renewed[]> => {
      const results: Renewed[] = []
      for (const { applicationId, procedureName, title } of picked) {
        const label = `${procedureName} ${title}`
        try {
          const { number } = await call(renewApplication, { applicationId })
          results.push({ label, number, problem: null })
        } catch (error) {
          results.push({ label, number: null, problem: error instanceof Error ? error.message : '' })
        }
      }
      return results
    },
    onSuccess: async () => {
      setChosen(new Set())
      await refreshCases(client)
    },
  })
  if (rows.length === 0) return null
  return (
    <Section title={t('apply.renewals')}>
      <div aria-live="polite">
        {run.data !== undefined && (
          <Notice
            kind={run.data.every(({ problem }) => problem === null) ? 'success' : 'warning'}
            title={t('apply.renewedTitle')}
          >
            <ul>
              {run.data.map(({ label, number, problem }) => (
                <li key={label}>
                  {problem === null ? t('apply.renewed', { label, number }) : `${label}: ${problem}`}
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
      <ul className="my-3 grid gap-2">
        {rows.map((row) => (
          <li key={row.applicationId}>
            {row.renewal === null ? (
              <Checkbox
                name={`renew-${row.applicationId}`}
                checked={chosen.has(row.applicationId)}
                onChange={(on) => {
                  const next = new Set(chosen)
                  if (on) next.add(row.applicationId)
                  else next.delete(row.applicationId)
                  setChosen(next)
                }}
              >
                {row.procedureName} {row.title} {row.number} <DateText value={row.validUntil} />
                {t('apply.renewUntil')}
              </Checkbox>
            ) : (
              <p>
                {row.procedureName} {row.title}{' '}
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
          busy={run.isPending}
          reason={picked.length === 0 ? t('apply.renewNone') : undefined}
          onPress={() => run.mutate()}
        >
          {t('apply.renew', { count: picked.length })}
        </Button>
      )}
    </Section>
  )
}
