import type { CaseView } from '#engine/procedure/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../parts/icons.tsx'
import { capacityWord } from './act-words.ts'

/** Every capacity that was looked at, usable or not, and because of what. */
export function Standings({ standings }: Pick<CaseView, 'standings' | 'cites'>): ReactNode {
  const { t } = useTranslation()
  if (standings.length === 0) return null
  return (
    <ul aria-label={t('caseFile.standings')} className="mt-2 grid gap-2 text-[0.875rem] leading-[1.5]">
      {standings.map((each) => (
        <li key={`${each.capacity}${each.text}`} className="flex gap-2">
          <Icon
            name={each.usable ? 'done' : 'close'}
            size={18}
            label={t(each.usable ? 'caseFile.usable' : 'caseFile.notUsable')}
            className={each.usable ? 'mt-0.5 text-green-800' : 'mt-0.5 text-solid-gray-700'}
          />
          <span>
            <b>{capacityWord(t, each.capacity)}</b> {each.text}
          </span>
        </li>
      ))}
    </ul>
  )
}
