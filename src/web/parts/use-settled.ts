import { useEffect, useState } from 'react'

/** A value once it has stood still for `wait` milliseconds: what somebody typed, when they pause. */
export function useSettled<T>(value: T, wait = 200): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return settled
}
