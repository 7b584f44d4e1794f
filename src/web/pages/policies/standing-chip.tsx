import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChipMeaning } from '../../parts/chip-meanings.ts'
import { StateChip } from '../../parts/chip.tsx'
import type { Standing } from './types.ts'

const meanings: Readonly<Record<Standing, ChipMeaning>> = {
  current: 'kept',
  coming: 'waiting',
  draft: 'soon',
  former: 'outside',
}

/** 現行, 施行前, 案, 旧: what an edition is today. */
export function StandingChip({ standing }: { standing: Standing }): ReactNode {
  const { t } = useTranslation()
  return <StateChip means={meanings[standing]}>{t(`policies.standing.${standing}`)}</StateChip>
}
