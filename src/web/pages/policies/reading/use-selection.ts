import { useCallback, useEffect, useRef } from 'react'

/**
 * How a clause came to be selected. `jump`: from elsewhere, it comes to the top and takes the focus; `step`: by key
 * from its neighbour; `pick`: pressed in the text, where it stays; `show`: it comes into sight, the focus stays.
 */
export type Selecting = 'jump' | 'step' | 'pick' | 'show'
export type Select = (wid: string, how: Selecting) => void

export const clauseId = (wid: string): string => `clause-${wid}`
const linkId = (wid: string): string => `${clauseId(wid)}-link`
export { linkId }

/** Keeps the selected clause in the address (`go`) and brings it into sight. `ready`: the text is on the page. */
export function useSelection(at: string | undefined, ready: boolean, go: (wid: string) => void): Select {
  const how = useRef<Selecting>('jump')
  const select = useCallback<Select>(
    (wid, asked) => {
      how.current = asked
      if (wid === at) bring(wid, asked)
      else go(wid)
    },
    [at, go],
  )
  useEffect(() => {
    if (at === undefined || !ready) return
    const asked = how.current
    // an address that changes by itself, as by the browser's back, is a jump again
    how.current = 'jump'
    // a sheet that is closing gives the focus back first; and text met for the first time takes its real height
    let frame = requestAnimationFrame(() => {
      bring(at, asked)
      frame = requestAnimationFrame(() => bring(at, asked))
    })
    return () => cancelAnimationFrame(frame)
  }, [at, ready])
  return select
}

function bring(wid: string, how: Selecting): void {
  const clause = document.getElementById(clauseId(wid))
  if (clause === null) return
  if (how !== 'show') document.getElementById(linkId(wid))?.focus({ preventScroll: true })
  if (how !== 'pick') {
    clause.scrollIntoView({ block: how === 'jump' ? 'start' : how === 'show' ? 'center' : 'nearest' })
  }
}
