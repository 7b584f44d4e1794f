/** What a key does in the review. */
export type ReviewKey =
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'choose'; readonly number: number }
  | {
      readonly kind:
        | 'confirm'
        | 'later'
        | 'edit'
        | 'split'
        | 'merge'
        | 'dismiss'
        | 'undo'
        | 'only'
        | 'help'
        | 'leave'
    }

export type KeyPressed = {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly isComposing: boolean
}

/**
 * Where the focus is: in a field somebody types into, on a button or link that has its own Enter, on the norm that is
 * selected, or nowhere in particular.
 */
export type KeyPlace = 'field' | 'control' | 'norm' | 'page'

const letters: Readonly<Record<string, ReviewKey>> = {
  j: { kind: 'step', by: 1 },
  k: { kind: 'step', by: -1 },
  s: { kind: 'later' },
  x: { kind: 'split' },
  m: { kind: 'merge' },
  n: { kind: 'dismiss' },
  f: { kind: 'only' },
}

/** The act of a key, by where the focus is; undefined for every other key, while typing and during kana conversion. */
export function reviewKey(event: KeyPressed, place: KeyPlace): ReviewKey | undefined {
  if (event.isComposing || place === 'field') return undefined
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z') {
    return { kind: 'undo' }
  }
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined
  if (/^[1-9]$/.test(event.key)) return { kind: 'choose', number: Number(event.key) }
  switch (event.key) {
    case 'ArrowDown':
      return { kind: 'step', by: 1 }
    case 'ArrowUp':
      return { kind: 'step', by: -1 }
    case 'Enter':
      return place === 'control' ? undefined : { kind: 'confirm' }
    case 'Escape':
      return { kind: 'leave' }
    case 'F2':
      return { kind: 'edit' }
    case '?':
      return { kind: 'help' }
    default:
      return letters[event.key.toLowerCase()]
  }
}

/** Where the focus is, as far as keys of the review are concerned. */
export function keyPlaceOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'page'
  if (target.closest('input, textarea, select, [role="dialog"], [role="listbox"], [role="tree"]') !== null) {
    return 'field'
  }
  if (target.closest('[data-norm-link][aria-current]') !== null) return 'norm'
  return target.closest('a, button, summary') === null ? 'page' : 'control'
}
