/** A number that was read and is not known to have arrived. */
export type Reading = { readonly mark: string; readonly number: string }

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const keyOf = (sheet: string): string => `kijun.scan.${sheet}`

/** What waits on this device for a sheet; what is broken there counts as nothing. */
export function waitingOn(shelf: Shelf, sheet: string): Reading[] {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(keyOf(sheet)) ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.flatMap((each: unknown) =>
      typeof each === 'object' &&
      each !== null &&
      'mark' in each &&
      'number' in each &&
      typeof each.mark === 'string' &&
      typeof each.number === 'string'
        ? [{ mark: each.mark, number: each.number }]
        : [],
    )
  } catch {
    return []
  }
}

/** Keeps on this device what waits: a page that is closed or a lost connection loses nothing. */
export function keepOn(shelf: Shelf, sheet: string, readings: readonly Reading[]): void {
  try {
    if (readings.length === 0) shelf.removeItem(keyOf(sheet))
    else shelf.setItem(keyOf(sheet), JSON.stringify(readings))
  } catch {
    // A device that keeps nothing still scans while the page is open.
  }
}

/** What a reader sends: the number without its ends, at most as long as a number is. */
export function typedNumber(typed: string): string {
  return Array.from(typed.normalize('NFKC').trim()).slice(0, 100).join('')
}
