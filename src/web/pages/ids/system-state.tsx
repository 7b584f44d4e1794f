import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { idsOverview } from '#rooms/6-technical/accounts/contract.ts'
import type { OutputOf } from '../../api/client.ts'
import { StateChip } from '../../parts/chip.tsx'

export type System = OutputOf<typeof idsOverview>['systems'][number]

/** What can be said of a system: that it cannot be checked is its own answer, and never "nothing wrong". */
export function SystemState({ system }: { system: System }): ReactNode {
  const { t } = useTranslation()
  const { state } = system
  switch (state.can) {
    case 'cannot':
      return (
        <>
          <StateChip means="unknown">{t('ids.list.cannot')}</StateChip>
          <span className="mt-1 block text-[0.875rem]">
            {t(`ids.list.because.${state.because}`, { days: system.exportEvery })}
          </span>
        </>
      )
    case 'partly':
      return (
        <>
          <StateChip means="check">{t('ids.list.partly')}</StateChip>
          <span className="mt-1 block text-[0.875rem]">
            {state.untold.map((each) => t(`ids.list.untold.${each}`)).join('、')}
          </span>
        </>
      )
    case 'fully':
      return <StateChip means="verified">{t('ids.list.fully')}</StateChip>
  }
}

/** How many differences are known; of a system that cannot be checked none known is not none. */
export function SystemDifferences({ system }: { system: System }): ReactNode {
  const { t } = useTranslation()
  const count = system.differences.reduce((sum, each) => sum + each.count, 0)
  const figure = count.toLocaleString('ja-JP')
  if (count === 0) {
    return system.state.can === 'cannot' ? (
      t('ids.list.notKnown')
    ) : system.state.can === 'partly' ? (
      t('ids.list.some', { figure: 0 })
    ) : (
      <StateChip means="kept">{t('ids.list.fine')}</StateChip>
    )
  }
  return t(system.state.can === 'cannot' ? 'ids.list.someCannot' : 'ids.list.some', { figure })
}
