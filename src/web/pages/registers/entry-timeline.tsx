import { registerTimeline } from '#engine/register/contract-faces.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { ErrorState, Loading } from '../../parts/states.tsx'
import { useAuthorName } from './entry-history.tsx'
import { figure } from './figures.ts'
import type { Register } from './list-address.ts'

type Item = OutputOf<typeof registerTimeline>['items'][number]

const size = 20

/** What happened to a line from registration to disposal, newest first: its versions, cases, and lines that point to it. */
export function EntryTimeline({ register, entryId }: { register: Register; entryId: string }): ReactNode {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const timeline = useQuery({
    ...reading(registerTimeline, { register: register.key, entryId, page, size }),
    placeholderData: keepPreviousData,
  })
  return (
    <Section title={t('registers.timeline.title')}>
      {timeline.isPending && <Loading />}
      {timeline.isError && <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />}
      {timeline.isSuccess && (
        <>
          <ol className="text-[0.875rem] leading-[1.5]">
            {timeline.data.items.map((item) => (
              <li key={keyOf(item)} className="border-b border-solid-gray-200 py-2">
                <DateText value={item.at} /> <Happened register={register} item={item} />
              </li>
            ))}
          </ol>
          {timeline.data.hidden > 0 && (
            <p className="mt-2 text-[0.875rem]">
              {t('registers.timeline.hidden', { figure: figure(timeline.data.hidden) })}
            </p>
          )}
          {timeline.data.total > size && (
            <div className="noprint mt-2 flex flex-wrap gap-2">
              {page > 1 && (
                <Button size="small" onPress={() => setPage(page - 1)}>
                  {t('registers.timeline.newer')}
                </Button>
              )}
              {page * size < timeline.data.total && (
                <Button size="small" onPress={() => setPage(page + 1)}>
                  {t('registers.timeline.older')}
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </Section>
  )
}

function keyOf(item: Item): string {
  if (item.kind === 'version') return `v${item.version}`
  return item.kind === 'case' ? item.applicationId : `${item.entryId} ${item.column}`
}

function Happened({ register, item }: { register: Register; item: Item }): ReactNode {
  const { t } = useTranslation()
  const authorName = useAuthorName()
  switch (item.kind) {
    case 'version':
      return (
        <>
          <b>{t(`registers.timeline.acts.${item.act}`)}</b> {authorName(item.by)}
          {item.why !== '' && (
            <span className="block">{t('registers.panel.because', { why: item.why })}</span>
          )}
        </>
      )
    case 'case':
      return (
        <>
          <b>{item.procedure}</b>
          <span className="block">
            <Anchor href={`/cases/${item.applicationId}`}>
              {item.number} {item.title}
            </Anchor>
          </span>
        </>
      )
    case 'line':
      return (
        <>
          <b>{t('registers.timeline.line', { name: item.registerName, column: item.column })}</b>
          <span className="block">
            <Anchor href={`/registers/${item.register}/${item.entryId}`}>
              {item.label === item.number ? item.number : `${item.number} ${item.label}`}
            </Anchor>{' '}
            {item.state === 'closed' && <StateChip means="outside">{t('registers.closed')}</StateChip>}
            {item.register === register.key && <span className="sr-only">{register.name}</span>}
          </span>
        </>
      )
  }
}
