import type { CheckState } from '#engine/check/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StateChip } from '../../parts/chip.tsx'
import type { ChipMeaning } from '../../parts/chip-meanings.ts'

/** "Nothing to read" and "not looked at" never look like "nothing wrong". */
const meanings: Readonly<Record<CheckState, ChipMeaning>> = {
  violations: 'violation',
  none: 'verified',
  nothing: 'outside',
  unknown: 'unknown',
}

/** How a check stands. */
export function CheckStateChip({ state }: { state: CheckState }): ReactNode {
  const { t } = useTranslation()
  return <StateChip means={meanings[state]}>{t(`checks.states.${state}`)}</StateChip>
}
