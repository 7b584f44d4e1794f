import { useRef, type ReactNode } from 'react'
import { Button } from '../../../parts/button.tsx'
import { Drawer } from '../../../parts/dialog.tsx'
import { useTop, useWide } from '../reading/use-wide.ts'

/**
 * A work screen in two panes that scroll by themselves: the text, and what was read of it with its acts below. Without
 * room for both the text takes the page and the other is a sheet.
 */
export function ReviewPanes({
  bar,
  text,
  textLabel,
  panel,
  panelLabel,
  acts,
  foot,
  sheet,
  onSheet,
}: {
  bar: ReactNode
  text: ReactNode
  textLabel: string
  panel: ReactNode
  panelLabel: string
  acts: ReactNode
  foot: ReactNode
  /** Whether the sheet is open on a phone. */
  sheet: boolean
  onSheet: (open: boolean) => void
}): ReactNode {
  const frame = useRef<HTMLDivElement>(null)
  const top = useTop(frame)
  const wide = useWide()
  if (!wide) {
    return (
      <div ref={frame} className="-mx-6 -mt-4 -mb-8 max-sm:-mx-4">
        <div className="border-b border-solid-gray-420 px-4 py-2">{bar}</div>
        <section aria-label={textLabel} className="py-3">
          {text}
        </section>
        <div className="noprint sticky bottom-0 z-20 border-t border-solid-gray-420 bg-white px-4 py-2">
          <Button wide icon="document" onPress={() => onSheet(true)}>
            {panelLabel}
          </Button>
        </div>
        <Drawer open={sheet} onClose={() => onSheet(false)} title={panelLabel}>
          {panel}
          <div className="sticky bottom-0 -mx-4 -mb-4 border-t border-solid-gray-420 bg-white px-4 py-2">
            {acts}
          </div>
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
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(420px,42%)] print:block">
        <section
          aria-label={textLabel}
          tabIndex={-1}
          className="relative min-h-0 overflow-auto px-3 py-3 print:overflow-visible print:p-0"
        >
          {text}
        </section>
        <aside
          aria-label={panelLabel}
          className="noprint flex min-h-0 flex-col border-l border-solid-gray-300"
        >
          <div className="min-h-0 flex-1 overflow-auto px-5 py-3">{panel}</div>
          <div className="border-t border-solid-gray-300 px-5 py-2">{acts}</div>
        </aside>
      </div>
      {foot}
    </div>
  )
}
