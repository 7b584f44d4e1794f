import { handlingCard } from '#rooms/2-assets/classification/contract.ts'
import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { StateChip } from '../../parts/chip.tsx'
import type { Filling } from './use-draft.ts'

type Entry = ReturnType<Filling['entriesOf']>[number]

type Told = {
  readonly entryId: string
  /** null where its card could not be read. */
  readonly label: string | null
  readonly broken: readonly OutputOf<typeof handlingCard>['items'][number][]
  readonly unknown: number
}

/** Looked at in one go; whoever files more at once reads the cards of the rest. */
const mostLooked = 10

/**
 * Of each chosen asset: which rules of its 取扱カード the register shows to be broken, and how many it knows nothing of.
 * Nothing is said of an asset whose rules are kept.
 */
export function HandlingStates({ entries }: { entries: readonly Entry[] }): ReactNode {
  const { t } = useTranslation()
  const looked = entries.slice(0, mostLooked)
  const cards = useQueries({
    queries: looked.map(({ entryId }) => ({
      ...reading(handlingCard, { register: 'asset', entryId }),
      staleTime: 60_000,
    })),
  })
  const told = looked.flatMap(({ entryId }, at): Told[] => {
    const card = cards[at]
    if (card?.isError === true) return [{ entryId, label: null, broken: [], unknown: 0 }]
    if (card?.data === undefined) return []
    const { items, number, label } = card.data
    const broken = items.filter(({ state }) => state === 'broken')
    const unknown = items.filter(({ state }) => state === 'unknown').length
    return broken.length === 0 && unknown === 0
      ? []
      : [{ entryId, label: `${number} ${label}`, broken, unknown }]
  })
  if (told.length === 0) return null
  return (
    <ul className="mt-2 grid gap-2 border-t border-solid-gray-200 pt-2">
      {told.map(({ entryId, label, broken, unknown }) => (
        <li key={entryId}>
          {label === null ? (
            t('apply.handlingUnread')
          ) : (
            <Anchor href={`/registers/asset/${entryId}/handling`}>{label}</Anchor>
          )}
          {broken.map(({ key, text, says }) => (
            <p key={key} className="flex flex-wrap items-center gap-x-2">
              <StateChip means="wrong">{t('classification.itemStates.broken')}</StateChip>
              {text} {says}
            </p>
          ))}
          {unknown > 0 && (
            <p className="flex flex-wrap items-center gap-x-2">
              <StateChip means="unknown">{t('classification.itemStates.unknown')}</StateChip>
              {t('apply.handlingUnknown', { count: unknown })}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
