/** What a key does in a field with a list of choices below it. */
export type LookupMove =
  | { readonly kind: 'stay' }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'point'; readonly at: number }
  | { readonly kind: 'take'; readonly at: number }

/**
 * The keys of a combobox (WAI-ARIA Authoring Practices). `pointed` is -1 while no choice is pointed at. A key that
 * belongs to an unfinished kana conversion does nothing: Enter then ends the conversion and must take no choice.
 */
export function lookupMove(
  key: string,
  composing: boolean,
  now: { readonly open: boolean; readonly pointed: number; readonly count: number },
): LookupMove {
  if (composing) return { kind: 'stay' }
  const { open, pointed, count } = now
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp': {
      if (!open) return { kind: 'open' }
      if (count === 0) return { kind: 'stay' }
      const step = key === 'ArrowDown' ? 1 : -1
      const from = pointed === -1 && step === -1 ? 0 : pointed
      return { kind: 'point', at: (from + step + count) % count }
    }
    case 'Enter':
      return open && pointed >= 0 && pointed < count ? { kind: 'take', at: pointed } : { kind: 'stay' }
    case 'Escape':
      return open ? { kind: 'close' } : { kind: 'stay' }
    default:
      return { kind: 'stay' }
  }
}
