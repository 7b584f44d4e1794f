import { transferEffects } from '#rooms/1-organisation/transfer/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { planHref, type PlanView } from './plan-address.ts'
import type { Plan } from './plan-page.tsx'

const size = 50

/** What the day itself did, one line a thing. */
export function PlanEffects({
  plan,
  view,
  onView,
}: {
  plan: Plan
  view: PlanView
  onView: (view: Partial<PlanView>) => void
}): ReactNode {
  const { t } = useTranslation()
  const { planId } = plan
  const list = useQuery({
    ...reading(transferEffects, {
      planId,
      page: view.page,
      size,
      ...(view.kind === '' ? {} : { kind: view.kind }),
    }),
    placeholderData: keepPreviousData,
  })
  if (plan.effectsTotal === 0) {
    return <EmptyState title={t('transfers.effects.none')}>{t('transfers.effects.noneWhat')}</EmptyState>
  }
  return (
    <>
      <div className="noprint mb-3 w-72 max-sm:w-full">
        <SelectField
          compact
          name="kind"
          label={t('transfers.change.filterKind')}
          value={view.kind}
          emptyLabel={`${t('transfers.effects.all')} ${plan.effectsTotal.toLocaleString('ja-JP')}`}
          choices={plan.effects.map(({ kind, count }) => ({
            value: kind,
            label: `${kind} ${count.toLocaleString('ja-JP')}`,
          }))}
          onChange={(kind) => onView({ view: 'done', kind })}
        />
      </div>
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && (
        <>
          <Table
            caption={t('transfers.effects.caption')}
            rows={list.data.effects}
            rowKey={(effect) => `${effect.at} ${effect.kind} ${effect.label}`}
            columns={[
              { key: 'at', head: t('transfers.effects.columns.at'), cell: (effect) => timeOf(effect.at) },
              { key: 'kind', head: t('transfers.effects.columns.kind'), cell: (effect) => effect.kind },
              {
                key: 'label',
                head: t('transfers.effects.columns.label'),
                names: true,
                wraps: true,
                cell: (effect) =>
                  effect.href === null ? effect.label : <Anchor href={effect.href}>{effect.label}</Anchor>,
              },
              {
                key: 'what',
                head: t('transfers.effects.columns.what'),
                wraps: true,
                cell: (effect) => effect.what,
              },
            ]}
          />
          <Pager
            page={view.page}
            size={size}
            total={list.data.total}
            hrefOf={(page) => planHref(planId, { view: 'done', kind: view.kind, page })}
          />
        </>
      )}
    </>
  )
}

/** 0:00:12 in Japan. */
function timeOf(at: string): string {
  return new Intl.DateTimeFormat('ja-JP', {
    timeZone: 'Asia/Tokyo',
    timeStyle: 'medium',
    dateStyle: 'short',
  }).format(Date.parse(at))
}
