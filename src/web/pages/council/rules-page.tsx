import { showCouncilRules } from '#rooms/1-organisation/council/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { clausesOf } from '../case/clauses.ts'
import { RulesForm } from './rules-form.tsx'

type Rules = OutputOf<typeof showCouncilRules>

/** How a council works: who belongs to it, quorum, majority, deputies, writing; dated, with the basis. */
export function RulesPage(): ReactNode {
  const { t } = useTranslation()
  const { unitId } = useParams({ from: '/house/council/rules/$unitId' })
  const found = useQuery(reading(showCouncilRules, { unitId }))
  const [editing, setEditing] = useState(false)
  const [saved, setSaved] = useState(false)
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const { data } = found
  return (
    <>
      <PageHead
        title={t('council.rules.title', { name: data.name })}
        crumbs={[{ label: t('council.crumb'), href: '/council' }, { label: t('council.rules.crumb') }]}
        lead={t('council.rules.lead')}
        clauses={clausesOf(data.cites)}
        actions={
          data.mayManage && !editing ? (
            <Button
              look={data.rules === null ? 'filled' : 'outline'}
              onPress={() => {
                setEditing(true)
                setSaved(false)
              }}
            >
              {t(data.rules === null ? 'council.rules.make' : 'council.rules.change')}
            </Button>
          ) : undefined
        }
      />
      <p className="mb-4">{t(data.resolvesPolicy ? 'council.rules.policy' : 'council.rules.notPolicy')}</p>
      {saved && (
        <div className="mb-4">
          <Notice kind="success" live>
            {t('council.rules.saved')}
          </Notice>
        </div>
      )}
      {editing ? (
        <RulesForm
          data={data}
          onDone={() => {
            setEditing(false)
            setSaved(true)
          }}
          onQuit={() => setEditing(false)}
        />
      ) : (
        <Current data={data} />
      )}
    </>
  )
}

function Current({ data }: { data: Rules }): ReactNode {
  const { t } = useTranslation()
  const { rules } = data
  if (rules === null) {
    return <EmptyState title={t('council.rules.none')}>{t('council.rules.noneWhat')}</EmptyState>
  }
  return (
    <div className="grid gap-8">
      <Section title={t('council.rules.current')}>
        <ul className="list-disc pl-5 leading-[1.8]">
          {rules.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p className="mt-2 text-[0.875rem]">
          {t('council.rules.basis')} {rules.basis} (<DateText value={rules.from} />)
        </p>
      </Section>
      <Section title={t('council.rules.seats')}>
        <ul className="list-disc pl-5 leading-[1.8]">
          {rules.seats.map((seat, index) => (
            <li key={`${index} ${seat.word}`}>
              {t(`council.members.roles.${seat.role}`)} {seat.word} ({t(`council.rules.by.${seat.holder.by}`)}
              )
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title={t('council.rules.members')}
        aside={t('council.rules.membersCount', { figure: data.members.length })}
      >
        <Table
          caption={t('council.rules.members')}
          rows={[
            ...data.members.map((member) => ({ ...member, key: member.personId })),
            ...data.vacant.map((seat, index) => ({
              key: `vacant ${index}`,
              role: seat.role,
              seat: seat.word,
              name: null,
            })),
          ]}
          rowKey={(row) => row.key}
          columns={[
            {
              key: 'role',
              head: t('council.members.role'),
              cell: (row) => t(`council.members.roles.${row.role}`),
            },
            { key: 'seat', head: t('council.members.seat'), wraps: true, cell: (row) => row.seat },
            {
              key: 'name',
              head: t('council.members.name'),
              names: true,
              cell: (row) => row.name ?? <StateChip means="vacant">{t('council.members.vacant')}</StateChip>,
            },
          ]}
        />
      </Section>
      <Section title={t('council.rules.history')}>
        <ul className="list-disc pl-5 leading-[1.8]">
          {data.history.map((row) => (
            <li key={row.id}>
              <DateText value={row.from} /> {row.basis}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
