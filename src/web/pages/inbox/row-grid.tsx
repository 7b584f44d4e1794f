import type { ReactNode } from 'react'
import { join } from '../../parts/join.ts'

/** A case in a list to work off: what presses, what it is, who, and the way to it. On a phone one under the other. */
export function RowGrid({
  lead,
  main,
  who,
  note,
  go,
  muted = false,
}: {
  lead: ReactNode
  main: ReactNode
  who: ReactNode
  note: ReactNode
  go: ReactNode
  muted?: boolean
}): ReactNode {
  return (
    <li
      className={join(
        'grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-b border-solid-gray-300 py-3',
        'sm:grid-cols-[88px_minmax(0,1fr)_128px_auto]',
        muted && '-mx-2 bg-solid-gray-50 px-2',
      )}
    >
      <div className="leading-[1.5] max-sm:col-span-2">{lead}</div>
      <div className="grid gap-1 leading-[1.5] max-sm:col-span-2">{main}</div>
      <div className="text-[0.875rem] leading-[1.5] max-sm:self-center">
        <b className="nowrap">{who}</b> <span className="text-solid-gray-600 sm:block">{note}</span>
      </div>
      <div className="justify-self-end">{go}</div>
    </li>
  )
}
