import { useEffect, useRef, type ReactNode } from 'react'

/** What appeared after an act, far from the button that was pressed: it is scrolled to and read. */
export function TakesFocus({ children }: { children: ReactNode }): ReactNode {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    frame.current?.focus({ preventScroll: true })
    frame.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <div ref={frame} tabIndex={-1}>
      {children}
    </div>
  )
}
