import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { idsCheck, idsOverview } from '#rooms/6-technical/accounts/contract.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card, Columns, Section } from '../../parts/card.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { SummaryStrip } from '../../parts/summary-strip.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { differencesHref, sheetHref } from './addresses.ts'
import { forgetIds } from './forget.ts'
import { ReviewCard } from './review-card.tsx'
import { SystemDifferences, SystemState } from './system-state.tsx'

export type Overview = OutputOf<typeof idsOverview>

/** IDs of the city's systems: what can be said of each, the running stock-take, one's own sheets. */
export function IdsPage(): ReactNode {
  const { t } = useTranslation()
  const shown = useQuery({
    ...reading(idsOverview, {}),
    // sheets are laid out and comparisons run in the background
    refetchInterval: ({ state }) => (state.data?.review?.state === 'preparing' ? 1_000 : false),
  })
  return (
    <>
      <PageHead
        title={t('ids.title')}
        lead={t('ids.lead')}
        clauses={(shown.data?.cites ?? []).map(clauseOf)}
        crumbs={[{ label: t('ids.crumb'), href: '/registers' }, { label: t('ids.title') }]}
        actions={<ButtonLink href="/cards">{t('cards.title')}</ButtonLink>}
      />
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isSuccess && <Shown data={shown.data} />}
    </>
  )
}

function Shown({ data }: { data: Overview }): ReactNode {
  const { t } = useTranslation()
  const open = data.differences.reduce((sum, each) => sum + each.count, 0)
  const left = data.mySheets.reduce(
    (sum, each) => sum + (each.signedAt === null ? each.total - each.answered : 0),
    0,
  )
  return (
    <>
      <SummaryStrip
        label={t('ids.strip')}
        items={[
          {
            key: 'mine',
            label: t('ids.mineLeft'),
            count: left,
            unit: t('ids.count'),
            href: '#mine',
          },
          {
            key: 'open',
            label: t('ids.open'),
            count: data.lastCheck === null ? 'unknown' : open,
            unit: t('ids.count'),
            href: differencesHref({}),
            alarm: true,
          },
          {
            key: 'unreadable',
            label: t('ids.unreadable'),
            count: data.unreadable,
            unit: t('ids.systemUnit'),
            href: '#systems',
            alarm: true,
          },
        ]}
      />
      <Columns
        sideLabel={t('ids.check.title')}
        main={
          <div className="grid gap-8">
            <MySheets data={data} />
            <Systems data={data} />
          </div>
        }
        side={
          <div className="grid gap-8">
            <ReviewCard data={data} />
            <Check data={data} />
          </div>
        }
      />
    </>
  )
}

function MySheets({ data }: { data: Overview }): ReactNode {
  const { t } = useTranslation()
  const { review, mySheets } = data
  if (review === null || mySheets.length === 0) return null
  return (
    <Card strong id="mine" title={t('ids.mine')}>
      <p className="mb-2 text-[0.875rem]">{t('ids.mineWhat')}</p>
      <ul className="grid gap-2">
        {mySheets.map((sheet) => (
          <li key={sheet.unit.id} className="flex flex-wrap items-center gap-3">
            <ButtonLink
              look={sheet.signedAt === null && review.state === 'open' ? 'filled' : 'outline'}
              href={sheetHref(review.reviewId, sheet.unit.id)}
            >
              {t(sheet.signedAt === null ? 'ids.mineGo' : 'ids.mineDone', { unit: sheet.unit.name })}
            </ButtonLink>
            <span className="text-[0.875rem]">
              {t('ids.mineState', { answered: sheet.answered, total: sheet.total })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Systems({ data }: { data: Overview }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section id="systems" title={t('ids.list.title')}>
      {data.systems.length === 0 ? (
        <EmptyState
          title={t('ids.list.none')}
          action={<ButtonLink href="/registers/system">{t('ids.list.add')}</ButtonLink>}
        >
          {t('ids.list.noneWhat')}
        </EmptyState>
      ) : (
        <Table
          caption={t('ids.list.title')}
          rows={data.systems}
          rowKey={(system) => system.systemId}
          columns={[
            {
              key: 'name',
              head: t('ids.list.name'),
              names: true,
              wraps: true,
              cell: (system) => (
                <>
                  <Anchor href={`/registers/system?open=${system.systemId}`}>{system.name}</Anchor>
                  <span className="block text-solid-gray-700">{system.unit.name}</span>
                </>
              ),
            },
            {
              key: 'state',
              head: t('ids.list.state'),
              wraps: true,
              cell: (system) => <SystemState system={system} />,
            },
            {
              key: 'accounts',
              head: t('ids.list.accounts'),
              numeric: true,
              cell: (system) => system.accounts.toLocaleString('ja-JP'),
            },
            {
              key: 'differences',
              head: t('ids.list.differences'),
              wraps: true,
              cell: (system) => (
                <Anchor href={differencesHref({ system: system.systemId })}>
                  <SystemDifferences system={system} />
                </Anchor>
              ),
            },
            {
              key: 'latest',
              head: t('ids.list.latest'),
              cell: (system) =>
                system.latest === null ? (
                  <DateText value={null} />
                ) : (
                  <>
                    <DateText form="short" value={system.latest.takenOn} />
                    <span className="block">
                      {t('ids.list.readOn', { lines: system.latest.lines.toLocaleString('ja-JP') })}
                    </span>
                  </>
                ),
            },
            {
              key: 'act',
              head: t('ids.list.act'),
              cell: (system) =>
                system.mayImport.allowed ? (
                  <Anchor
                    href={`/ids/import/${system.systemId}`}
                    aria-label={t('ids.list.importOf', { name: system.name })}
                  >
                    {t('ids.list.import')}
                  </Anchor>
                ) : (
                  <DateText value={null} />
                ),
            },
          ]}
        />
      )}
    </Section>
  )
}

function Check({ data }: { data: Overview }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [told, setTold] = useState<OutputOf<typeof idsCheck>>()
  const run = useCommand(idsCheck, async (output) => {
    setTold(output)
    await forgetIds(queryClient)
  })
  return (
    <Section title={t('ids.check.title')}>
      <div className="grid gap-3 text-[0.875rem]">
        {data.lastCheck === null ? (
          <p>{t('ids.check.never')}</p>
        ) : (
          <p>
            <DateText form="short" value={data.lastCheck.at} />{' '}
            {t('ids.check.lastWhat', {
              accounts: data.lastCheck.accounts.toLocaleString('ja-JP'),
              open: data.lastCheck.open.toLocaleString('ja-JP'),
            })}
          </p>
        )}
        <ul className="grid gap-1">
          {data.differences.map(({ kind, count }) => (
            <li key={kind} className="flex justify-between gap-2">
              <Anchor href={differencesHref({ kind })}>{t(`ids.kinds.${kind}`)}</Anchor>
              <b className="tabular-nums">{count.toLocaleString('ja-JP')}</b>
            </li>
          ))}
        </ul>
        <p>
          {t('ids.check.days', { days: data.dormantDays })}
          {data.usualDormantDays && ` ${t('ids.check.usual')}`}
        </p>
        {data.mayManage.allowed && (
          <p>
            <Button busy={run.isPending} onPress={() => run.mutate({})}>
              {t('ids.check.run')}
            </Button>
          </p>
        )}
        {run.isError && <RefusalNotice error={run.error} />}
        {told !== undefined && (
          <Notice kind="info" live>
            <p>{t('ids.check.done', told)}</p>
            {told.unreadable > 0 && <p>{t('ids.check.doneCannot', told)}</p>}
          </Notice>
        )}
      </div>
    </Section>
  )
}
