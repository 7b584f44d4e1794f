import { useRef, useState, type ReactNode } from 'react'
import { Button } from '../../../parts/button.tsx'
import { Drawer } from '../../../parts/dialog.tsx'
import { useTop, useWide } from './use-wide.ts'

export type SidePane = {
  readonly label: string
  /** `leave` closes the sheet the pane stands in on a phone; nothing where it stands beside the text. */
  readonly content: (leave: () => void) => ReactNode
}

/**
 * A work screen that fills the window: a bar, and three panes that scroll by themselves. Without room for them the
 * text takes the page, and the others are sheets opened from a bar at the bottom.
 */
export function WorkPanes({
  bar,
  left,
  right,
  textLabel,
  children,
}: {
  bar: ReactNode
  left: SidePane
  right: SidePane
  textLabel: string
  children: ReactNode
}): ReactNode {
  const frame = useRef<HTMLDivElement>(null)
  const top = useTop(frame)
  const wide = useWide()
  const [sheet, setSheet] = useState<'left' | 'right'>()
  const leave = (): void => setSheet(undefined)
  if (!wide) {
    return (
      <div ref={frame} className="-mx-6 -mt-4 -mb-8 max-sm:-mx-4">
        <div className="border-b border-solid-gray-420 px-4 py-2">{bar}</div>
        <section aria-label={textLabel} className="px-2 py-3 print:px-0">
          {children}
        </section>
        <div className="noprint sticky bottom-0 z-20 grid grid-cols-2 gap-3 border-t border-solid-gray-420 bg-white px-4 py-2">
          <Button wide icon="menu" onPress={() => setSheet('left')}>
            {left.label}
          </Button>
          <Button wide icon="info" onPress={() => setSheet('right')}>
            {right.label}
          </Button>
        </div>
        <Drawer open={sheet === 'left'} onClose={leave} title={left.label} side="left">
          {left.content(leave)}
        </Drawer>
        <Drawer open={sheet === 'right'} onClose={leave} title={right.label}>
          {right.content(leave)}
        </Drawer>
      </div>
    )
  }
  return (
    <div
      ref={frame}
      style={{ height: `calc(100dvh - ${top}px)` }}
      className="-mx-6 -mt-4 -mb-8 flex min-h-[480px] flex-col print:block print:h-auto!"
    >
      <div className="flex min-h-14 items-center border-b border-solid-gray-420 px-6 py-2">{bar}</div>
      <div className="grid min-h-0 flex-1 grid-cols-[280px_minmax(0,1fr)_376px] print:block">
        <nav
          aria-label={left.label}
          className="noprint min-h-0 overflow-auto border-r border-solid-gray-300 py-2"
        >
          {left.content(leave)}
        </nav>
        <section
          aria-label={textLabel}
          className="relative min-h-0 overflow-auto px-4 py-4 print:overflow-visible print:p-0"
        >
          {children}
        </section>
        <aside
          aria-label={right.label}
          className="noprint min-h-0 overflow-auto border-l border-solid-gray-300 bg-solid-gray-50 px-4 py-3"
        >
          {right.content(leave)}
        </aside>
      </div>
    </div>
  )
}
