import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useParams, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { outcomes, stocktakePaper } from '#engine/stocktake/contract.ts'
import { countLines, stocktakeSheet } from '#engine/stocktake/contract-sheet.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { pageIn, textIn } from '../organisation/list-search.ts'
import { boardHref, scanHref, sheetHref } from './addresses.ts'
import { FileCount } from './file-count.tsx'
import { forgetCounting } from './forget.ts'
import { PaperButton } from './paper-button.tsx'
import { SheetLines } from './sheet-lines.tsx'
import { SignButton } from './sign-button.tsx'
import { SumsBar } from './sums-bar.tsx'
import { SurplusPart } from './surplus-part.tsx'

export type Sheet = OutputOf<typeof stocktakeSheet>
const size = 100
const onlys = ['all', 'open', 'differs', ...outcomes] as const
type View = { only: (typeof onlys)[number]; search: string; page: number }

/** One section's sheet: its lines with what came of each, things without a line, who counted and who signed. */
export function SheetPage(): ReactNode {
  const { t } = useTranslation()
  const { stocktakeId = '', unitId = '' } = useParams({ strict: false })
  const view: View = useLocation({
    select: ({ search }) => ({
      only: onlys.find((each) => each === textIn(search, 'only')) ?? ('all' as const),
      search: textIn(search, 'search'),
      page: pageIn(search),
    }),
  })
  const shown = useQuery({
    ...reading(stocktakeSheet, {
      stocktakeId,
      unitId,
      only: view.only,
      ...(view.search === '' ? {} : { search: view.search }),
      page: view.page,
      size,
    }),
    placeholderData: keepPreviousData,
  })
  const title = t('stocktakes.sheet.title', { unit: shown.data?.unit.name ?? '' })
  const campaign = shown.data?.campaign
  return (
    <>
      <PageHead
        title={title}
        lead={
          campaign !== undefined && (
            <>
              {t('stocktakes.sheet.lead', { register: campaign.registerName })}{' '}
              <DateText value={campaign.asOf} /> {t('stocktakes.sheet.due')}{' '}
              <DateText value={campaign.dueOn} />
            </>
          )
        }
        clauses={(shown.data?.cites ?? []).map(clauseOf)}
        crumbs={[
          { label: t('stocktakes.crumb'), href: '/registers' },
          { label: t('stocktakes.title'), href: '/stocktakes' },
          { label: campaign?.title ?? t('stocktakes.board.title'), href: boardHref(stocktakeId) },
          { label: title },
        ]}
        actions={
          shown.isSuccess && (
            <>
              <PaperButton
                contract={stocktakePaper}
                input={{ stocktakeId, unitId, what: 'sheet' }}
                words={t('stocktakes.sheet.printSheet')}
              />
              <PaperButton
                contract={stocktakePaper}
                input={{ stocktakeId, unitId, what: 'result' }}
                words={t('stocktakes.sheet.printResult')}
              />
            </>
          )
        }
      />
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isSuccess && <Shown sheet={shown.data} view={view} />}
    </>
  )
}

function Shown({ sheet, view }: { sheet: Sheet; view: View }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState(view.search)
  const { stocktakeId, register } = sheet.campaign
  const unitId = sheet.unit.id
  const answer = useCommand(countLines, () => forgetCounting(queryClient))
  const may = sheet.mayCount.allowed
  return (
    <div className="grid gap-6">
      <Signed sheet={sheet} />
      {!may && sheet.signed === null && <Notice kind="plain" title={sheet.mayCount.because} />}
      <SumsBar sums={{ lines: sheet.tally.total, ...sheet.tally }} />
      <People sheet={sheet} />
      <section aria-labelledby="lines" className="grid gap-3">
        <h2 id="lines" className="sr-only">
          {t('stocktakes.sheet.table')}
        </h2>
        <form
          className="noprint flex flex-wrap items-end gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            router.history.push(sheetHref(stocktakeId, unitId, { ...view, search: typed.trim(), page: 1 }))
          }}
        >
          <div className="w-56 max-sm:w-full">
            <SelectField
              compact
              name="only"
              label={t('stocktakes.sheet.only')}
              value={view.only}
              choices={onlys.map((value) => ({
                value,
                label:
                  value === 'all' || value === 'open' || value === 'differs'
                    ? t(`stocktakes.sheet.onlys.${value}`)
                    : t(`stocktakes.outcomes.${value}`),
              }))}
              onChange={(only) =>
                router.history.push(sheetHref(stocktakeId, unitId, { ...view, only, page: 1 }))
              }
            />
          </div>
          <div className="w-56 max-sm:w-full">
            <TextField
              compact
              name="search"
              type="search"
              label={t('stocktakes.sheet.search')}
              maxLength={60}
              value={typed}
              onChange={setTyped}
            />
          </div>
          {may && (
            <ButtonLink look="filled" href={scanHref(stocktakeId, unitId)}>
              {t('stocktakes.sheet.scan')}
            </ButtonLink>
          )}
          <SignButton sheet={sheet} />
        </form>
        {answer.isError && <RefusalNotice error={answer.error} />}
        {sheet.lines.length === 0 ? (
          <EmptyState title={t('stocktakes.sheet.none')}>{t('stocktakes.sheet.noneWhat')}</EmptyState>
        ) : (
          <>
            {may && (
              <p className="text-[0.875rem] text-solid-gray-700 max-sm:hidden">
                {t('stocktakes.sheet.keys')}
              </p>
            )}
            <SheetLines
              lines={sheet.lines}
              register={register}
              may={may}
              onAnswer={(each) => answer.mutate({ stocktakeId, unitId, answers: [each] })}
            />
            <Pager
              page={view.page}
              size={size}
              total={sheet.shown}
              hrefOf={(page) => sheetHref(stocktakeId, unitId, { ...view, page })}
            />
          </>
        )}
      </section>
      <SurplusPart sheet={sheet} />
      {may && <FileCount sheet={sheet} />}
    </div>
  )
}

function Signed({ sheet }: { sheet: Sheet }): ReactNode {
  const { t } = useTranslation()
  const { signed } = sheet
  if (signed === null) return null
  return (
    <Notice
      kind="success"
      title={t(signed.rightOf === null ? 'stocktakes.sheet.signed' : 'stocktakes.sheet.signedFor', signed)}
    >
      <p>
        <DateText value={signed.at} />
      </p>
      {signed.reason !== null && <p>{t('stocktakes.sheet.alone', { reason: signed.reason })}</p>}
    </Notice>
  )
}

/** Who counts and who signs: two people, and everybody sees which. */
function People({ sheet }: { sheet: Sheet }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('stocktakes.sheet.people')}>
      <dl className="flex flex-wrap gap-x-8 gap-y-1 text-[0.875rem]">
        <div className="flex gap-2">
          <dt className="font-bold">{t('stocktakes.sheet.counters')}</dt>
          <dd>
            {sheet.counters.length === 0 ? (
              <DateText value={null} />
            ) : (
              sheet.counters.map((each) => t('stocktakes.sheet.counter', each)).join('、')
            )}
          </dd>
        </div>
        <div className="flex gap-2">
          <dt className="font-bold">{t('stocktakes.sheet.signer')}</dt>
          <dd>{sheet.officeWord}</dd>
        </div>
      </dl>
      <p className="mt-1 text-[0.875rem] text-solid-gray-700">{t('stocktakes.sheet.separate')}</p>
    </Section>
  )
}
