import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from './anchor.tsx'
import { DateText } from './date-text.tsx'
import { Icon } from './icons.tsx'
import { join } from './join.ts'

/** What checking the ledger said: nothing altered, something altered, or not checked yet. Never one for another. */
export type ProofState = 'intact' | 'altered' | 'unchecked'

/** Whether the record behind a page is as it was written, since when this is known, and the way to the proof. */
export function ProofNote({
  state,
  entries,
  checkedAt,
  href,
  children,
}: {
  state: ProofState
  /** Entries of the ledger that belong to this page. */
  entries: number
  checkedAt: string | null
  href?: string
  children?: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const look = {
    intact: { icon: 'shield', ink: 'text-green-800' },
    altered: { icon: 'stop', ink: 'text-error-2' },
    unchecked: { icon: 'unknown', ink: 'text-solid-gray-536' },
  } as const
  return (
    <div className="flex items-start gap-2 text-[0.875rem] leading-[1.5]">
      <Icon name={look[state].icon} size={24} className={look[state].ink} />
      <div>
        <p className={join('font-bold', state === 'altered' && 'text-error-2')}>
          {t(`parts.proof.${state}`, { entries })}
        </p>
        {checkedAt !== null && (
          <p className="text-solid-gray-600">
            <DateText value={checkedAt} /> {t('parts.proof.checked')}
          </p>
        )}
        {children}
        {href !== undefined && <Anchor href={href}>{t('parts.proof.see')}</Anchor>}
      </div>
    </div>
  )
}
