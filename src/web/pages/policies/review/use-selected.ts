import { useCallback, useEffect, useState } from 'react'

/** Milliseconds the selection stands still before the address follows. */
const settle = 250

/**
 * The selected norm. It changes at once, so that keys held down are followed; the address (`at`, `go`) follows when it
 * stands still, and leads it when the address changes by itself, as by the browser's back.
 */
export function useSelected(
  at: string | undefined,
  go: (normId: string) => void,
): readonly [string | undefined, (normId: string) => void] {
  const [selected, setSelected] = useState(at)
  const [seen, setSeen] = useState(at)
  const [asked, setAsked] = useState<string>()
  if (at !== seen) {
    setSeen(at)
    // what was asked for here may come when one is already further on
    if (at !== asked) setSelected(at)
  }
  useEffect(() => {
    if (selected === undefined || selected === at) return
    const timer = setTimeout(() => {
      setAsked(selected)
      go(selected)
    }, settle)
    return () => clearTimeout(timer)
  }, [selected, at, go])
  return [selected, useCallback((normId: string) => setSelected(normId), [])]
}
