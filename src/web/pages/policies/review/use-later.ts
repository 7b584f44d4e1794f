import { useCallback, useState } from 'react'

const keyOf = (editionId: string): string => `kijun.review-later.${editionId}`

/** Norms put off (あとで見る). A mark of this desk only: it says nothing about the text and nobody else sees it. */
export function useLater(editionId: string) {
  const [later, setLater] = useState<ReadonlySet<string>>(() => remembered(editionId))
  const mark = useCallback(
    (normId: string, putOff: boolean) =>
      setLater((before) => {
        if (before.has(normId) === putOff) return before
        const next = new Set(before)
        if (putOff) next.add(normId)
        else next.delete(normId)
        try {
          sessionStorage.setItem(keyOf(editionId), JSON.stringify([...next]))
        } catch {
          // without a memory of the browser the marks last as long as the page
        }
        return next
      }),
    [editionId],
  )
  return { later, mark }
}

function remembered(editionId: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(editionId)) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [])
  } catch {
    return new Set()
  }
}
