import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useParams, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { closeReview, remindReview, showReview } from '#rooms/6-technical/accounts/contract-review.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText, PeriodText } from '../../parts/date-text.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { ProgressBar, ShareBar } from '../../parts/progress-bar.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageIn, textIn } from '../organisation/list-search.ts'
import { reviewHref, sheetHref } from './addresses.ts'
import { forgetIds } from './forget.ts'

const size = 50
const onlys = ['all', 'open', 'signed'] as const
type Only = (typeof onlys)[number]
type Progress = OutputOf<typeof showReview>

/** How far a stock-take is, section by section, with the reminder and the end. */
export function ReviewPage(): ReactNode {
  const { t } = useTranslation()
  const { reviewId = '' } = useParams({ strict: false })
  const view = useLocation({
    select: ({ search }) => ({
      only: onlys.find((each) => each === textIn(search, 'only')) ?? ('all' as Only),
      page: pageIn(search),
    }),
  })
  const shown = useQuery({
    ...reading(showReview, { reviewId, only: view.only, page: view.page, size }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.review?.state === 'preparing' ? 1_000 : false),
  })
  const review = shown.data?.review
  return (
    <>
      <PageHead
        title={review?.title ?? t('ids.review.title')}
        lead={
          review === null || review === undefined ? undefined : (
            <>
              {t('ids.review.period')} <PeriodText from={review.asOf} to={review.dueOn} />
            </>
          )
        }
        crumbs={[
          { label: t('ids.crumb'), href: '/registers' },
          { label: t('ids.title'), href: '/ids' },
          { label: review?.title ?? t('ids.review.title') },
        ]}
        actions={
          shown.isSuccess && shown.data.mayManage.allowed && review?.state === 'open' ? (
            <CloseButton progress={shown.data} />
          ) : undefined
        }
      />
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isSuccess && (
        <>
          <h2 className="sr-only">{t('ids.review.table')}</h2>
          <Shown progress={shown.data} view={view} />
        </>
      )}
    </>
  )
}

function Shown({ progress, view }: { progress: Progress; view: { only: Only; page: number } }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const { review } = progress
  if (review === null) return <EmptyState title={t('ids.review.none')}>{t('ids.review.noneWhat')}</EmptyState>
  if (review.state === 'preparing') return <ProgressBar>{t('ids.review.preparing')}</ProgressBar>
  return (
    <div className="grid gap-4">
      <ShareBar
        parts={[
          { label: t('ids.review.signed'), count: progress.signed, tone: 'green' },
          { label: t('ids.review.unsigned'), count: progress.all - progress.signed, tone: 'yellow' },
        ]}
      />
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="w-72 max-sm:w-full">
          <SelectField
            compact
            name="only"
            label={t('ids.review.only')}
            value={view.only}
            choices={[
              { value: 'all', label: t('ids.review.onlyAll') },
              { value: 'open', label: t('ids.review.onlyOpen') },
              { value: 'signed', label: t('ids.review.onlySigned') },
            ]}
            onChange={(only) => router.history.push(reviewHref(review.reviewId, { only }))}
          />
        </div>
        <p className="text-[0.875rem]">
          {t('ids.review.answered', { lines: progress.lines, answered: progress.answered })}
        </p>
      </div>
      {progress.sheets.length === 0 ? (
        <EmptyState title={t('ids.review.empty')}>{t('ids.review.emptyWhat')}</EmptyState>
      ) : (
        <Sheets progress={progress} reviewId={review.reviewId} running={review.state === 'open'} />
      )}
      <Pager
        page={view.page}
        size={size}
        total={progress.total}
        hrefOf={(page) => reviewHref(review.reviewId, { only: view.only, page })}
      />
    </div>
  )
}

function Sheets({
  progress,
  reviewId,
  running,
}: {
  progress: Progress
  reviewId: string
  running: boolean
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [selected, setSelected] = useState<Set<string>>(new Set())
  const remind = useCommand(remindReview, async () => {
    setSelected(new Set())
    await forgetIds(queryClient)
  })
  const answeredIn = (sheet: Progress['sheets'][number]): number =>
    sheet.kept + sheet.removing + sheet.unknown
  return (
    <>
      {remind.isError && <RefusalNotice error={remind.error} />}
      {remind.isSuccess && (
        <Notice kind="info" live title={t('ids.review.remindedNow', remind.data)}>
          {remind.data.nobody.length > 0 && (
            <p>{t('ids.review.nobody', { units: remind.data.nobody.join('、') })}</p>
          )}
        </Notice>
      )}
      <Table
        caption={t('ids.review.table')}
        rows={progress.sheets}
        rowKey={(sheet) => sheet.unit.id}
        selection={
          progress.mayManage.allowed && running
            ? {
                selected,
                onChange: setSelected,
                nameOf: (sheet) => t('ids.review.select', { unit: sheet.unit.name }),
                actions: (
                  <Button
                    size="small"
                    busy={remind.isPending}
                    onPress={() => remind.mutate({ reviewId, unitIds: [...selected].slice(0, 100) })}
                  >
                    {t('ids.review.remind')}
                  </Button>
                ),
              }
            : undefined
        }
        columns={[
          {
            key: 'unit',
            head: t('ids.review.unit'),
            names: true,
            wraps: true,
            cell: (sheet) => (
              <>
                <Anchor href={sheetHref(reviewId, sheet.unit.id)}>{sheet.unit.name}</Anchor>
                {sheet.parentName !== '' && (
                  <span className="block text-solid-gray-700">{sheet.parentName}</span>
                )}
              </>
            ),
          },
          {
            key: 'state',
            head: t('ids.review.state'),
            cell: (sheet) =>
              sheet.signedAt === null ? (
                <StateChip means={running ? 'waiting' : 'vacant'}>{t('ids.review.notDone')}</StateChip>
              ) : (
                <StateChip means="done">{t('ids.review.done')}</StateChip>
              ),
          },
          { key: 'total', head: t('ids.review.total'), numeric: true, cell: (sheet) => sheet.total },
          { key: 'kept', head: t('ids.review.kept'), numeric: true, cell: (sheet) => sheet.kept },
          { key: 'removing', head: t('ids.review.removing'), numeric: true, cell: (sheet) => sheet.removing },
          { key: 'unknown', head: t('ids.review.unknown'), numeric: true, cell: (sheet) => sheet.unknown },
          {
            key: 'left',
            head: t('ids.review.left'),
            numeric: true,
            cell: (sheet) => sheet.total - answeredIn(sheet),
          },
          {
            key: 'by',
            head: t('ids.review.by'),
            wraps: true,
            cell: (sheet) =>
              sheet.signedBy === null ? (
                <DateText value={null} />
              ) : (
                <>
                  {t('ids.review.capacity', { name: sheet.signedBy, capacity: sheet.capacity ?? '' })}{' '}
                  <DateText form="short" value={sheet.signedAt} />
                </>
              ),
          },
          {
            key: 'reminded',
            head: t('ids.review.reminded'),
            cell: (sheet) => <DateText form="short" value={sheet.remindedOn} />,
          },
        ]}
      />
    </>
  )
}

function CloseButton({ progress }: { progress: Progress }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const close = useCommand(closeReview, async () => {
    setAsking(false)
    await forgetIds(queryClient)
  })
  const { review } = progress
  if (review === null) return null
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t('ids.review.close')}</Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('ids.review.closeAsk', { title: review.title })}
        act={t('ids.review.close')}
        danger
        busy={close.isPending}
        onConfirm={() => close.mutate({ reviewId: review.reviewId })}
      >
        <p>{t('ids.review.closeWhat', { unsigned: progress.all - progress.signed })}</p>
        {close.isError && <RefusalNotice error={close.error} />}
      </ConfirmDialog>
    </>
  )
}
