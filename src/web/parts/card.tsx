import { useId, type ReactNode } from 'react'
import { join } from './join.ts'

type Framed = { title?: ReactNode; aside?: ReactNode; level?: 2 | 3; children: ReactNode; id?: string }

/** A box around something one acts on. `strong` for the one that decides. */
export function Card({
  title,
  aside,
  level = 2,
  strong = false,
  children,
  id,
}: Framed & { strong?: boolean }): ReactNode {
  const ownId = useId()
  return (
    <section
      id={id}
      aria-labelledby={title === undefined ? undefined : ownId}
      className={join(
        'rounded-8 bg-white p-4',
        strong ? 'border-2 border-solid-gray-800' : 'border border-solid-gray-300',
      )}
    >
      <Title id={ownId} title={title} aside={aside} level={level} />
      {children}
    </section>
  )
}

/** A part of a page under a line; not a box. */
export function Section({ title, aside, level = 2, children, id }: Framed): ReactNode {
  const ownId = useId()
  return (
    <section
      id={id}
      aria-labelledby={title === undefined ? undefined : ownId}
      className="border-t-2 border-solid-gray-800 pt-3"
    >
      <Title id={ownId} title={title} aside={aside} level={level} />
      {children}
    </section>
  )
}

/** A grey ground for what only informs. */
export function Panel({ title, aside, level = 2, children, id }: Framed): ReactNode {
  const ownId = useId()
  return (
    <section
      id={id}
      aria-labelledby={title === undefined ? undefined : ownId}
      className="rounded-8 bg-solid-gray-50 p-4"
    >
      <Title id={ownId} title={title} aside={aside} level={level} />
      {children}
    </section>
  )
}

function Title({
  id,
  title,
  aside,
  level,
}: {
  id: string
  title: ReactNode
  aside: ReactNode
  level: 2 | 3
}): ReactNode {
  if (title === undefined) return null
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
      <Heading
        id={id}
        className={level === 2 ? 'text-[1.125rem] leading-[1.6]' : 'text-[1rem] leading-[1.5]'}
      >
        {title}
      </Heading>
      {aside !== undefined && (
        <div className="text-[0.875rem] leading-[1.5] text-solid-gray-600">{aside}</div>
      )}
    </div>
  )
}

/** Main column and a column beside it (368–408); one under the other on a phone. */
export function Columns({
  main,
  side,
  sideLabel,
}: {
  main: ReactNode
  side: ReactNode
  sideLabel: string
}): ReactNode {
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_384px]">
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-8">{main}</div>
      <aside aria-label={sideLabel} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
        {side}
      </aside>
    </div>
  )
}
