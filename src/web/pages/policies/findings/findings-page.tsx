import { policyLints, policyNoteLint } from '#policy/contract-norms.ts'
import { policyEdition } from '#policy/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { ApiProblem } from '../../../api/problem.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { ShareBar } from '../../../parts/progress-bar.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../../parts/states.tsx'
import { PageHead } from '../../../shell/page-head.tsx'
import { reviewAddress } from '../addresses.ts'
import { editionCrumbs } from '../edition-crumbs.ts'
import { groupsOf, stateOf, type Finding, type FindingState } from './finding-groups.ts'
import { FindingRow } from './finding-row.tsx'

/** 気づき: places of the text an officer should look at, by kind. */
export function FindingsPage(): ReactNode {
  const { t } = useTranslation()
  const { editionId } = useParams({ from: '/house/policies/$editionId/findings' })
  const edition = useQuery(reading(policyEdition, { editionId }))
  const lints = useQuery(reading(policyLints, { editionId }))
  const { data } = lints
  return (
    <>
      <PageHead
        title={t('findings.title')}
        lead={t('findings.lead')}
        crumbs={editionCrumbs(t, editionId, edition.data, t('findings.title'))}
        actions={<ButtonLink href={reviewAddress(editionId)}>{t('review.toReview')}</ButtonLink>}
      />
      {lints.isPending && <Loading />}
      {lints.isError && <ErrorState bare error={lints.error} onRetry={() => void lints.refetch()} />}
      {data !== undefined && data.lints.length === 0 && (
        <Notice kind="success" title={t('findings.none')}>
          <p className="text-[0.875rem]">{t('findings.noneWhat')}</p>
        </Notice>
      )}
      {data !== undefined && data.lints.length > 0 && (
        <Findings editionId={editionId} findings={data.lints} mayManage={data.mayManage} />
      )}
    </>
  )
}

function Findings({
  editionId,
  findings,
  mayManage,
}: {
  editionId: string
  findings: readonly Finding[]
  mayManage: boolean
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [onlyOpen, setOnlyOpen] = useState(false)
  const [told, setTold] = useState<string>()
  // what was just noted stays in its place until one looks again
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: [policyLints.name] })
  const command = useCommand(policyNoteLint, refresh)
  const note = (finding: Finding, state: FindingState, words: string): void => {
    setTouched((before) => new Set(before).add(finding.lintKey))
    setTold(undefined)
    command.mutate(
      { editionId, lintKey: finding.lintKey, state, note: words, revision: finding.note?.revision ?? 0 },
      {
        onSuccess: () =>
          setTold(
            t('findings.told', {
              number: finding.number ?? t('findings.whole'),
              state: t(`findings.states.${state}`),
            }),
          ),
        onError: () => void refresh(),
      },
    )
  }
  const count = (state: FindingState): number => findings.filter((each) => stateOf(each) === state).length
  const shown = onlyOpen
    ? findings.filter((each) => stateOf(each) === 'open' || touched.has(each.lintKey))
    : findings
  const conflict = command.error instanceof ApiProblem && command.error.status === 409
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <div className="flex flex-wrap items-center gap-4">
        <div className="w-80 max-w-full">
          <ShareBar
            parts={[
              { label: t('findings.states.seen'), count: count('seen'), tone: 'green' },
              { label: t('findings.states.to-mend'), count: count('to-mend'), tone: 'yellow' },
              { label: t('findings.states.open'), count: count('open'), tone: 'gray' },
            ]}
          />
        </div>
        <Button
          size="small"
          pressed={onlyOpen}
          onPress={() => {
            setTouched(new Set())
            setOnlyOpen(!onlyOpen)
          }}
        >
          {t('findings.onlyOpen')}
        </Button>
        <output aria-live="polite" className="text-[0.875rem]">
          {told}
        </output>
      </div>
      {conflict ? (
        <Notice kind="warning" live title={t('review.conflict')}>
          <p className="text-[0.875rem]">{t('review.conflictWhat')}</p>
        </Notice>
      ) : (
        command.isError && <RefusalNotice error={command.error} />
      )}
      {shown.length === 0 && <Notice kind="success" title={t('findings.noneOpen')} />}
      {groupsOf(shown).map((group) => (
        <Section
          key={group.code}
          title={t(`findings.codes.${group.code}`)}
          aside={t('findings.count', { count: group.findings.length })}
        >
          <ul>
            {group.findings.map((finding) => (
              <FindingRow
                key={finding.lintKey}
                editionId={editionId}
                finding={finding}
                busy={command.isPending && command.variables.lintKey === finding.lintKey}
                mayManage={mayManage}
                onNote={(state, words) => note(finding, state, words)}
              />
            ))}
          </ul>
        </Section>
      ))}
    </div>
  )
}
