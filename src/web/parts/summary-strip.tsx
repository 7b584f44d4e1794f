import type { ReactNode } from 'react'
import { Anchor } from './anchor.tsx'
import { Icon } from './icons.tsx'
import { join } from './join.ts'
import { Count } from './states.tsx'

export type SummaryItem = {
  readonly key: string
  readonly label: string
  readonly count: number | 'unknown' | 'outside'
  readonly unit?: string
  /** Where on this page or elsewhere the counted things are. */
  readonly href: string
  /** Something is wrong when it is not zero. */
  readonly alarm?: boolean
}

/** How many of each kind, in one line on top of a page; two by two on a phone. */
export function SummaryStrip({ label, items }: { label: string; items: readonly SummaryItem[] }): ReactNode {
  return (
    <nav
      aria-label={label}
      className="mb-6 grid grid-cols-2 gap-px overflow-hidden rounded-8 border border-solid-gray-300 bg-solid-gray-300 sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none"
    >
      {items.map(({ key, label: words, count, unit, href, alarm = false }, index) => {
        const alarming = alarm && typeof count === 'number' && count > 0
        return (
          <Anchor
            key={key}
            href={href}
            className={join(
              'flex min-h-[52px] items-center justify-between gap-2 bg-white px-4 py-2 leading-[1.3] text-solid-gray-800 no-underline hover:bg-key-50 hover:underline max-sm:px-3 max-sm:text-[0.875rem]',
              'focus-visible:-outline-offset-4 focus-visible:shadow-none',
              // an odd number of them fills the two columns of a phone
              index === 0 && items.length % 2 === 1 && 'max-sm:col-span-2',
            )}
          >
            <span className="flex items-center gap-1.5">
              {alarming && <Icon name="warning" className="text-error-2" />}
              {words}
            </span>
            <b className={join('text-[1.5rem] leading-[1.4] tracking-normal', alarming && 'text-error-2')}>
              <Count value={count} {...(unit === undefined ? {} : { unit })} />
            </b>
          </Anchor>
        )
      })}
    </nav>
  )
}
