import type { ReactNode } from 'react'
import { DateText } from '../../parts/date-text.tsx'

/** Stands for the day in words that are asked for: t(key, { date: dayMark }). */
export const dayMark = '\u0000'

/** A sentence with a day in it; where it stands is the language's business. */
export function DaySentence({ words, day }: { words: string; day: string }): ReactNode {
  const [before, after] = words.split(dayMark)
  return (
    <>
      {before}
      <DateText value={day} />
      {after}
    </>
  )
}
