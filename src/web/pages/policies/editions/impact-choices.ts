import type { policyDecideImpact } from '#policy/contract-editions.ts'
import type { InputOf } from '../../../api/client.ts'

export type Decision = InputOf<typeof policyDecideImpact>['decisions'][number]
/** What an officer has chosen and not yet sent, by item. */
export type Choice = { readonly choice?: Decision['choice'] | undefined; readonly note: string }
export type Choices = ReadonlyMap<string, Choice>

/** The decisions that can be sent: items with a choice. */
export function chosenDecisions(choices: Choices): Decision[] {
  return [...choices].flatMap(([item, { choice, note }]) =>
    choice === undefined ? [] : [{ item, choice, note: note.trim() }],
  )
}
