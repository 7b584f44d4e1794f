import { useState, useSyncExternalStore } from 'react'

/** Whether there is room for a column beside the list. */
export function useWide(): boolean {
  return useMedia('(min-width: 64rem)')
}

/**
 * The same for a panel that is open on something ('' while it is on nothing): where it stands is settled when it opens.
 * Moving it between the page and a dialog would begin it anew, and what somebody types in it would be lost when the
 * window changes.
 */
export function useWideSince(opened: string): boolean {
  const wide = useWide()
  const [since, setSince] = useState({ opened, wide })
  if (since.opened !== opened || (opened === '' && since.wide !== wide)) setSince({ opened, wide })
  return since.opened === opened && opened !== '' ? since.wide : wide
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
