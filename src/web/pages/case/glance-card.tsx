import type { CaseView } from '#engine/procedure/contract.ts'
import { glance, type EarlierCases } from '#engine/procedure/contract-desk.ts'
import type { OutputOf } from '../../api/client.ts'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Panel } from '../../parts/card.tsx'
import { Chips, ClassChip, PersonalDataChip, StateChip } from '../../parts/chip.tsx'
import { PeriodText } from '../../parts/date-text.tsx'
import { DefinitionList, type Definition } from '../../parts/definition-list.tsx'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { EarlierList } from './earlier-list.tsx'
import { useKind } from './kinds.ts'

type Glance = OutputOf<typeof glance>

/** 決裁の前に: what matters for a decision in one place, worst first, before the form is read through. */
export function GlanceCard({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const found = useQuery(reading(glance, { applicationId: view.applicationId }))
  return (
    <Panel title={t('caseFile.glance.title')} aside={t('caseFile.glance.aside')}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && <GlanceList view={view} said={found.data} />}
    </Panel>
  )
}

function GlanceList({ view, said }: { view: CaseView; said: Glance }): ReactNode {
  const { t } = useTranslation()
  const measures = useMeasures(view)
  const { applicant } = view
  const items: Definition[] = [
    ...alarms(t, said),
    { key: 'class', term: t('caseFile.glance.class'), is: <Classes said={said} /> },
    {
      key: 'purpose',
      term: t('caseFile.glance.purpose'),
      is: said.purpose === '' ? t('caseFile.nothing') : said.purpose,
    },
    ...(measures === null
      ? []
      : [
          {
            key: 'measures',
            term: t('caseFile.glance.measures'),
            is: measures.length === 0 ? t('caseFile.nothing') : measures.join('、'),
          },
        ]),
    ...(view.periodFrom !== null && view.periodTo !== null
      ? [
          {
            key: 'period',
            term: t('caseFile.period'),
            is: <PeriodText from={view.periodFrom} to={view.periodTo} />,
          },
        ]
      : []),
    {
      key: 'applicant',
      term: t('caseFile.applicant'),
      is: t('caseFile.applicantWas', {
        name: applicant.name,
        unit: applicant.unitName,
        post: applicant.postTitle,
      }),
    },
    {
      key: 'of-applicant',
      term: t('caseFile.glance.ofApplicant'),
      is: <Earlier of={said.ofApplicant} />,
    },
    ...(said.lines === 0
      ? []
      : [{ key: 'of-lines', term: t('caseFile.glance.ofLines'), is: <Earlier of={said.ofLines} /> }]),
    {
      key: 'beside',
      term: t('caseFile.glance.beside'),
      is: [
        said.papers === 0
          ? t('caseFile.glance.noPapers')
          : t('caseFile.glance.papers', { count: said.papers }),
        said.questions.asked === 0
          ? t('caseFile.glance.noQuestions')
          : t(said.questions.open ? 'caseFile.glance.questionOpen' : 'caseFile.glance.questions', {
              count: said.questions.asked,
            }),
      ].join(t('caseFile.glance.and')),
    },
  ]
  return <DefinitionList items={items} />
}

/** What is wrong, late or excepted; nothing where nothing is. */
function alarms(t: TFunction, said: Glance): Definition[] {
  const found: Definition[] = []
  if (said.wrong.length > 0) {
    found.push({
      key: 'wrong',
      term: t('caseFile.glance.wrong'),
      is: (
        <ul className="grid gap-1">
          {said.wrong.map((each) => (
            <li key={`${each.check} ${each.number}`}>
              <StateChip means="violation">{each.check}</StateChip>{' '}
              <Anchor href={each.href}>
                {each.label} <span className="nowrap">{each.number}</span>
              </Anchor>
              <span className="block">{each.sentence}</span>
            </li>
          ))}
        </ul>
      ),
    })
  }
  if (said.late.length > 0) {
    found.push({
      key: 'late',
      term: t('caseFile.glance.late'),
      is: (
        <ul className="grid gap-1">
          {said.late.map((each) => (
            <li key={each.applicationId}>
              <StateChip means="overdue">{t('caseFile.overdue', { days: each.days })}</StateChip>{' '}
              <Anchor href={`/cases/${each.applicationId}`}>
                {each.title} <span className="nowrap">{each.number}</span>
              </Anchor>
            </li>
          ))}
        </ul>
      ),
    })
  }
  if (said.exceptions.length > 0) {
    found.push({
      key: 'exceptions',
      term: t('caseFile.glance.exceptions'),
      is: <EarlierList cases={said.exceptions} />,
    })
  }
  return found
}

function Classes({ said }: { said: Glance }): ReactNode {
  const { t } = useTranslation()
  const { strictest, personal, lines } = said
  if (lines === 0) return t('caseFile.glance.noLines')
  return (
    <Chips>
      {(strictest === 1 || strictest === 2 || strictest === 3) && <ClassChip level={strictest} />}
      {personal > 0 && <PersonalDataChip people={personal} />}
      <span>{t('caseFile.glance.lines', { count: lines })}</span>
      {said.stricterThanFiled && (
        <StateChip means="check">{t('caseFile.glance.stricterThanFiled')}</StateChip>
      )}
    </Chips>
  )
}

function Earlier({ of }: { of: EarlierCases }): ReactNode {
  const { t } = useTranslation()
  if (of.total === 0) return t('caseFile.glance.none')
  return (
    <>
      <p>
        {t('caseFile.glance.counts', {
          total: of.total,
          granted: of.granted,
          refused: of.refused,
          sentBack: of.sentBack,
        })}
      </p>
      <details>
        <summary className="cursor-pointer py-1 max-sm:min-h-11 max-sm:py-2.5">
          {t('caseFile.glance.last', { count: of.recent.length })}
        </summary>
        <EarlierList cases={of.recent} />
      </details>
    </>
  )
}

/** The measures of protection that were chosen, by their words; null where the form asks for none. */
function useMeasures(view: CaseView): string[] | null {
  const kind = useKind(view.procedure)
  const asked = (kind?.fields ?? []).filter((field) => field.type === 'checks' && field.everyCheck !== true)
  if (asked.length === 0) return null
  return asked.flatMap((field) => {
    const value = view.form[field.key]
    if (value === undefined || typeof value === 'string') return []
    return value.map((each) => field.choices?.find((choice) => choice.value === each)?.label ?? each)
  })
}
