import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '#ground/clock/wareki.ts'
import { isDate } from '#ground/clock/date.ts'
import { Button } from '../../parts/button.tsx'
import { ConditionTag } from '../../parts/chip.tsx'
import {
  emptyView,
  isNarrowed,
  type Condition,
  type ListView,
  type Register,
  type RegisterColumn,
} from './list-address.ts'
import { valueText } from './value-words.ts'
import { useValueWords } from './value-text.tsx'

/** What the list is narrowed to, each with a way to take it off. */
export function RegisterConditions({
  register,
  view,
  names,
  onChange,
}: {
  register: Register
  view: ListView
  names: Readonly<Record<string, string>>
  onChange: (view: ListView) => void
}): ReactNode {
  const { t } = useTranslation()
  const describe = useConditionWords(names)
  if (!isNarrowed(view)) return null
  const first = { ...view, page: 1, open: '' }
  const unitName =
    register.readableUnits?.find(({ id }) => id === view.unit)?.name ??
    names[view.unit] ??
    t('registers.thisUnit')
  const tag = (key: string, words: string, without: ListView): ReactNode => (
    <li key={key}>
      <ConditionTag removeLabel={t('registers.remove')} onRemove={() => onChange(without)}>
        {words}
      </ConditionTag>
    </li>
  )
  return (
    <div className="flex flex-wrap items-center gap-2 text-[0.875rem]">
      <span id="register-conditions">{t('registers.conditions')}</span>
      <ul aria-labelledby="register-conditions" className="flex flex-wrap gap-2">
        {view.word !== '' &&
          tag('word', t('registers.contains', { word: view.word }), { ...first, word: '' })}
        {view.unit !== '' && tag('unit', unitName, { ...first, unit: '' })}
        {view.state !== 'current' &&
          tag('state', t(`registers.search.states.${view.state}`), { ...first, state: 'current' })}
        {register.columns.flatMap((column) => {
          const condition = view.where[column.key]
          if (condition === undefined) return []
          const { [column.key]: _, ...where } = view.where
          return [tag(column.key, describe(column, condition), { ...first, where })]
        })}
      </ul>
      <Button
        look="text"
        size="small"
        onPress={() => onChange({ ...emptyView, sort: view.sort, descending: view.descending })}
      >
        {t('registers.clear')}
      </Button>
    </div>
  )
}

function useConditionWords(names: Readonly<Record<string, string>>) {
  const { t } = useTranslation()
  const words = useValueWords()
  return (column: RegisterColumn, condition: Condition): string => {
    const name = column.label
    if ('any' in condition) {
      const values = condition.any.map((value) => {
        const kept = column.type === 'flag' ? value === 'yes' : value
        return valueText(column, kept, names, words) ?? value
      })
      const value = values.join('・')
      return value.startsWith(name) ? value : t('registers.is', { name, value })
    }
    return t('registers.fromTo', { name, from: end(column, condition.from), to: end(column, condition.to) })
  }
}

function end(column: RegisterColumn, value: string | undefined): string {
  if (value === undefined) return ''
  return column.type === 'date' && isDate(value) ? formatDate(value, { weekday: false }) : value
}
