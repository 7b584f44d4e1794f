import type { Problem } from '../api/problem.ts'

/** Problems in the order of the form's fields; those of no field of it last, as they came. */
export function inFieldOrder(problems: readonly Problem[], fields: readonly string[]): Problem[] {
  const rank = (problem: Problem): number => {
    const at = fields.indexOf(problem.at ?? '')
    return at === -1 ? fields.length : at
  }
  return problems.toSorted((one, other) => rank(one) - rank(other))
}

/** One line of the list: the field and what is wrong with it; a message that names its field is not told it twice. */
export function problemWords(problem: Problem, label: string | undefined): string {
  const where = label ?? problem.at
  if (where === undefined || problem.message.startsWith(where)) return problem.message
  return `${where}:${problem.message}`
}
