import { useEffect, useRef } from 'react'
import { fieldId } from '../../parts/field-id.ts'

/**
 * Where the keyboard goes on after something was added, moved or taken away: what had the focus may be gone or at
 * another place. Give it names of fields; the first that is on the page gets the focus.
 */
export function useNextFocus(): (...names: readonly string[]) => void {
  const next = useRef<readonly string[]>([])
  useEffect(() => {
    if (next.current.length === 0) return
    const names = next.current
    next.current = []
    for (const name of names) {
      const place = document.getElementById(fieldId(name))
      if (place === null) continue
      place.focus()
      return
    }
  })
  return (...names) => {
    next.current = names
  }
}
