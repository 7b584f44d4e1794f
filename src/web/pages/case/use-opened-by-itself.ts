import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { toldQuery, type Told } from './told.ts'

/** Milliseconds in which two presses count as one double click. */
const doubleClick = 600

/**
 * True for a moment on a case that opened by itself after the one before it was decided: the second press of a double
 * click on 「許可する」 must not permit the next case unread.
 */
export function useOpenedByItself(path: string): boolean {
  const client = useQueryClient()
  const [fresh, setFresh] = useState(
    () => client.getQueryData<Told | null>(toldQuery.queryKey)?.path === path,
  )
  useEffect(() => {
    const timer = setTimeout(() => setFresh(false), doubleClick)
    return () => clearTimeout(timer)
  }, [])
  return fresh
}
