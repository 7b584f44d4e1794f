import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classificationSchemes, withdrawScheme } from '#rooms/2-assets/classification/contract.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Card, Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { PendingLines } from './pending-lines.tsx'
import { SchemeChange } from './scheme-change.tsx'
import { textOfQuestions } from './question-text.ts'
import { SchemeForm } from './scheme-form.tsx'

export type Scheme = OutputOf<typeof classificationSchemes>['inForce']

/** The scheme of classes, what is planned, and the lines that wait for a choice. */
export function SchemesPage(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const schemes = useQuery({
    ...reading(classificationSchemes, {}),
    refetchInterval: ({ state }) => (state.data?.inForce.run?.finished === false ? 2_000 : false),
  })
  const [drafting, setDrafting] = useState(false)
  const [previewed, setPreviewed] = useState<string>()
  const again = () => queryClient.invalidateQueries()
  const withdraw = useCommand(withdrawScheme, async () => {
    await again()
  })
  const may = schemes.data?.mayManage
  return (
    <>
      <PageHead
        title={t('classification.title')}
        lead={t('classification.lead')}
        clauses={(schemes.data?.cites ?? []).filter(({ slot }) => slot === 'classes').map(clauseOf)}
        crumbs={[{ label: t('registers.title'), href: '/registers' }, { label: t('classification.title') }]}
        actions={
          may !== undefined && (
            <Button reason={may.allowed ? undefined : may.because} onPress={() => setDrafting(true)}>
              {t('classification.draftNew')}
            </Button>
          )
        }
      />
      {schemes.isPending && <Loading />}
      {schemes.isError && <ErrorState error={schemes.error} onRetry={() => void schemes.refetch()} />}
      {schemes.isSuccess && (
        <div className="grid gap-8">
          {drafting && (
            <SchemeForm
              from={schemes.data.inForce}
              onDone={async (schemeId) => {
                setDrafting(false)
                await again()
                setPreviewed(schemeId)
              }}
            />
          )}
          <Section title={t('classification.inForce')}>
            <SchemeFacts scheme={schemes.data.inForce} />
          </Section>
          <Section title={t('classification.others')}>
            {schemes.data.others.length === 0 && <p>{t('classification.noOthers')}</p>}
            {withdraw.isError && <RefusalNotice error={withdraw.error} />}
            <div className="grid gap-4">
              {schemes.data.others.map((scheme) => (
                <Card key={scheme.schemeId} level={3} title={scheme.name}>
                  <SchemeFacts scheme={scheme} />
                  {may?.allowed === true && (scheme.state === 'draft' || scheme.state === 'planned') && (
                    <div className="mt-3 flex flex-wrap gap-2">
                      {scheme.state === 'draft' && (
                        <Button onPress={() => setPreviewed(scheme.schemeId ?? undefined)}>
                          {t('classification.preview')}
                        </Button>
                      )}
                      <Button
                        danger
                        busy={withdraw.isPending}
                        onPress={() => withdraw.mutate({ schemeId: scheme.schemeId ?? '' })}
                      >
                        {t('classification.withdraw')}
                      </Button>
                    </div>
                  )}
                </Card>
              ))}
            </div>
          </Section>
          {previewed !== undefined &&
            schemes.data.others
              .filter((scheme) => scheme.schemeId === previewed && scheme.state === 'draft')
              .map((scheme) => (
                <SchemeChange
                  key={previewed}
                  schemeId={previewed}
                  scheme={scheme}
                  onDone={async () => {
                    setPreviewed(undefined)
                    await again()
                  }}
                />
              ))}
          <PendingLines />
        </div>
      )}
    </>
  )
}

function SchemeFacts({ scheme }: { scheme: Scheme }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <p className="mb-2 flex flex-wrap items-center gap-2">
        <StateChip means={scheme.state === 'in-force' || scheme.state === 'model' ? 'done' : 'note'}>
          {t(`classification.states.${scheme.state}`)}
        </StateChip>
        {scheme.name}
        {scheme.from !== null && <DateText value={scheme.from} />}
      </p>
      <DefinitionList
        items={[
          ...(scheme.basis === ''
            ? []
            : [{ key: 'basis', term: t('classification.basis'), is: scheme.basis }]),
          ...scheme.body.axes.map(({ axis, label, classes }) => ({
            key: axis,
            term: label,
            is: (
              <ul>
                {classes.map((each) => (
                  <li key={each.value}>
                    {each.label}
                    {each.meaning !== '' && `:${each.meaning}`}
                  </li>
                ))}
              </ul>
            ),
          })),
        ]}
      />
      {scheme.body.questions.length > 0 && (
        <details className="mt-3">
          <summary className="cursor-pointer py-1 max-sm:py-2.5">
            {t('classification.questionCount', { count: scheme.body.questions.length })}
          </summary>
          <p className="whitespace-pre-line pl-4 text-[0.875rem] leading-[1.6]">
            {textOfQuestions(scheme.body.questions, scheme.body.axes)}
          </p>
        </details>
      )}
      {scheme.run !== null && (
        <div className="mt-3">
          <ProgressBar label={t('classification.run')} done={scheme.run.seen} total={scheme.run.total}>
            {t('classification.runSays', {
              seen: scheme.run.seen,
              total: scheme.run.total,
              changed: scheme.run.changed,
            })}
          </ProgressBar>
        </div>
      )}
    </>
  )
}
