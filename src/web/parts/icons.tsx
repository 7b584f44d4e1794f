import type { ReactNode } from 'react'

/** Drawn on a field of 24: a filled shape, a mark in white upon it, or lines. */
type Drawing = { readonly fill?: string; readonly mark?: string; readonly line?: string }

const drawings = {
  search: { line: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20.5 20.5' },
  menu: { line: 'M4 6.5h16M4 12h16M4 17.5h16' },
  close: { line: 'M5.5 5.5l13 13M18.5 5.5l-13 13' },
  check: { line: 'M4.5 12.5l5 5L19.5 7' },
  clock: { line: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12.5l3.5 2' },
  document: { line: 'M6 3.5h8.5L18.5 7.5V20.5H6zM14 3.5V8h4.5M9 12.5h6.5M9 16.5h6.5' },
  calendar: { line: 'M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V7.5M15.5 3.5V7.5' },
  download: { line: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15' },
  upload: { line: 'M12 16V5M7.5 9.5 12 5l4.5 4.5M4.5 20h15' },
  print: { line: 'M7 8.5V3.5h10v5M7 17.5H4v-9h16v9h-3M7 14.5h10v6H7z' },
  down: { line: 'M5.5 9l6.5 6.5L18.5 9' },
  right: { line: 'M9 5.5l6.5 6.5L9 18.5' },
  left: { line: 'M15 5.5 8.5 12l6.5 6.5' },
  returned: { line: 'M8.5 5 4.5 9l4 4M4.5 9H15a5 5 0 0 1 0 10H9' },
  key: { line: 'M8 8.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 12.5h8.5v4M16.5 12.5v3' },
  box: { line: 'M12 3.5 20 7v10l-8 3.5L4 17V7zM4 7l8 3.5L20 7M12 10.5v10' },
  ascending: { fill: 'M12 7l6 10H6z' },
  descending: { fill: 'M12 17 6 7h12z' },
  lock: { fill: 'M5 10.5h14V21.5H5z', line: 'M8 10.5V7.5a4 4 0 0 1 8 0v3', mark: 'M12 14.5v3' },
  person: {
    fill: 'M12 3.5a4.3 4.3 0 1 1 0 8.6 4.3 4.3 0 0 1 0-8.6zM3.5 20.5c0-4.2 3.8-6.5 8.5-6.5s8.5 2.3 8.5 6.5z',
  },
  stop: { fill: 'M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8z', mark: 'M12 7v5.5M12 16.4v.1' },
  warning: { fill: 'M12 2.5 22.5 21h-21z', mark: 'M12 9.5V14.5M12 17.8v.1' },
  done: { fill: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19z', mark: 'M7.5 12.2l3.2 3.2L16.7 9' },
  unknown: {
    fill: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19z',
    mark: 'M9.3 9.7a2.7 2.7 0 1 1 4 2.3c-.9.5-1.3 1-1.3 1.9M12 17.1v.1',
  },
  info: { fill: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19z', mark: 'M12 11v6M12 7.3v.1' },
  shield: { fill: 'M12 2 20 5v6.5c0 4.8-3.3 8.5-8 10.5-4.7-2-8-5.7-8-10.5V5z', mark: 'M8 12l3 3 5-5.5' },
} as const satisfies Record<string, Drawing>

export type IconName = keyof typeof drawings

/**
 * A small drawing beside words that say the same; hidden from readers unless `label` gives it words of its own.
 * `size` in pixels.
 */
export function Icon({
  name,
  size = 20,
  label,
  className = '',
}: {
  name: IconName
  size?: 12 | 14 | 16 | 18 | 20 | 24
  label?: string | undefined
  className?: string
}): ReactNode {
  const drawing: Drawing = drawings[name]
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return (
    <svg
      {...named}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      className={`inline-block flex-none ${className}`}
    >
      {drawing.fill !== undefined && <path d={drawing.fill} fill="currentColor" />}
      {drawing.line !== undefined && (
        <path
          d={drawing.line}
          fill="none"
          stroke="currentColor"
          strokeWidth={2}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {drawing.mark !== undefined && (
        <path
          d={drawing.mark}
          fill="none"
          stroke="#fff"
          strokeWidth={2.2}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </svg>
  )
}

/** The mark of the product: a post with three steps, the chapters of a standard. */
export function Mark({ size = 26 }: { size?: number }): ReactNode {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 24 24" className="flex-none text-key-900">
      <path fill="currentColor" d="M2 2h5v20H2zM9 2h13v4H9zM9 10h9v4H9zM9 18h13v4H9z" />
    </svg>
  )
}
