import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { deskKey, keysSwitchedOn, switchKeys, type DeskKey } from './desk-keys.ts'

const keysQuery = {
  queryKey: ['desk-keys'],
  queryFn: (): boolean => keysSwitchedOn(localStorage),
  initialData: (): boolean => keysSwitchedOn(localStorage),
  staleTime: Number.POSITIVE_INFINITY,
}

/** Whether keys act at this desk, and the switch. */
export function useKeysSwitch(): { on: boolean; turn: (on: boolean) => void } {
  const client = useQueryClient()
  const { data: on } = useQuery(keysQuery)
  return {
    on,
    turn: (next) => {
      switchKeys(next, localStorage)
      client.setQueryData(keysQuery.queryKey, next)
    },
  }
}

const typedInto = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="listbox"]'

/** Listens to keys of the desk; what is missing in `acts` does nothing. */
export function useDeskKeys(acts: Partial<Record<DeskKey, () => void>>): void {
  const { on } = useKeysSwitch()
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  useEffect(() => {
    if (!on) return
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return
      const typing = event.target instanceof Element && event.target.closest(typedInto) !== null
      const asked = deskKey(event, typing || document.querySelector('dialog[open]') !== null)
      const act = asked === undefined ? undefined : latest.current[asked]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [on])
}
