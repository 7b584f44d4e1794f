import { board, BOARD_COUNTED, boardColumns, type BoardColumn } from '#engine/procedure/contract-board.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { BoardCard } from './board-card.tsx'
import { isNarrowed, type CasesSearch } from './search.ts'

type Column = OutputOf<typeof board>['columns'][number]

/** What a column is in the list of cases, for all that the board does not show. */
const inList: Readonly<Record<BoardColumn, Pick<CasesSearch, 'state' | 'overdue'>>> = {
  draft: { state: 'draft' },
  ahead: { state: 'waiting' },
  deciding: { state: 'waiting' },
  returned: { state: 'sent-back' },
  granted: { state: 'granted' },
  finishing: { state: 'granted' },
  'in-use': { state: 'in-use' },
  late: { overdue: true },
}

/** The two halves of a case's life, as rows of the board. */
const halves = [
  { key: 'before', columns: boardColumns.slice(0, 4) },
  { key: 'after', columns: boardColumns.slice(4) },
] as const

/** 盤面: open cases by where they stand, oldest first. On a phone the columns are sections, one under the other. */
export function Board({ search }: { search: CasesSearch }): ReactNode {
  const { t } = useTranslation()
  const { view = 'mine', procedure, unit, search: word } = search
  const found = useQuery({
    ...reading(board, {
      view,
      ...(procedure === undefined ? {} : { procedure }),
      ...(unit === undefined ? {} : { unitId: unit }),
      ...(word === undefined ? {} : { search: word }),
    }),
    placeholderData: keepPreviousData,
  })
  if (found.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const columns = new Map(found.data.columns.map((column) => [column.key, column]))
  if (found.data.columns.every(({ total }) => total === 0)) {
    return (
      <EmptyState title={t(isNarrowed(search) ? 'cases.noneFound' : 'cases.board.none')}>
        {t('cases.board.noneWhat')}
      </EmptyState>
    )
  }
  return (
    <div aria-busy={found.isPlaceholderData} className="grid gap-6">
      {halves.map((half) => (
        <section key={half.key} aria-label={t(`cases.board.${half.key}`)}>
          <h2 className="mb-2 text-[1.125rem] leading-[1.6]">{t(`cases.board.${half.key}`)}</h2>
          <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-4">
            {half.columns.map((key) => {
              const column = columns.get(key)
              return column === undefined ? null : <BoardList key={key} column={column} search={search} />
            })}
          </div>
        </section>
      ))}
    </div>
  )
}

function BoardList({ column, search }: { column: Column; search: CasesSearch }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const { as: _board, state: _state, overdue: _overdue, page: _page, ...kept } = search
  const more = router.buildLocation({ to: '/cases', search: { ...kept, ...inList[column.key] } }).href
  const name = t(`cases.board.columns.${column.key}`)
  const count = column.capped
    ? t('cases.board.orMore', { count: BOARD_COUNTED })
    : t('cases.board.count', { count: column.total })
  return (
    <section aria-label={name} className="min-w-0 rounded-8 bg-solid-gray-50 p-3">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-2">
        <h3 className="text-[1rem] leading-[1.5]">{name}</h3>
        <span className="text-[0.875rem] text-solid-gray-700">{count}</span>
      </div>
      {column.rows.length === 0 ? (
        <p className="text-[0.875rem] text-solid-gray-700">{t('cases.board.empty')}</p>
      ) : (
        <ul className="grid gap-2">
          {column.rows.map((row) => (
            <BoardCard
              key={row.applicationId}
              row={row}
              column={column.key}
              withApplicant={search.view === 'office'}
            />
          ))}
        </ul>
      )}
      {column.total > column.rows.length && (
        <p className="mt-2 text-[0.875rem]">
          {column.capped && <span className="block">{t('cases.board.tooMany')}</span>}
          <Anchor href={more}>{t('cases.board.more', { name })}</Anchor>
        </p>
      )}
    </section>
  )
}

/** The switch between list and board; what the cases are narrowed by stays. */
export function AsSwitch({ search }: { search: CasesSearch }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const { as: _as, state: _state, overdue: _overdue, page: _page, ...kept } = search
  const href = (as: 'board' | undefined): string =>
    router.buildLocation({ to: '/cases', search: as === undefined ? kept : { ...kept, as } }).href
  const shown = search.as === 'board'
  return (
    <nav aria-label={t('cases.board.switch')} className="noprint mb-3 flex gap-2">
      <ButtonLink size="small" look={shown ? 'outline' : 'filled'} href={href(undefined)} current={!shown}>
        {t('cases.board.asList')}
      </ButtonLink>
      <ButtonLink size="small" look={shown ? 'filled' : 'outline'} href={href('board')} current={shown}>
        {t('cases.board.asBoard')}
      </ButtonLink>
    </nav>
  )
}
