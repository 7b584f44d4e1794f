import { useEffect } from 'react'
import { normLinkId, normRowId } from './review-text.tsx'

/** How the next selection came about: by key from its neighbour, pressed in the text, or from elsewhere. */
export const bringNorm: { how: 'step' | 'pick' | 'jump' } = { how: 'jump' }

/** What had the focus may be gone with what was done to it: then the focus goes back to the norm, and is not lost. */
export function useFocusKept(normId: string | undefined, ...changes: readonly unknown[]): void {
  const stamp = changes.map(String).join(' ')
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (normId === undefined || document.activeElement !== document.body) return
      if (document.querySelector('[role="dialog"]') === null) {
        document.getElementById(normLinkId(normId))?.focus({ preventScroll: true })
      }
    })
    return () => cancelAnimationFrame(frame)
  }, [normId, stamp])
}

/** Brings the selected norm into sight and gives it the focus, as the way it was selected asks for. */
export function useNormInSight(normId: string | undefined): void {
  useEffect(() => {
    if (normId === undefined) return
    const { how } = bringNorm
    bringNorm.how = 'jump'
    const bring = (): void => {
      const row = document.getElementById(normRowId(normId))
      if (row === null) return
      const link = document.getElementById(normLinkId(normId))
      // a sheet over the page keeps the focus inside it, and so does a form somebody was quick to open
      const busy = document.activeElement?.closest('form') ?? document.querySelector('[role="dialog"]')
      if (busy === null) link?.focus({ preventScroll: true })
      if (how !== 'pick') row.scrollIntoView({ block: how === 'jump' ? 'start' : 'nearest' })
    }
    // text met for the first time takes its real height only then
    let frame = requestAnimationFrame(() => {
      bring()
      frame = requestAnimationFrame(bring)
    })
    return () => cancelAnimationFrame(frame)
  }, [normId])
}
