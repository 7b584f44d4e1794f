import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * How far a long work is. Without `done` and `total` it is under way and nobody knows how far.
 * Below it stands what is being done now.
 */
export function ProgressBar({
  label,
  done,
  total,
  children,
}: {
  label?: string
  done?: number | undefined
  total?: number | undefined
  children?: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const noteId = useId()
  const known = done !== undefined && total !== undefined && total > 0
  return (
    <div>
      <div className="relative h-2 overflow-hidden rounded-4 bg-solid-gray-200">
        <progress
          aria-label={label ?? t('parts.progress')}
          aria-describedby={children === undefined ? undefined : noteId}
          className="absolute inset-0 h-full w-full opacity-0"
          {...(known ? { value: Math.min(done, total), max: total } : {})}
        />
        <svg
          aria-hidden
          className="absolute inset-0 h-full w-full"
          viewBox="0 0 100 1"
          preserveAspectRatio="none"
        >
          <rect
            className={known ? 'fill-key-900' : 'sliding fill-key-900'}
            width={known ? Math.min(100, (100 * done) / total) : 33}
            height={1}
          />
        </svg>
      </div>
      {children !== undefined && (
        <p id={noteId} aria-live="polite" className="mt-1 text-[0.875rem] leading-[1.5]">
          {children}
        </p>
      )}
    </div>
  )
}

/** A bar of parts of a whole, each with its mark and word below: 確認済み 173・要確認 29. */
export function ShareBar({
  parts,
}: {
  parts: readonly {
    readonly label: string
    readonly count: number
    readonly tone: 'green' | 'yellow' | 'red' | 'gray'
  }[]
}): ReactNode {
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  const ink = {
    green: 'fill-green-800',
    yellow: 'fill-yellow-400',
    red: 'fill-red-900',
    gray: 'fill-solid-gray-400',
  }
  const width = (count: number): number => (total === 0 ? 0 : (100 * count) / total)
  const before = (index: number): number => parts.slice(0, index).reduce((sum, part) => sum + part.count, 0)
  return (
    <div>
      <svg
        aria-hidden
        className="block h-2 w-full rounded-4 bg-solid-gray-200"
        viewBox="0 0 100 1"
        preserveAspectRatio="none"
      >
        {parts.map((part, index) => (
          <rect
            key={part.label}
            className={ink[part.tone]}
            x={width(before(index))}
            width={width(part.count)}
            height={1}
          />
        ))}
      </svg>
      <p className="mt-1 flex flex-wrap gap-x-3 text-[0.875rem] leading-[1.5]">
        {parts.map((part) => (
          <span key={part.label} className="nowrap">
            {part.label} <b>{part.count}</b>
          </span>
        ))}
      </p>
    </div>
  )
}
