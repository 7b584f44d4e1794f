import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { whereabouts } from '#engine/whereabouts/contract.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { join } from '../../parts/join.ts'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { textIn } from '../organisation/list-search.ts'
import { FloorPlan, levelDress } from './floor-plan.tsx'

type Shown = OutputOf<typeof whereabouts>

/** どこにあるか: buildings, floors and places with what lies there, and what is out. */
export function WhereaboutsPage(): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const find = useLocation({ select: ({ search }) => textIn(search, 'find') })
  const [typed, setTyped] = useState(find)
  const shown = useQuery({
    ...reading(whereabouts, find === '' ? {} : { find: find.slice(0, 100) }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHead
        title={t('whereabouts.title')}
        lead={t('whereabouts.lead')}
        crumbs={[{ label: t('whereabouts.crumb'), href: '/registers' }, { label: t('whereabouts.title') }]}
      />
      <search className="mb-6 block max-w-[768px]">
        <form
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            const word = typed.trim()
            router.history.push(
              word === '' ? '/whereabouts' : `/whereabouts?${new URLSearchParams({ find: word }).toString()}`,
            )
          }}
        >
          <div className="min-w-0 flex-1 basis-60">
            <TextField
              name="find"
              type="search"
              label={t('whereabouts.find')}
              hint={t('whereabouts.findHint')}
              maxLength={100}
              value={typed}
              onChange={setTyped}
            />
          </div>
          <Button type="submit" look="filled" size="large" icon="search">
            {t('whereabouts.go')}
          </Button>
        </form>
      </search>
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isSuccess && (
        <div className="grid gap-8">
          {find !== '' && <Found data={shown.data} word={find} />}
          <Plan data={shown.data} />
          <OutNow data={shown.data} />
        </div>
      )}
    </>
  )
}

function Found({ data, word }: { data: Shown; word: string }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('whereabouts.found')}>
      {data.found.length === 0 ? (
        <EmptyState title={t('whereabouts.foundNone', { word })}>{t('whereabouts.foundNoneWhat')}</EmptyState>
      ) : (
        <ul className="grid gap-1">
          {data.found.map((line) => (
            <li key={line.entryId} className="flex flex-wrap items-center gap-x-3">
              <span className="text-[0.875rem] tabular-nums">{line.number}</span>
              <Anchor href={`/registers/${line.register}?open=${line.entryId}`} className="font-bold">
                {line.label}
              </Anchor>
              {line.out ? (
                <StateChip means="absent">{t('whereabouts.outNow')}</StateChip>
              ) : line.placeName === '' ? (
                <StateChip means="unknown">{t('whereabouts.noPlace')}</StateChip>
              ) : (
                <span>{t('whereabouts.at', { place: line.placeName })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Plan({ data }: { data: Shown }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('whereabouts.plan')}>
      {data.places.length === 0 ? (
        <EmptyState
          title={t('whereabouts.none')}
          action={<ButtonLink href="/registers/place">{t('whereabouts.addPlace')}</ButtonLink>}
        >
          {t('whereabouts.noneWhat')}
        </EmptyState>
      ) : (
        <>
          <ul aria-label={t('whereabouts.legend')} className="mb-3 flex flex-wrap gap-3 text-[0.875rem]">
            {(['3', '2', '1', ''] as const).map((level) => (
              <li key={level} className="flex items-center gap-1">
                <span
                  aria-hidden
                  className={join('inline-block size-4 rounded-4 border-2', levelDress[level])}
                />
                {t(`whereabouts.levels.${level}`)}
              </li>
            ))}
          </ul>
          {data.morePlaces && <Notice kind="warning">{t('whereabouts.morePlaces')}</Notice>}
          <FloorPlan places={data.places} />
        </>
      )}
      {data.nowhere.length > 0 && (
        <p className="mt-3 text-[0.875rem]">
          <b>{t('whereabouts.nowhere')}</b>{' '}
          {data.nowhere.map(({ register, name, count }) => (
            <span key={register} className="mr-3">
              <Anchor href={`/registers/${register}`}>{name}</Anchor> {t('whereabouts.things', { count })}
            </span>
          ))}
        </p>
      )}
    </Section>
  )
}

function OutNow({ data }: { data: Shown }): ReactNode {
  const { t } = useTranslation()
  return (
    <Section title={t('whereabouts.out')}>
      {data.out.length === 0 ? (
        <EmptyState title={t('whereabouts.outNone')}>{t('whereabouts.outNoneWhat')}</EmptyState>
      ) : (
        <Table
          caption={t('whereabouts.out')}
          rows={data.out}
          rowKey={(line) => `${line.applicationId} ${line.entryId}`}
          columns={[
            { key: 'number', head: t('whereabouts.number'), cell: (line) => line.number },
            {
              key: 'label',
              head: t('whereabouts.label'),
              names: true,
              wraps: true,
              cell: (line) => (
                <Anchor href={`/registers/${line.register}?open=${line.entryId}`}>{line.label}</Anchor>
              ),
            },
            {
              key: 'why',
              head: t('whereabouts.why'),
              wraps: true,
              cell: (line) => <Anchor href={`/cases/${line.applicationId}`}>{line.why}</Anchor>,
            },
            {
              key: 'since',
              head: t('whereabouts.since'),
              cell: (line) => <DateText form="short" value={line.since} />,
            },
            {
              key: 'until',
              head: t('whereabouts.until'),
              cell: (line) => (
                <>
                  <DateText form="short" value={line.until} />{' '}
                  {line.late && <StateChip means="overdue">{t('whereabouts.late')}</StateChip>}
                </>
              ),
            },
            { key: 'who', head: t('whereabouts.who'), cell: (line) => line.who },
          ]}
        />
      )}
      {data.outTotal > data.out.length && (
        <p className="mt-2 text-[0.875rem]">
          {t('whereabouts.outMore', { total: data.outTotal, shown: data.out.length })}
        </p>
      )}
    </Section>
  )
}
