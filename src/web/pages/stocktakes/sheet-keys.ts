import { outcomes, type Outcome } from '#engine/stocktake/contract.ts'

/** What a key does on a line of a sheet: an answer, a step to another line, or nothing. Pure. */
export type SheetMove =
  | { readonly kind: 'answer'; readonly outcome: Outcome }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'stay' }

/** Keys of a sheet; with Ctrl, Alt or Meta they belong to the browser. */
export function sheetMove(key: string, held: { ctrl: boolean; alt: boolean; meta: boolean }): SheetMove {
  if (held.ctrl || held.alt || held.meta) return { kind: 'stay' }
  const plain = key.normalize('NFKC')
  if (plain === 'ArrowDown') return { kind: 'step', by: 1 }
  if (plain === 'ArrowUp') return { kind: 'step', by: -1 }
  const outcome = /^[1-5]$/.test(plain) ? outcomes[Number(plain) - 1] : undefined
  return outcome === undefined ? { kind: 'stay' } : { kind: 'answer', outcome }
}
