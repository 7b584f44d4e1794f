import { Fragment, type ReactNode } from 'react'
import type { Range } from './types.ts'

/** A text with the words that were looked for marked in it. */
export function MarkedText({ text, ranges }: { text: string; ranges: readonly Range[] }): ReactNode {
  if (ranges.length === 0) return text
  return (
    <>
      {ranges.map((range, index) => (
        <Fragment key={range.start}>
          {text.slice(ranges[index - 1]?.end ?? 0, range.start)}
          <mark className="rounded-[2px] bg-yellow-100 text-inherit">
            {text.slice(range.start, range.end)}
          </mark>
        </Fragment>
      ))}
      {text.slice(ranges.at(-1)?.end ?? 0)}
    </>
  )
}
