import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useParams, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { answerSheet, showSheet, signSheet } from '#rooms/6-technical/accounts/contract-review.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateText } from '../../parts/date-text.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { ShareBar } from '../../parts/progress-bar.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageIn, textIn } from '../organisation/list-search.ts'
import { reviewHref, sheetHref } from './addresses.ts'
import { forgetIds } from './forget.ts'
import { SheetLines } from './sheet-lines.tsx'

const size = 100
const onlys = ['all', 'open', 'remove'] as const
type Only = (typeof onlys)[number]
export type Sheet = OutputOf<typeof showSheet>

/** One section's sheet: the IDs of its people, prefilled, answered line by line with the keyboard, and signed. */
export function SheetPage(): ReactNode {
  const { t } = useTranslation()
  const { reviewId = '', unitId = '' } = useParams({ strict: false })
  const view = useLocation({
    select: ({ search }) => ({
      only: onlys.find((each) => each === textIn(search, 'only')) ?? ('all' as Only),
      page: pageIn(search),
    }),
  })
  const shown = useQuery({
    ...reading(showSheet, { reviewId, unitId, only: view.only, page: view.page, size }),
    placeholderData: keepPreviousData,
  })
  const title = t('ids.sheet.title', { unit: shown.data?.unit.name ?? '' })
  return (
    <>
      <PageHead
        title={title}
        lead={
          shown.data === undefined ? undefined : (
            <>
              {t('ids.sheet.lead', { office: shown.data.officeWord })} {t('ids.sheet.asOf')}{' '}
              <DateText value={shown.data.review.asOf} /> {t('ids.sheet.due')}{' '}
              <DateText value={shown.data.review.dueOn} />
            </>
          )
        }
        clauses={(shown.data?.cites ?? []).map(clauseOf)}
        crumbs={[
          { label: t('ids.crumb'), href: '/registers' },
          { label: t('ids.title'), href: '/ids' },
          { label: shown.data?.review.title ?? t('ids.review.title'), href: reviewHref(reviewId) },
          { label: title },
        ]}
      />
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isSuccess && (
        <>
          <h2 className="sr-only">{t('ids.sheet.table')}</h2>
          <Shown sheet={shown.data} view={view} />
        </>
      )}
    </>
  )
}

function Shown({ sheet, view }: { sheet: Sheet; view: { only: Only; page: number } }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [signing, setSigning] = useState(false)
  const { reviewId } = sheet.review
  const unitId = sheet.unit.id
  const forget = (): Promise<void> => forgetIds(queryClient)
  const answer = useCommand(answerSheet, forget)
  const sign = useCommand(signSheet, async () => {
    setSigning(false)
    await forget()
  })
  const left = sheet.total - sheet.kept - sheet.removing - sheet.unknown
  const may = sheet.mayConfirm.allowed
  return (
    <div className="grid gap-4">
      {sheet.signed !== null && (
        <Notice
          kind="success"
          title={t(sheet.signed.rightOf === null ? 'ids.sheet.signed' : 'ids.sheet.signedFor', sheet.signed)}
        >
          <p>
            <DateText value={sheet.signed.at} />
          </p>
        </Notice>
      )}
      {!may && sheet.signed === null && <Notice kind="plain" title={sheet.mayConfirm.because} />}
      <ShareBar
        parts={[
          { label: t('ids.sheet.kept'), count: sheet.kept, tone: 'green' },
          { label: t('ids.sheet.removing'), count: sheet.removing, tone: 'red' },
          { label: t('ids.sheet.unknown'), count: sheet.unknown, tone: 'yellow' },
          { label: t('ids.sheet.left'), count: left, tone: 'gray' },
        ]}
      />
      <div className="noprint flex flex-wrap items-end justify-between gap-4">
        <div className="w-64 max-sm:w-full">
          <SelectField
            compact
            name="only"
            label={t('ids.sheet.only')}
            value={view.only}
            choices={[
              { value: 'all', label: t('ids.sheet.onlyAll') },
              { value: 'open', label: t('ids.sheet.onlyOpen') },
              { value: 'remove', label: t('ids.sheet.onlyRemove') },
            ]}
            onChange={(only) => router.history.push(sheetHref(reviewId, unitId, { only }))}
          />
        </div>
        {may && (
          <div className="flex flex-wrap items-center gap-3">
            {left > 0 ? (
              <Button
                busy={answer.isPending}
                onPress={() => answer.mutate({ reviewId, unitId, answers: [], restAsProposed: true })}
              >
                {t('ids.sheet.rest', { left })}
              </Button>
            ) : (
              <span className="text-[0.875rem]">{t('ids.sheet.restNone')}</span>
            )}
            <Button
              look="filled"
              reason={left > 0 ? t('ids.sheet.signLeft', { left }) : undefined}
              onPress={() => setSigning(true)}
            >
              {t('ids.sheet.sign')}
            </Button>
          </div>
        )}
        {!may && <ButtonLink href={reviewHref(reviewId)}>{t('ids.sheet.toReview')}</ButtonLink>}
      </div>
      {answer.isError && <RefusalNotice error={answer.error} />}
      {sheet.lines.length === 0 ? (
        <EmptyState title={t('ids.sheet.none')}>{t('ids.sheet.noneWhat')}</EmptyState>
      ) : (
        <>
          {may && <p className="text-[0.875rem] text-solid-gray-700 max-sm:hidden">{t('ids.sheet.keys')}</p>}
          <SheetLines
            lines={sheet.lines}
            may={may}
            onAnswer={(lineId, choice) =>
              answer.mutate({ reviewId, unitId, answers: [{ lineId, answer: choice }] })
            }
          />
          <Pager
            page={view.page}
            size={size}
            total={sheet.shown}
            hrefOf={(page) => sheetHref(reviewId, unitId, { only: view.only, page })}
          />
        </>
      )}
      <ConfirmDialog
        open={signing}
        onClose={() => setSigning(false)}
        title={t('ids.sheet.signAsk', { unit: sheet.unit.name })}
        act={t('ids.sheet.sign')}
        busy={sign.isPending}
        onConfirm={() => sign.mutate({ reviewId, unitId })}
      >
        <p>{t('ids.sheet.signWhat', sheet)}</p>
        <p className="mt-2">{t('ids.sheet.signAs', { capacity: sheet.capacity ?? '' })}</p>
        {sign.isError && <RefusalNotice error={sign.error} />}
      </ConfirmDialog>
    </div>
  )
}
