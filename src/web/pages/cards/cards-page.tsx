import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { myCards } from '#rooms/6-technical/cards/contract.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { EmptyState, ErrorState, Loading } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { forgetIds } from '../ids/forget.ts'
import { LoseDialog } from './lose-dialog.tsx'
import { UnitCards } from './unit-cards.tsx'

export type Card = OutputOf<typeof myCards>['cards'][number]

/** One's own cards with the way to report a lost one, and those of the sections one sees. */
export function CardsPage(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [losing, setLosing] = useState<{ entryId: string; cardNumber: string }>()
  const [told, setTold] = useState<readonly string[]>()
  const mine = useQuery(reading(myCards, {}))
  return (
    <>
      <PageHead
        title={t('cards.title')}
        lead={t('cards.lead')}
        clauses={(mine.data?.cites ?? []).map(clauseOf)}
        crumbs={[{ label: t('cards.crumb'), href: '/registers' }, { label: t('cards.title') }]}
        actions={<ButtonLink href="/registers/card">{t('cards.book')}</ButtonLink>}
      />
      {told !== undefined && (
        <div className="mb-4">
          <Notice kind="success" live title={t('cards.told')}>
            <p>{t('cards.toldWhat', { names: told.join('、') })}</p>
          </Notice>
        </div>
      )}
      <div className="grid gap-8">
        <Section title={t('cards.mine')}>
          {mine.isPending && <Loading />}
          {mine.isError && <ErrorState error={mine.error} onRetry={() => void mine.refetch()} />}
          {mine.isSuccess &&
            (mine.data.cards.length === 0 ? (
              <EmptyState title={t('cards.none')}>{t('cards.noneWhat')}</EmptyState>
            ) : (
              <Mine cards={mine.data.cards} onLose={setLosing} />
            ))}
        </Section>
        {mine.data?.handles === true && <UnitCards onLose={setLosing} />}
      </div>
      {losing !== undefined && (
        <LoseDialog
          card={losing}
          onClose={() => setLosing(undefined)}
          onDone={async (names) => {
            setLosing(undefined)
            setTold(names)
            await forgetIds(queryClient)
          }}
        />
      )}
    </>
  )
}

function Mine({ cards, onLose }: { cards: readonly Card[]; onLose: (card: Card) => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <Table
      caption={t('cards.mine')}
      rows={cards}
      rowKey={(card) => card.entryId}
      columns={[
        { key: 'number', head: t('cards.number'), names: true, cell: (card) => card.cardNumber },
        {
          key: 'kind',
          head: t('cards.kind'),
          cell: (card) => <KindWord kind={card.kind} />,
        },
        {
          key: 'state',
          head: t('cards.state'),
          wraps: true,
          cell: (card) => (
            <>
              <CardState lost={card.state === 'lost'} stopped={card.stoppedOn !== null} />
              {card.lostOn !== null && (
                <span className="block">
                  <DateText value={card.lostOn} />
                </span>
              )}
            </>
          ),
        },
        { key: 'issued', head: t('cards.issuedOn'), cell: (card) => <DateText value={card.issuedOn} /> },
        {
          key: 'act',
          head: t('cards.act'),
          cell: (card) =>
            card.state === 'held' ? (
              <Button
                size="small"
                danger
                label={t('cards.loseOf', { number: card.cardNumber })}
                onPress={() => onLose(card)}
              >
                {t('cards.lose')}
              </Button>
            ) : (
              <DateText value={null} />
            ),
        },
      ]}
    />
  )
}

const kinds = ['staff', 'login', 'entry', 'guest'] as const

export function KindWord({ kind }: { kind: string }): ReactNode {
  const { t } = useTranslation()
  const known = kinds.find((each) => each === kind)
  return known === undefined ? kind : t(`cards.kinds.${known}`)
}

export function CardState({ lost, stopped }: { lost: boolean; stopped: boolean }): ReactNode {
  const { t } = useTranslation()
  if (!lost) return <StateChip means="running">{t('cards.held')}</StateChip>
  return stopped ? (
    <StateChip means="note">{t('cards.stopped')}</StateChip>
  ) : (
    <StateChip means="violation">{t('cards.lost')}</StateChip>
  )
}
