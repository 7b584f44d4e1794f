import type { ApplicationState } from '#engine/procedure/states.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StateChip } from '../../parts/chip.tsx'
import { useKind } from './kinds.ts'
import { stateMeanings, stateWord } from './state-words.ts'

/** Where a case stands; being late comes before everything else. */
export function CaseStateChip({
  state,
  procedure,
  overdueDays = 0,
}: {
  state: ApplicationState
  procedure: string
  overdueDays?: number
}): ReactNode {
  const { t } = useTranslation()
  const kind = useKind(procedure)
  if (overdueDays > 0) {
    return <StateChip means="overdue">{t('caseFile.overdue', { days: overdueDays })}</StateChip>
  }
  return <StateChip means={stateMeanings[state]}>{stateWord(t, state, kind)}</StateChip>
}
