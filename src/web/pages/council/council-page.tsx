import { listMeetings } from '#rooms/1-organisation/council/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { clausesOf } from '../case/clauses.ts'
import { pageIn } from '../organisation/list-search.ts'
import { MeetingState, MeetingTime } from './meeting-words.tsx'
import { PlanDialog } from './plan-dialog.tsx'

type List = OutputOf<typeof listMeetings>
type Line = List['open'][number]

const size = 20

/** The meetings of the city's councils: what comes next, what waits for them, what was resolved. */
export function CouncilPage(): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const page = pageIn(useLocation({ select: ({ search }) => search }))
  const list = useQuery({ ...reading(listMeetings, { page, size }), placeholderData: keepPreviousData })
  const [planning, setPlanning] = useState(false)
  const data = list.data
  const able = data?.councils.filter((each) => each.hasRules) ?? []
  return (
    <>
      <PageHead
        title={t('council.title')}
        lead={t('council.lead')}
        crumbs={[{ label: t('organisation.crumb'), href: '/organisation' }, { label: t('council.crumb') }]}
        clauses={clausesOf(data?.cites ?? [])}
        actions={
          <>
            {able.map((each) => (
              <ButtonLink key={each.unitId} href={`/council/rules/${each.unitId}`}>
                {t('council.toSettings', { name: each.name })}
              </ButtonLink>
            ))}
            {data?.mayManage === true && able.length > 0 && (
              <Button look="filled" onPress={() => setPlanning(true)}>
                {t('council.plan.act')}
              </Button>
            )}
          </>
        }
      />
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {data !== undefined && (
        <div className="grid gap-8">
          <ToAnswer data={data} />
          {data.councils.length === 0 && (
            <EmptyState title={t('council.none')}>{t('council.noneWhat')}</EmptyState>
          )}
          {data.mayManage && data.councils.length > 0 && able.length === 0 && (
            <Notice kind="warning" title={t('council.noRules')}>
              {t('council.noRulesWhat', { name: data.councils[0]?.name ?? '' })}
            </Notice>
          )}
          <Section title={t('council.open')}>
            {data.open.length === 0 ? (
              <p>{t('council.openNone')}</p>
            ) : (
              <Meetings title={t('council.open')} rows={data.open} />
            )}
          </Section>
          {data.mayManage && <Proposals rows={data.proposals} />}
          {data.councils.length > 1 && <Councils rows={data.councils} />}
          <Section title={t('council.past')}>
            {data.past.length === 0 ? (
              <p>{t('council.pastNone')}</p>
            ) : (
              <>
                <Meetings title={t('council.past')} rows={data.past} />
                <Pager
                  page={page}
                  size={size}
                  total={data.total}
                  hrefOf={(to) => (to === 1 ? '/council' : `/council?page=${to}`)}
                />
              </>
            )}
          </Section>
        </div>
      )}
      {planning && (
        <PlanDialog
          councils={able}
          onClose={() => setPlanning(false)}
          onDone={(meetingId) => router.history.push(`/council/${meetingId}`)}
        />
      )}
    </>
  )
}

function ToAnswer({ data }: { data: List }): ReactNode {
  const { t } = useTranslation()
  const waiting = data.open.filter((line) => data.toAnswer.includes(line.meetingId))
  if (waiting.length === 0) return null
  return (
    <Notice kind="warning" title={t('council.answerFirst')}>
      <ul className="grid gap-1">
        {waiting.map((line) => (
          <li key={line.meetingId}>
            <Anchor href={`/council/${line.meetingId}`}>
              {line.councilName} {line.label ?? ''}
            </Anchor>{' '}
            <MeetingTime line={line} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Whatever meets in the city, each with the way to its rules. */
function Councils({ rows }: { rows: List['councils'] }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('council.councils')}>
      <ul className="grid gap-2">
        {rows.map((each) => (
          <li key={each.unitId} className="flex flex-wrap items-center gap-3">
            <Anchor href={`/council/rules/${each.unitId}`}>{each.name}</Anchor>
            {each.resolvesPolicy && <StateChip means="kept">{t('council.resolvesPolicy')}</StateChip>}
            {!each.hasRules && <StateChip means="note">{t('council.noRules')}</StateChip>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Meetings({ title, rows }: { title: string; rows: readonly Line[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <Table
      caption={title}
      rows={rows}
      rowKey={(row) => row.meetingId}
      columns={[
        {
          key: 'label',
          head: t('council.label'),
          wraps: true,
          names: true,
          cell: (row) => (
            <Anchor href={`/council/${row.meetingId}`}>
              {row.councilName} {row.label ?? t('council.draft')}
            </Anchor>
          ),
        },
        { key: 'when', head: t('council.when'), wraps: true, cell: (row) => <MeetingTime line={row} /> },
        { key: 'place', head: t('council.place'), wraps: true, cell: (row) => row.place },
        {
          key: 'items',
          head: t('council.items'),
          numeric: true,
          cell: (row) => t('council.itemsCount', { figure: row.items }),
        },
        {
          key: 'resolved',
          head: t('council.resolved'),
          numeric: true,
          cell: (row) => t('council.itemsCount', { figure: row.resolved }),
        },
        { key: 'state', head: t('council.state'), cell: (row) => <MeetingState line={row} /> },
      ]}
    />
  )
}

function Proposals({ rows }: { rows: List['proposals'] }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('council.proposals')}>
      <p className="mb-2 text-[0.875rem]">{t('council.proposalsWhat')}</p>
      {rows.length === 0 ? (
        <p>{t('council.proposalsNone')}</p>
      ) : (
        <Table
          caption={t('council.proposals')}
          rows={rows}
          rowKey={(row) => `${row.kind} ${row.id}`}
          columns={[
            {
              key: 'title',
              head: t('council.subject'),
              names: true,
              wraps: true,
              cell: (row) => (row.href === null ? row.title : <Anchor href={row.href}>{row.title}</Anchor>),
            },
            {
              key: 'kind',
              head: t('council.agenda.kind'),
              cell: (row) => t(`council.kinds.${row.itemKind}`),
            },
            { key: 'due', head: t('council.due'), cell: (row) => <Due row={row} /> },
            {
              key: 'tabled',
              head: t('council.state'),
              cell: (row) =>
                row.tabled ? <StateChip means="waiting">{t('council.tabled')}</StateChip> : null,
            },
          ]}
        />
      )}
    </Section>
  )
}

function Due({ row }: { row: List['proposals'][number] }): ReactNode {
  const { t } = useTranslation()
  const { daysLeft } = row
  if (daysLeft === null) return '—'
  const words =
    daysLeft < 0
      ? t('council.dueLate', { figure: -daysLeft })
      : daysLeft === 0
        ? t('council.dueToday')
        : t('council.dueIn', { figure: daysLeft })
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <DateText value={row.dueOn} />
      <StateChip means={daysLeft < 0 ? 'overdue' : daysLeft <= 7 ? 'soon' : 'due'}>{words}</StateChip>
    </span>
  )
}
