import type { ReactNode } from 'react'
import { join } from './join.ts'

export type Definition = { readonly key: string; readonly term: ReactNode; readonly is: ReactNode }

/** Terms and what they are, with lines between. `large` for the main content of a page. */
export function DefinitionList({
  items,
  large = false,
}: {
  items: readonly Definition[]
  large?: boolean
}): ReactNode {
  return (
    <dl className={large ? 'text-[1rem] leading-[1.5]' : 'text-[0.875rem] leading-[1.5]'}>
      {items.map(({ key, term, is }) => (
        <div
          key={key}
          className={join(
            'grid border-b border-solid-gray-200 py-2',
            large
              ? 'grid-cols-[96px_minmax(0,1fr)] sm:grid-cols-[144px_minmax(0,1fr)]'
              : 'grid-cols-[96px_minmax(0,1fr)] sm:grid-cols-[112px_minmax(0,1fr)]',
          )}
        >
          <dt className="text-solid-gray-700">{term}</dt>
          <dd>{is}</dd>
        </div>
      ))}
    </dl>
  )
}
