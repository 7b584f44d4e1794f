import { useSyncExternalStore } from 'react'

const wide = '(min-width: 64rem)'

/** Whether there is room for a column beside the list. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(wide)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(wide).matches,
  )
}
