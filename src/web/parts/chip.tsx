import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { chipMeanings, type ChipMeaning, type ChipTone } from './chip-meanings.ts'
import { Icon } from './icons.tsx'
import { join } from './join.ts'

const frame =
  'nowrap inline-flex min-h-6 items-center gap-1 rounded-4 border px-[7px] align-middle text-[0.875rem] leading-none'

const tones: Record<ChipTone, string> = {
  red: 'bg-red-50 border-red-900 text-red-1000 font-bold',
  orange: 'bg-orange-50 border-orange-900 text-orange-1000 font-bold',
  yellow: 'bg-yellow-50 border-yellow-1000 text-yellow-1200',
  green: 'bg-green-50 border-green-800 text-green-900',
  blue: 'bg-blue-50 border-blue-700 text-blue-900',
  gray: 'bg-solid-gray-50 border-solid-gray-536 text-solid-gray-800',
  plain: 'bg-white border-solid-gray-536 text-solid-gray-800',
}

/** A state in a mark and a word: <StateChip means="overdue">8日遅れ</StateChip>. */
export function StateChip({ means, children }: { means: ChipMeaning; children: ReactNode }): ReactNode {
  const { tone, icon } = chipMeanings[means]
  return (
    <span className={join(frame, tones[tone], means === 'outside' && 'border-dashed')}>
      {icon !== undefined && <Icon name={icon} size={14} />}
      {children}
    </span>
  )
}

export type ClassAxis = 'confidentiality' | 'integrity' | 'availability'

const classDress = {
  3: 'bg-purple-900 border-purple-900 text-white font-bold',
  2: 'bg-purple-50 border-purple-800 text-purple-900 font-bold',
  1: 'bg-white border-solid-gray-536 text-solid-gray-800',
} as const

/** The class of an asset: word, lock and weight of fill. */
export function ClassChip({
  axis = 'confidentiality',
  level,
}: {
  axis?: ClassAxis
  level: 1 | 2 | 3
}): ReactNode {
  const { t } = useTranslation()
  return (
    <span className={join(frame, classDress[level])}>
      {axis === 'confidentiality' && level > 1 && (
        // the keyhole is white on violet and violet on white
        <svg aria-hidden width={14} height={14} viewBox="0 0 24 24" className="flex-none">
          <path fill="currentColor" d="M5 10.5h14V21.5H5z" />
          <path fill="none" stroke="currentColor" strokeWidth={2.2} d="M8 10.5V7.5a4 4 0 0 1 8 0v3" />
        </svg>
      )}
      {t(`parts.classes.${axis}`, { level })}
    </span>
  )
}

/** How many people's personal data something holds. `people` null: not known. */
export function PersonalDataChip({ people }: { people: number | null }): ReactNode {
  const { t } = useTranslation()
  if (people === null) return <StateChip means="unknown">{t('parts.personalDataUnknown')}</StateChip>
  if (people === 0) return <StateChip means="note">{t('parts.personalDataNone')}</StateChip>
  return (
    <span className={join(frame, 'border-magenta-900 bg-white text-magenta-900')}>
      <Icon name="person" size={14} />
      {t('parts.personalData', { people: people.toLocaleString('ja-JP') })}
    </span>
  )
}

/** A condition of a search that can be taken off. */
export function ConditionTag({
  children,
  onRemove,
  removeLabel,
}: {
  children: ReactNode
  onRemove: () => void
  removeLabel: string
}): ReactNode {
  return (
    <button
      type="button"
      onClick={onRemove}
      className="inline-flex h-7 items-center gap-1 rounded-[14px] border border-blue-900 bg-blue-50 px-2.5 text-[0.875rem] text-blue-1000 hover:underline max-sm:h-11 max-sm:rounded-[22px]"
    >
      {children}
      <Icon name="close" size={12} />
      <span className="sr-only">{removeLabel}</span>
    </button>
  )
}

/** Chips beside each other. */
export function Chips({ children }: { children: ReactNode }): ReactNode {
  return <span className="inline-flex flex-wrap gap-1.5">{children}</span>
}
