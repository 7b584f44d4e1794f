import type { PlanStateName } from '#rooms/1-organisation/transfer/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StateChip } from '../../parts/chip.tsx'

const meanings = { draft: 'running', confirmed: 'waiting', effective: 'done', undone: 'outside' } as const

/** Where a plan stands. */
export function PlanChip({ state }: { state: PlanStateName }): ReactNode {
  const { t } = useTranslation()
  return <StateChip means={meanings[state]}>{t(`transfers.states.${state}`)}</StateChip>
}
