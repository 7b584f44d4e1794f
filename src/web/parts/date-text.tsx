import type { ReactNode } from 'react'
import { useLanguage } from './use-language.ts'
import { dateWords, type DateForm } from './date-words.ts'

/**
 * A day or an instant: 令和8年11月24日(火), with the western year on hover.
 * `short` inside the fiscal year: 11月24日(火). Null is shown as a dash: there is no date.
 */
export function DateText({ value, form = 'long' }: { value: string | null; form?: DateForm }): ReactNode {
  const language = useLanguage()
  if (value === null) return <span>—</span>
  const { text, title, machine } = dateWords(value, form, language)
  return (
    <time dateTime={machine} title={title}>
      {text}
    </time>
  )
}

/** From one day to another: 令和8年11月25日(水) から 12月8日(火) まで. */
export function PeriodText({ from, to }: { from: string; to: string }): ReactNode {
  const language = useLanguage()
  if (language === 'en') {
    return (
      <>
        <DateText value={from} /> – <DateText value={to} />
      </>
    )
  }
  const sameYear =
    dateWords(from, 'long', 'ja').text.split('年')[0] === dateWords(to, 'long', 'ja').text.split('年')[0]
  return (
    <>
      <DateText value={from} /> から <DateText value={to} form={sameYear ? 'short' : 'long'} /> まで
    </>
  )
}
