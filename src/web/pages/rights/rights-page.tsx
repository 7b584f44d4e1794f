import { procedureKinds } from '#engine/procedure/contract.ts'
import { actingRights, endActingRight, type ActingRightView } from '#rooms/1-organisation/rights/contract.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import type { ChipMeaning } from '../../parts/chip-meanings.ts'
import { clauseOf } from '../../parts/clause-address.ts'
import { ClauseLink } from '../../parts/clause-link.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { forgetOrganisation } from '../organisation/forget.ts'
import { pageIn, textIn } from '../organisation/list-search.ts'
import { useClauses } from '../organisation/use-clauses.ts'
import { RightDialog } from './right-dialog.tsx'

const size = 50

/** 職務代理, 専決 and 事務委任: who uses whose right, and what each is worth today. */
export function RightsPage(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const search = useLocation({ select: (at): Readonly<Record<string, unknown>> => at.search })
  const ended = textIn(search, 'ended') === 'yes'
  const page = pageIn(search)
  const { rights } = useMe()
  const list = useQuery({
    ...reading(actingRights, { ended, page, size }),
    placeholderData: keepPreviousData,
  })
  const [adding, setAdding] = useState<'record' | 'give'>()
  const [ending, setEnding] = useState<ActingRightView>()
  const [told, setTold] = useState<'saved' | 'ended'>()
  const end = useCommand(endActingRight, async () => {
    setEnding(undefined)
    setTold('ended')
    await forgetOrganisation(queryClient)
  })
  const own = list.data?.own ?? []
  return (
    <>
      <PageHead
        title={t('rights.title')}
        lead={t('rights.lead')}
        crumbs={[{ label: t('organisation.crumb'), href: '/organisation' }, { label: t('rights.title') }]}
        clauses={(list.data?.cites ?? []).map(clauseOf)}
        actions={
          <span className="flex flex-wrap items-center gap-2 self-end">
            <ButtonLink href="/organisation/offices">{t('rights.toOffices')}</ButtonLink>
            <ButtonLink href="/organisation/rules">{t('rights.toRules')}</ButtonLink>
            <Button
              onPress={() => setAdding('give')}
              {...(list.isSuccess && own.length === 0 ? { reason: t('rights.notYet') } : {})}
            >
              {t('rights.give')}
            </Button>
            {rights.includes('organisation.manage') && (
              <Button look="filled" onPress={() => setAdding('record')}>
                {t('rights.record')}
              </Button>
            )}
          </span>
        }
      />
      {told !== undefined && (
        <div className="my-3">
          <Notice kind="success" live onClose={() => setTold(undefined)}>
            {t(`rights.${told}`)}
          </Notice>
        </div>
      )}
      <p className="my-3">
        <ButtonLink href={`/organisation/rights${ended ? '' : '?ended=yes'}`} look="text">
          {ended ? t('rights.toRights') : t('rights.withEnded')}
        </ButtonLink>
      </p>
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess &&
        (list.data.total === 0 ? (
          <EmptyState title={t('rights.none')}>
            <p>{t('rights.noneWhat')}</p>
          </EmptyState>
        ) : (
          <>
            <Rights rows={list.data.rights} onEnd={setEnding} />
            <Pager
              page={page}
              size={size}
              total={list.data.total}
              hrefOf={(next) => `/organisation/rights?page=${next}${ended ? '&ended=yes' : ''}`}
            />
          </>
        ))}
      {adding !== undefined && (
        <RightDialog
          own={adding === 'give' ? own : null}
          onClose={() => setAdding(undefined)}
          onSaved={() => {
            setAdding(undefined)
            setTold('saved')
          }}
        />
      )}
      {ending !== undefined && (
        <ConfirmDialog
          open
          onClose={() => setEnding(undefined)}
          title={t('rights.endTitle', { kind: t(`rights.kinds.${ending.kind}`) })}
          act={t('rights.end')}
          busy={end.isPending}
          onConfirm={() => end.mutate({ id: ending.id })}
        >
          <p>
            {t('rights.endWhat', {
              holder: `${ending.holder.title ?? ''} ${ending.holder.names.join('、')}`.trim(),
              post: ending.post.title,
            })}
          </p>
          {end.isError && <RefusalNotice error={end.error} />}
        </ConfirmDialog>
      )}
    </>
  )
}

const chips: Readonly<Record<ActingRightView['state'], ChipMeaning>> = {
  active: 'kept',
  waiting: 'waiting',
  coming: 'due',
  ended: 'outside',
  'post-gone': 'wrong',
  'giver-gone': 'wrong',
  nobody: 'vacant',
}

function Rights({
  rows,
  onEnd,
}: {
  rows: readonly ActingRightView[]
  onEnd: (right: ActingRightView) => void
}): ReactNode {
  const { t } = useTranslation()
  const clause = useClauses(undefined)
  const procedures = useQuery({ ...reading(procedureKinds, {}), staleTime: 300_000 })
  const namesOf = (keys: readonly string[]): string => {
    const known = keys.flatMap((key) => procedures.data?.kinds.find((each) => each.key === key)?.name ?? [])
    const unknown = keys.length - known.length
    return [...known, ...(unknown === 0 ? [] : [t('rights.mattersToCome', { figure: unknown })])].join('・')
  }
  return (
    <Table
      caption={t('rights.title')}
      rows={rows}
      rowKey={(right) => right.id}
      columns={[
        {
          key: 'right',
          head: t('rights.columns.right'),
          names: true,
          wraps: true,
          cell: (right) => (
            <>
              {right.post.title}
              <span className="block font-normal">
                {right.post.names.length === 0 ? t('rights.vacant') : right.post.names.join('、')}
              </span>
            </>
          ),
        },
        {
          key: 'holder',
          head: t('rights.columns.holder'),
          wraps: true,
          cell: (right) => (
            <>
              <b>{t(`rights.kinds.${right.kind}`)}</b> {right.holder.title ?? ''}
              <span className="block">{right.holder.names.join('、')}</span>
            </>
          ),
        },
        {
          key: 'scope',
          head: t('rights.columns.scope'),
          wraps: true,
          cell: (right) => (
            <>
              {right.offices === null
                ? t('rights.all')
                : right.offices.map((office) => office.word).join('・')}
              <span className="block">{t(`rights.whens.${right.when}`)}</span>
              {right.matters !== null && (
                <span className="block">{t('rights.mattersOf', { names: namesOf(right.matters) })}</span>
              )}
              {right.units !== null && (
                <span className="block">{t('rights.unitsOf', { names: right.units.join('・') })}</span>
              )}
            </>
          ),
        },
        {
          key: 'period',
          head: t('rights.columns.period'),
          wraps: true,
          cell: (right) => (
            <>
              <DateText value={right.from} />〜
              <span className="block">
                {right.to === null ? t('rights.until') : <DateText value={right.to} />}
              </span>
            </>
          ),
        },
        {
          key: 'state',
          head: t('rights.columns.state'),
          wraps: true,
          cell: (right) => (
            <StateChip means={chips[right.state]}>{t(`rights.states.${right.state}`)}</StateChip>
          ),
        },
        {
          key: 'basis',
          head: t('rights.columns.basis'),
          wraps: true,
          cell: (right) => {
            const found = clause(right.eid)
            return (
              <>
                {t(`rights.givens.${right.given}`, { name: right.giverName ?? '' })}
                <span className="block">{right.basis}</span>
                {found !== undefined && <ClauseLink {...found} />}
              </>
            )
          },
        },
        {
          key: 'act',
          head: t('rights.columns.act'),
          cell: (right) =>
            right.mayEnd ? (
              <Button size="small" onPress={() => onEnd(right)}>
                {t('rights.end')}
              </Button>
            ) : (
              t('organisation.noValue')
            ),
        },
      ]}
    />
  )
}
