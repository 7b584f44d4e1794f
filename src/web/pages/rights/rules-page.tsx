import { officeRules } from '#rooms/1-organisation/rights/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { ClauseLink } from '../../parts/clause-link.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { useClauses } from '../organisation/use-clauses.ts'
import { RuleDialog, type Office } from './rule-dialog.tsx'

type Chosen = { office: Office; word: string; eid: string | null }

/** Which post or person holds which office: the city's own rules, what is not set, what is held twice. */
export function OfficeRulesPage(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  const mayAct = rights.includes('organisation.manage')
  const list = useQuery(reading(officeRules, {}))
  const clause = useClauses(undefined)
  const [chosen, setChosen] = useState<Chosen>()
  const [told, setTold] = useState(false)
  return (
    <>
      <PageHead
        title={t('rights.rules.title')}
        lead={t('rights.rules.lead')}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('rights.rules.title') },
        ]}
        clauses={(list.data?.cites ?? []).map(clauseOf)}
        actions={
          <span className="flex flex-wrap gap-2 self-end">
            <ButtonLink href="/organisation/offices">{t('rights.toOffices')}</ButtonLink>
            <ButtonLink href="/organisation/rights">{t('rights.toRights')}</ButtonLink>
          </span>
        }
      />
      {told && (
        <div className="my-3">
          <Notice kind="success" live onClose={() => setTold(false)}>
            {t('rights.rules.saved')}
          </Notice>
        </div>
      )}
      {!mayAct && <p className="my-3 text-[0.875rem]">{t('rights.rules.denied')}</p>}
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && (
        <div className="grid gap-6">
          {list.data.faults.length > 0 && (
            <Notice kind="error" title={t('rights.rules.faults')}>
              {list.data.faults.map((fault) => (
                <p key={fault.office}>{fault.text}</p>
              ))}
            </Notice>
          )}
          {list.data.unset.length > 0 && (
            <Notice kind="warning" title={t('rights.rules.unset', { figure: list.data.unset.length })}>
              <p>{t('rights.rules.unsetWhat')}</p>
              <ul className="mt-2 flex flex-wrap gap-2">
                {list.data.unset.map((each) => (
                  <li key={each.office}>
                    {mayAct ? (
                      <Button size="small" onPress={() => setChosen({ ...each, eid: null })}>
                        {each.word}
                      </Button>
                    ) : (
                      each.word
                    )}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          <Table
            caption={t('rights.rules.title')}
            rows={list.data.rules}
            rowKey={(rule) => rule.id}
            columns={[
              {
                key: 'office',
                head: t('rights.rules.office'),
                names: true,
                wraps: true,
                cell: (rule) => rule.word,
              },
              { key: 'by', head: t('rights.rules.by'), wraps: true, cell: (rule) => rule.text },
              {
                key: 'scope',
                head: t('rights.rules.scope'),
                cell: (rule) => t(`rights.rules.scopes.${rule.scope}`),
              },
              {
                key: 'from',
                head: t('rights.rules.from'),
                wraps: true,
                cell: (rule) => (
                  <>
                    <DateText value={rule.from} />{' '}
                    {rule.from > list.data.on && (
                      <StateChip means="due">{t('rights.rules.coming')}</StateChip>
                    )}
                  </>
                ),
              },
              {
                key: 'ground',
                head: t('organisation.table.ground'),
                cell: (rule) => {
                  const found = clause(rule.eid)
                  return found === undefined ? (
                    (rule.eid ?? t('organisation.noValue'))
                  ) : (
                    <ClauseLink {...found} />
                  )
                },
              },
              ...(mayAct
                ? [
                    {
                      key: 'act',
                      head: t('rights.columns.act'),
                      cell: (rule: (typeof list.data.rules)[number]) => (
                        <Button
                          size="small"
                          onPress={() => setChosen({ office: rule.office, word: rule.word, eid: rule.eid })}
                        >
                          {t('rights.rules.change')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </div>
      )}
      {chosen !== undefined && (
        <RuleDialog
          {...chosen}
          onClose={() => setChosen(undefined)}
          onSaved={() => {
            setChosen(undefined)
            setTold(true)
          }}
        />
      )}
    </>
  )
}
