import type { SignState } from '#rooms/9-evaluation/signs/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StateChip } from '../../parts/chip.tsx'
import { Count } from '../../parts/states.tsx'
import type { ChipMeaning } from '../../parts/chip-meanings.ts'

/** A sign is something to look at, not something wrong; "nothing to read" never looks like "nothing there". */
const meanings: Readonly<Record<SignState, ChipMeaning>> = {
  found: 'check',
  none: 'done',
  nothing: 'outside',
  unknown: 'unknown',
}

/** How a sign stands in the period. */
export function SignStateChip({ state }: { state: SignState }): ReactNode {
  const { t } = useTranslation()
  return <StateChip means={meanings[state]}>{t(`signs.states.${state}`)}</StateChip>
}

/** How many; where there was nothing to look at, no figure, and where nobody knows, that. */
export function FoundCount({
  of: { state, found },
}: {
  of: { readonly state: SignState; readonly found: number }
}): ReactNode {
  const { t } = useTranslation()
  if (state === 'nothing') return '—'
  return <Count value={state === 'unknown' ? 'unknown' : found} unit={t('signs.unit')} />
}
