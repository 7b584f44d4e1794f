import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ClassChip, StateChip, type ClassAxis } from '../../parts/chip.tsx'
import { DateText } from '../../parts/date-text.tsx'
import type { RegisterColumn } from './list-address.ts'
import { valueText } from './value-words.ts'

type Value = string | number | boolean | readonly string[]

/** The value of a column as lists and details show it. */
export function ValueText({
  column,
  value,
  names,
}: {
  column: RegisterColumn
  value: Value | undefined
  names: Readonly<Record<string, string>>
}): ReactNode {
  const words = useValueWords()
  const text = valueText(column, value, names, words)
  if (text === undefined) return <NoValue />
  if (column.type === 'class') return <ClassValue column={column} value={value} text={text} />
  if (column.type === 'date') return <DateText value={text} />
  if (column.type === 'long-text') return <span className="whitespace-pre-wrap">{text}</span>
  return text
}

/** Words for values that no definition names. */
export function useValueWords() {
  const { t } = useTranslation()
  return {
    yes: t('registers.truth.yes'),
    no: t('registers.truth.no'),
    unnamed: t('registers.unnamed'),
  }
}

/** A class as the design shows it; a class of another kind in its own words. */
export function ClassValue({
  column,
  value,
  text,
}: {
  column: RegisterColumn
  value: Value | undefined
  text: string
}): ReactNode {
  const axis = axes.find((each) => each === column.key)
  const level = levels.find((each) => String(each) === value)
  if (axis === undefined || level === undefined) return <StateChip means="note">{text}</StateChip>
  return <ClassChip axis={axis} level={level} />
}

const axes: readonly ClassAxis[] = ['confidentiality', 'integrity', 'availability']
const levels = [1, 2, 3] as const

function NoValue(): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="text-solid-gray-600">
      <span aria-hidden>—</span>
      <span className="sr-only">{t('registers.noValue')}</span>
    </span>
  )
}
