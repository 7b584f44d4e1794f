export const answerChoices = ['keep', 'remove', 'unknown'] as const
export type AnswerChoice = (typeof answerChoices)[number]

/** What a key does on a line of a sheet: an answer, a step to another line, or nothing. Pure. */
export type SheetMove =
  | { readonly kind: 'answer'; readonly answer: AnswerChoice }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'stay' }

/** Keys of a sheet; with Ctrl, Alt or Meta they belong to the browser. */
export function sheetMove(key: string, held: { ctrl: boolean; alt: boolean; meta: boolean }): SheetMove {
  if (held.ctrl || held.alt || held.meta) return { kind: 'stay' }
  switch (key.normalize('NFKC')) {
    case '1':
      return { kind: 'answer', answer: 'keep' }
    case '2':
      return { kind: 'answer', answer: 'remove' }
    case '3':
      return { kind: 'answer', answer: 'unknown' }
    case 'ArrowDown':
      return { kind: 'step', by: 1 }
    case 'ArrowUp':
      return { kind: 'step', by: -1 }
    default:
      return { kind: 'stay' }
  }
}
