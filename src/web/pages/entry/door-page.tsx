import { entryBoard, recordEntry } from '#rooms/4-physical/entry/contract.ts'
import { formatTime } from '#ground/clock/wareki.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Columns, Section } from '../../parts/card.tsx'
import { Chips, StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { textIn } from '../organisation/list-search.ts'
import { CardField } from './card-field.tsx'
import { GoingIn } from './going-in.tsx'

export type Board = OutputOf<typeof entryBoard>
export type Told = { readonly text: string; readonly warnings: readonly string[] }

/** The screen at the door of a controlled area: who goes in, who is inside, which badges are out. */
export function DoorPage(): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const wanted = useLocation({ select: ({ search }) => textIn(search, 'area') })
  const board = useQuery({
    ...reading(entryBoard, wanted === '' ? {} : { areaId: wanted }),
    // Somebody else may stand at another screen of the same door.
    refetchInterval: 20_000,
  })
  const data = board.data
  return (
    <>
      <PageHead
        title={t('entry.title')}
        lead={t('entry.lead')}
        clauses={(data?.cites ?? []).map(clauseOf)}
        crumbs={[{ label: t('entry.crumb'), href: '/registers' }, { label: t('entry.title') }]}
        actions={
          <>
            <ButtonLink href="/entry/log">{t('entry.log')}</ButtonLink>
            <ButtonLink href="/entry/import">{t('entry.import')}</ButtonLink>
          </>
        }
      />
      {board.isPending && <Loading />}
      {board.isError && <ErrorState error={board.error} onRetry={() => void board.refetch()} />}
      {data?.area === null && <EmptyState title={t('entry.noArea')}>{t('entry.noAreaWhat')}</EmptyState>}
      {data !== undefined && data.area !== null && (
        <div className="grid gap-6">
          <div className="w-96 max-sm:w-full">
            <SelectField
              name="area"
              label={t('entry.area')}
              value={data.area.id}
              choices={data.areas.map((area) => ({
                value: area.id,
                label: `${area.name} (${area.building})`,
              }))}
              onChange={(area) => router.history.push(`/entry?area=${encodeURIComponent(area)}`)}
            />
          </div>
          <Door key={data.area.id} board={data} areaId={data.area.id} />
        </div>
      )}
    </>
  )
}

function Door({ board, areaId }: { board: Board; areaId: string }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [told, setTold] = useState<Told>()
  const done = async (said: Told): Promise<void> => {
    setTold(said)
    await queryClient.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('entry.'),
    })
  }
  return (
    <div className="grid gap-4">
      {told !== undefined && (
        <Notice kind={told.warnings.length > 0 ? 'warning' : 'success'} live title={told.text}>
          {told.warnings.length > 0 && (
            <ul className="list-disc pl-5">
              {told.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <CardField areaId={areaId} onDone={done} />
      <Columns
        sideLabel={t('entry.inside')}
        main={<GoingIn board={board} areaId={areaId} onDone={done} />}
        side={<Inside board={board} areaId={areaId} onDone={done} />}
      />
    </div>
  )
}

function Inside({
  board,
  areaId,
  onDone,
}: {
  board: Board
  areaId: string
  onDone: (told: Told) => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const leave = useCommand(recordEntry)
  return (
    <Section title={t('entry.inside')}>
      {leave.isError && <RefusalNotice error={leave.error} />}
      {board.inside.length === 0 && <EmptyState title={t('entry.nobody')} />}
      <ul>
        {board.inside.map((line) => (
          <li
            key={line.lineId}
            className="flex items-center justify-between gap-3 border-b border-solid-gray-300 py-3 leading-[1.5]"
          >
            <div>
              <p className="font-bold">{line.name}</p>
              <p className="text-[0.875rem] text-solid-gray-700">
                {[
                  line.company ?? t(`entry.kinds.${line.kind}`),
                  t('entry.since', { time: formatTime(line.since) }),
                ].join(' ')}
              </p>
              <Chips>
                {!line.permitted && <StateChip means="violation">{t('entry.notPermitted')}</StateChip>}
                {line.badge !== null && (
                  <StateChip means="note">{t('entry.badge', { badge: line.badge })}</StateChip>
                )}
                {line.escort !== null && (
                  <StateChip means="note">{t('entry.escort', { name: line.escort.name })}</StateChip>
                )}
              </Chips>
            </div>
            <Button
              size="large"
              label={t('entry.outFor', { name: line.name })}
              busy={leave.isPending}
              onPress={() => {
                const kind = line.kind === 'unknown' ? 'vendor' : line.kind
                leave.mutate(
                  {
                    areaId,
                    direction: 'out',
                    kind,
                    ...(line.personId === null ? {} : { personId: line.personId }),
                    name: line.name,
                    company: line.company ?? '',
                  },
                  {
                    onSuccess: ({ warnings }) =>
                      void onDone({
                        text: t('entry.written', { name: line.name, what: t('entry.out') }),
                        warnings,
                      }),
                  },
                )
              }}
            >
              {t('entry.out')}
            </Button>
          </li>
        ))}
      </ul>
      {board.badges.length > 0 && (
        <p className="pt-3 text-[0.875rem]">
          {t('entry.badges')}:{' '}
          {board.badges.map(({ badge, name }) => `${badge} (${name})`).join(t('home.comma'))}
          <br />
          {t('entry.badgeBack')}
        </p>
      )}
    </Section>
  )
}
