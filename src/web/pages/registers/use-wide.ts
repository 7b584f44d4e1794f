import { useSyncExternalStore } from 'react'

/** Whether there is room for a column beside the list. */
export function useWide(): boolean {
  return useMedia('(min-width: 64rem)')
}

/** Whether a list has the whole of an ordinary screen for its columns. */
export function useRoomy(): boolean {
  return useMedia('(min-width: 80rem)')
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}
