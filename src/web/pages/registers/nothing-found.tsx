import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { figure } from './figures.ts'
import { isNarrowed, type ListView, type Register } from './list-address.ts'

/** No line: because nothing is registered yet, or because nothing meets the conditions. Says what was searched. */
export function NothingFound({
  register,
  view,
  searched,
  more,
  onClear,
}: {
  register: Register
  view: ListView
  searched: number
  more: boolean
  onClear: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { noun } = register
  if (!isNarrowed(view)) {
    return (
      <EmptyState title={t('registers.empty', { noun })}>
        {register.written === 'by-events' && <p>{t('registers.emptyAuto')}</p>}
        <Reach register={register} />
      </EmptyState>
    )
  }
  const lines = { figure: figure(searched), scope: scopeName(register, view, t) }
  return (
    <EmptyState
      title={
        view.word === ''
          ? t('registers.nothing', { noun })
          : t('registers.nothingWord', { word: view.word, noun })
      }
      action={<Button onPress={onClear}>{t('registers.clear')}</Button>}
    >
      <p>{more ? t('registers.searchedMore', lines) : t('registers.searched', lines)}</p>
      <Reach register={register} />
    </EmptyState>
  )
}

function Reach({ register }: { register: Register }): ReactNode {
  const { t } = useTranslation()
  return register.readableUnits === undefined ? null : <p>{t('registers.outOfReach')}</p>
}

function scopeName(register: Register, view: ListView, t: TFunction): string {
  const { readableUnits } = register
  if (view.unit !== '')
    return readableUnits?.find(({ id }) => id === view.unit)?.name ?? t('registers.thisUnit')
  if (readableUnits === undefined) return t('registers.scopeAll')
  return readableUnits.length <= 2
    ? readableUnits.map(({ name }) => name).join('・')
    : t('registers.scopeOwn', { figure: readableUnits.length })
}
