import { useEffect } from 'react'
import type { ClauseNode } from '../types.ts'
import type { Select } from './use-selection.ts'

/** j and k anywhere, and the arrow keys in the text, go to the next clause and the one before. */
export function useClauseKeys(
  nodes: readonly ClauseNode[],
  at: ReadonlyMap<string, number>,
  current: string | undefined,
  select: Select,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing)
        return
      const step = stepOf(event.key, event.target)
      if (step === 0) return
      const now = current === undefined ? -1 : (at.get(current) ?? -1)
      const next = nodes[now === -1 ? 0 : now + step]
      if (next === undefined) return
      event.preventDefault()
      select(next.wid, 'step')
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [nodes, at, current, select])
}

function stepOf(key: string, target: EventTarget | null): -1 | 0 | 1 {
  if (!(target instanceof Element)) return 0
  if (target.closest('input, textarea, select, [role="tree"], [role="dialog"], [role="listbox"]') !== null)
    return 0
  if (key === 'j') return 1
  if (key === 'k') return -1
  if (target.closest('[data-clause-text]') === null) return 0
  if (key === 'ArrowDown') return 1
  return key === 'ArrowUp' ? -1 : 0
}
