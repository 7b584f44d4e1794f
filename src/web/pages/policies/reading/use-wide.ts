import { useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react'

const query = '(min-width: 64rem)'

/** Whether there is room for panes beside each other. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const watched = matchMedia(query)
      watched.addEventListener('change', changed)
      return () => watched.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

/** How far below the top of the page something begins, in pixels, so that it can fill the rest of the window. */
export function useTop(frame: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(57)
  useLayoutEffect(() => {
    const measure = (): void => {
      const element = frame.current
      if (element !== null) setTop(Math.round(element.getBoundingClientRect().top + scrollY))
    }
    measure()
    // what stands above may come and go, such as the note of the last sign-in
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [frame])
  return top
}
