import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { handlingCard, handlingSheet } from '#rooms/2-assets/classification/contract.ts'
import { reading, saveFile } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Columns, Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { Questions } from './questions.tsx'

type Card = OutputOf<typeof handlingCard>
const meanings = { kept: 'kept', broken: 'wrong', unknown: 'unknown', 'at-permit': 'note' } as const

/** What must and must not be done with a line, whether it is, and the questions that decide its classes. */
export function HandlingPage(): ReactNode {
  const { register = '', entryId = '' } = useParams({ strict: false })
  const { t } = useTranslation()
  const card = useQuery(reading(handlingCard, { register, entryId }))
  const print = useMutation({ mutationFn: () => saveFile(handlingSheet, { register, entryId }) })
  const label = card.data?.label ?? ''
  const title = t('classification.handlingOf', { label })
  return (
    <>
      <PageHead
        title={card.isSuccess ? title : t('classification.handling')}
        lead={t('classification.handlingLead')}
        clauses={(card.data?.cites ?? []).map(clauseOf)}
        crumbs={[
          { label: t('registers.title'), href: '/registers' },
          { label: card.data?.number ?? '', href: `/registers/${register}?open=${entryId}` },
          { label: t('classification.handling') },
        ]}
        actions={
          <Button icon="download" busy={print.isPending} onPress={() => print.mutate()}>
            {t('classification.print')}
          </Button>
        }
      />
      {print.isError && <RefusalNotice error={print.error} />}
      {card.isPending && <Loading />}
      {card.isError && <ErrorState error={card.error} onRetry={() => void card.refetch()} />}
      {card.isSuccess && (
        <Columns
          sideLabel={t('classification.title')}
          main={
            <>
              <Items card={card.data} />
              {card.data.mayAnswer.allowed && <Questions register={register} entryId={entryId} />}
            </>
          }
          side={<About card={card.data} />}
        />
      )}
    </>
  )
}

function Items({ card }: { card: Card }): ReactNode {
  const { t } = useTranslation()
  const broken = card.items.filter(({ state }) => state === 'broken').length
  return (
    <Section title={t('classification.handling')}>
      {broken > 0 && (
        <div className="mb-3">
          <Notice kind="error" title={t('classification.broken')}>
            <p>{t('classification.brokenSays', { count: broken })}</p>
          </Notice>
        </div>
      )}
      {card.items.length === 0 ? (
        <EmptyState title={t('classification.nothing')} />
      ) : (
        <Table
          caption={t('classification.handling')}
          rows={card.items}
          rowKey={(item) => item.key}
          columns={[
            {
              key: 'what',
              head: t('classification.what'),
              names: true,
              wraps: true,
              cell: (item) => item.text,
            },
            {
              key: 'state',
              head: t('classification.state'),
              cell: (item) => (
                <StateChip means={meanings[item.state]}>
                  {t(`classification.itemStates.${item.state}`)}
                </StateChip>
              ),
            },
            { key: 'says', head: t('classification.says'), wraps: true, cell: (item) => item.says },
            {
              key: 'clauses',
              head: t('classification.clauses'),
              wraps: true,
              cell: (item) => <ClauseLinks clauses={item.cites.map(clauseOf)} />,
            },
          ]}
        />
      )}
    </Section>
  )
}

function About({ card }: { card: Card }): ReactNode {
  const { t } = useTranslation()
  return (
    <DefinitionList
      items={[
        ...card.classes.map(({ axis, axisLabel, label }) => ({ key: axis, term: axisLabel, is: label })),
        {
          key: 'copies',
          term: t('classification.copies'),
          is: t('classification.count', { count: card.copies }),
        },
        ...card.holds.map(({ register, name, lines }) => ({
          key: `holds-${register}`,
          term: t('classification.holds'),
          is: `${name} ${t('classification.count', { count: lines })}`,
        })),
        ...card.cases.map(({ applicationId, number, title }) => ({
          key: applicationId,
          term: t('classification.cases'),
          is: <Anchor href={`/cases/${applicationId}`}>{`${number} ${title}`.trim()}</Anchor>,
        })),
      ]}
    />
  )
}
