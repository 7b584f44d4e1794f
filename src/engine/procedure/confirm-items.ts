import type { Problem } from '#ground/errors/refusal.ts'
import type { ProcedureDefinition } from './definition.ts'
import type { ConfirmItem } from './route-definition.ts'

/** What whoever grants in these seats has to confirm, item by item; each once. Pure. */
export function itemsToConfirm(
  { route }: Pick<ProcedureDefinition, 'route'>,
  seats: readonly { readonly key: string }[],
): readonly ConfirmItem[] {
  const keys = new Set(seats.map((seat) => seat.key))
  const items = route.flatMap((step) => (keys.has(step.key) ? (step.confirms ?? []) : []))
  return items.filter((item, at) => items.findIndex((other) => other.key === item.key) === at)
}

/** A problem for each item that was not confirmed, and for each that nobody asked. Pure. */
export function confirmProblems(items: readonly ConfirmItem[], confirmed: readonly string[]): Problem[] {
  const asked = new Set(items.map(({ key }) => key))
  return [
    ...items
      .filter(({ key }) => !confirmed.includes(key))
      .map(({ key, text }) => ({ at: `confirmed.${key}`, message: `確かめて印を付けてください: ${text}` })),
    ...confirmed
      .filter((key) => !asked.has(key))
      .map((key) => ({
        at: `confirmed.${key}`,
        message: '確かめる事項にないものです。画面を開き直してください。',
      })),
  ]
}
