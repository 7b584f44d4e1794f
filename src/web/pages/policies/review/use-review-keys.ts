import { useEffect, useRef } from 'react'
import { keyPlaceOf, reviewKey, type ReviewKey } from './review-keys.ts'

/** Listens to the keys of the review; `onKey` says whether it did something, and only then the key is used up. */
export function useReviewKeys(onKey: (key: ReviewKey) => boolean, listening: boolean): void {
  const latest = useRef(onKey)
  useEffect(() => {
    latest.current = onKey
  })
  useEffect(() => {
    if (!listening) return
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return
      const key = reviewKey(event, keyPlaceOf(event.target))
      // a key held down would confirm what nobody has read
      if (key === undefined || (event.repeat && key.kind !== 'step')) return
      if (latest.current(key)) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [listening])
}
