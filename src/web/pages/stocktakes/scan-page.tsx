import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { scanNumbers, stocktakeSheet } from '#engine/stocktake/contract-sheet.ts'
import { call, reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { boardHref, sheetHref } from './addresses.ts'
import { forgetCounting } from './forget.ts'
import { keepOn, typedNumber, waitingOn, type Reading } from './scan-queue.ts'
import { SumsBar } from './sums-bar.tsx'

type Sheet = OutputOf<typeof stocktakeSheet>
type Result = OutputOf<typeof scanNumbers>['results'][number]

/** Scanning without touching the screen: each number goes into a queue on the device and from there to the house. */
export function ScanPage(): ReactNode {
  const { t } = useTranslation()
  const { stocktakeId = '', unitId = '' } = useParams({ strict: false })
  const shown = useQuery(reading(stocktakeSheet, { stocktakeId, unitId, only: 'all', page: 1, size: 1 }))
  const title = t('stocktakes.scan.title', { unit: shown.data?.unit.name ?? '' })
  return (
    <>
      <PageHead
        title={title}
        lead={t('stocktakes.scan.lead')}
        crumbs={[
          { label: t('stocktakes.crumb'), href: '/registers' },
          { label: t('stocktakes.title'), href: '/stocktakes' },
          {
            label: shown.data?.campaign.title ?? t('stocktakes.board.title'),
            href: boardHref(stocktakeId),
          },
          { label: title },
        ]}
        actions={<ButtonLink href={sheetHref(stocktakeId, unitId)}>{t('stocktakes.scan.back')}</ButtonLink>}
      />
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isSuccess && !shown.data.mayCount.allowed && (
        <Notice kind="plain" title={shown.data.mayCount.because} />
      )}
      {shown.isSuccess && shown.data.mayCount.allowed && <Scanner sheet={shown.data} />}
    </>
  )
}

const mostShown = 200
const atOnce = 100

function Scanner({ sheet }: { sheet: Sheet }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { stocktakeId } = sheet.campaign
  const unitId = sheet.unit.id
  const key = `${stocktakeId}.${unitId}`
  const [typed, setTyped] = useState('')
  const [tally, setTally] = useState(sheet.tally)
  const [waiting, setWaiting] = useState<readonly Reading[]>(() => waitingOn(localStorage, key))
  const [log, setLog] = useState<readonly Result[]>([])
  const count = useRef(0)
  const frame = useRef<HTMLFormElement>(null)
  useEffect(() => frame.current?.querySelector('input')?.focus(), [])
  const send = useMutation({
    mutationFn: (scans: readonly Reading[]) =>
      call(scanNumbers, { stocktakeId, unitId, scans: scans.slice(0, atOnce) }),
    onSuccess: ({ results, tally: now }) => {
      const arrived = new Set(results.map(({ mark }) => mark))
      setTally(now)
      setLog((before) => [...results.toReversed(), ...before].slice(0, mostShown))
      setWaiting((before) => {
        const left = before.filter(({ mark }) => !arrived.has(mark))
        keepOn(localStorage, key, left)
        return left
      })
      void forgetCounting(queryClient)
    },
  })
  const { mutate, isPending, isError, error, reset } = send
  // One parcel at a time; what was read meanwhile goes with the next.
  useEffect(() => {
    if (waiting.length > 0 && !isPending && !isError) mutate(waiting)
  }, [waiting, isPending, isError, mutate])
  // After a lost connection it is tried again by itself; a refusal waits for the person.
  const refused = isError && error instanceof ApiProblem && error.code !== 'unavailable'
  useEffect(() => {
    if (!isError || refused) return undefined
    const again = setTimeout(reset, 5_000)
    return () => clearTimeout(again)
  }, [isError, refused, reset])
  const read = (): void => {
    const number = typedNumber(typed)
    setTyped('')
    if (number === '') return
    // the time this page was opened and a number in turn: no two readings of a device have the same mark
    const mark = `${Math.round(performance.timeOrigin).toString(36)}-${(count.current++).toString(36)}`
    setWaiting((before) => {
      const all = [...before, { mark, number }]
      keepOn(localStorage, key, all)
      return all
    })
  }
  const counted = tally.found + tally.elsewhere + tally.damaged + tally.missing + tally.unseen
  return (
    <div className="grid max-w-[768px] gap-6">
      <form
        ref={frame}
        onSubmit={(event) => {
          event.preventDefault()
          read()
        }}
      >
        <TextField
          name="number"
          label={t('stocktakes.scan.number')}
          hint={t('stocktakes.scan.hint')}
          maxLength={200}
          value={typed}
          onChange={setTyped}
        />
      </form>
      <div>
        <p className="mb-1 font-bold">{t('stocktakes.scan.progress', { counted, total: tally.total })}</p>
        <SumsBar sums={{ lines: tally.total, ...tally }} />
      </div>
      {isError && (
        <Notice
          kind={refused ? 'error' : 'warning'}
          live
          title={refused ? t('stocktakes.scan.refused') : t('stocktakes.scan.offline')}
        >
          {refused && <p>{error.message}</p>}
          <div className="mt-2 flex flex-wrap gap-3">
            <Button size="small" onPress={reset}>
              {t('stocktakes.scan.retry')}
            </Button>
            {refused && (
              <Button
                size="small"
                onPress={() => {
                  keepOn(localStorage, key, [])
                  setWaiting([])
                  reset()
                }}
              >
                {t('stocktakes.scan.discard')}
              </Button>
            )}
          </div>
        </Notice>
      )}
      <Section title={t('stocktakes.scan.log')}>
        {waiting.length > 0 && (
          <p className="mb-2 text-[0.875rem]">{t('stocktakes.scan.waiting', { count: waiting.length })}</p>
        )}
        {waiting.length === 0 && log.length === 0 ? (
          <EmptyState title={t('stocktakes.scan.empty')}>{t('stocktakes.scan.emptyWhat')}</EmptyState>
        ) : (
          <ol aria-live="polite" className="grid gap-1">
            {waiting
              .toReversed()
              .slice(0, 5)
              .map(({ mark, number }) => (
                <li key={mark} className="flex items-center gap-3 text-[0.875rem]">
                  <StateChip means="waiting">{t('stocktakes.scan.results.sending')}</StateChip>
                  {number}
                </li>
              ))}
            {log.map((each) => (
              <li key={each.mark} className="flex flex-wrap items-center gap-x-3 text-[0.875rem]">
                <StateChip
                  means={each.result === 'counted' ? 'done' : each.result === 'twice' ? 'note' : 'check'}
                >
                  {t(`stocktakes.scan.results.${each.result}`)}
                </StateChip>
                <span>{each.message}</span>
              </li>
            ))}
          </ol>
        )}
      </Section>
    </div>
  )
}
