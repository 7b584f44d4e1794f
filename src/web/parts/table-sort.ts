export type SortDirection = 'ascending' | 'descending'
export type Sort = { readonly key: string; readonly direction: SortDirection }

/** The sort a press on a head asks for: ascending first, then the other way round. */
export function nextSort(current: Sort | undefined, key: string): Sort {
  const turned = current?.key === key && current.direction === 'ascending'
  return { key, direction: turned ? 'descending' : 'ascending' }
}

/** What ticking a row does to the rows chosen. */
export function toggled(selected: ReadonlySet<string>, key: string, chosen: boolean): Set<string> {
  const next = new Set(selected)
  if (chosen) next.add(key)
  else next.delete(key)
  return next
}

/** Whether all, some or none of the rows shown are chosen. */
export function shareChosen(selected: ReadonlySet<string>, keys: readonly string[]): 'all' | 'some' | 'none' {
  const count = keys.filter((key) => selected.has(key)).length
  if (count === 0) return 'none'
  return count === keys.length ? 'all' : 'some'
}
