import type { Problem } from '../../api/problem.ts'
import type { Draft } from './design.ts'

/**
 * The name of the control a problem speaks of. The server counts (`parts.0.fields.2.choices`); the designer names things
 * by what stays with them (`field.f3.choices`), so that a problem stays at its place while things move.
 */
export function placeOf(at: string, draft: Draft): string {
  const path = at.replace(/^declaration\./u, '').split('.')
  const [head = '', first, ...rest] = path
  if (first === undefined) return head
  const part = head === 'parts' ? draft.parts[Number(first)] : undefined
  if (part !== undefined) {
    const field = rest[0] === 'fields' ? part.fields[Number(rest[1])] : undefined
    if (field !== undefined) return fieldPlace(field.key, rest.slice(2))
    return `part.${part.id}.label`
  }
  const rule = head === 'rules' ? draft.rules[Number(first)] : undefined
  if (rule !== undefined) {
    const [what] = rest
    return what === undefined ? `rule.${rule.id}` : `rule.${rule.id}.${what}`
  }
  const step = head === 'route' ? draft.route[Number(first)] : undefined
  if (step !== undefined) return `step.${step.id}`
  return head
}

function fieldPlace(key: string, rest: readonly string[]): string {
  const [what = 'label', index, inside] = rest
  // what is wrong with one choice stands at that choice
  if (what === 'choices' && index !== undefined && inside === 'label') {
    return `field.${key}.choices.${index}`
  }
  return `field.${key}.${what}`
}

/** The problems at the controls of the designer, in the words of `reword` where they have none of their own. */
export function placed(
  problems: readonly Problem[],
  draft: Draft,
  reword: (place: string, message: string) => string = (_, message) => message,
): Problem[] {
  const seen = new Set<string>()
  return problems.flatMap((problem): Problem[] => {
    if (problem.at === undefined) return [problem]
    const at = placeOf(problem.at, draft)
    const message = reword(at, problem.message)
    // a number that is none, and is out of range too, is told once
    if (seen.has(`${at} ${message}`)) return []
    seen.add(`${at} ${message}`)
    return [{ at, message }]
  })
}

/** Whether a place is the named thing or lies in it. */
export const liesWithin = (place: string, thing: string): boolean =>
  place === thing || place.startsWith(`${thing}.`)
