import { useEffect, useRef, type RefObject } from 'react'

/**
 * Does something when a key is pressed inside a frame, such as Escape in a form that stands in a list. `act` says
 * whether it did something; only then the key is used up. Keys of an unfinished kana conversion are left alone.
 */
export function useKeyIn(frame: RefObject<HTMLElement | null>, key: string, act: () => boolean): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const element = frame.current
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== key || event.isComposing || !latest.current()) return
      event.preventDefault()
      event.stopPropagation()
    }
    element?.addEventListener('keydown', onKeyDown)
    return () => element?.removeEventListener('keydown', onKeyDown)
  }, [frame, key])
}
