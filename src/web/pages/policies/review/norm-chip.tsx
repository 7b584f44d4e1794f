import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChipMeaning } from '../../../parts/chip-meanings.ts'
import { StateChip } from '../../../parts/chip.tsx'
import { standingOf, type NormStanding } from './standing.ts'
import type { NormOut } from './types.ts'

export type NormWord = Exclude<NormStanding, 'decided'> | 'decided' | 'corrected' | 'later'

const meanings: Readonly<Record<NormWord, ChipMeaning>> = {
  decided: 'done',
  corrected: 'done',
  dismissed: 'outside',
  ready: 'note',
  check: 'ambiguous',
  blind: 'wrong',
  later: 'due',
}

/** The word for where a norm stands. */
export function normWord(norm: Pick<NormOut, 'state' | 'worst'>): NormWord {
  const standing = standingOf(norm)
  return standing === 'decided' && norm.state === 'corrected' ? 'corrected' : standing
}

/** Where a norm stands in the review, as a mark and a word. */
export function NormChip({ norm }: { norm: Pick<NormOut, 'state' | 'worst'> }): ReactNode {
  const { t } = useTranslation()
  const word = normWord(norm)
  return <StateChip means={meanings[word]}>{t(`review.standings.${word}`)}</StateChip>
}

/** あとで見る. */
export function LaterChip(): ReactNode {
  const { t } = useTranslation()
  return <StateChip means={meanings.later}>{t('review.standings.later')}</StateChip>
}
