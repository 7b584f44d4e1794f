import type { Comparison, Difference } from './difference.ts'
import { compareOrders } from './diff-orders.ts'
import { compareWhole } from './diff-whole.ts'
import type { FileKind } from './fields.ts'
import type { Organisation } from './organisation.ts'
import { placeFinder } from './places.ts'
import { type StaffRow } from './staff-row.ts'
import { numberChecker } from './numbers.ts'

export type DiffOptions = {
  readonly kind: FileKind
  /** Whether a whole-staff file names every 兼務 too; left out, it does when it names any. */
  readonly coversSides?: boolean
}

/**
 * How a source differs from the organisation on a day: every difference as a change that would make them alike,
 * whatever is wrong in its row and place, and the counts. Pure; takes what it is given and nothing else.
 * Taking all differences and comparing again finds none.
 */
export function diffStaff(
  rows: readonly StaffRow[],
  organisation: Organisation,
  on: string,
  options: DiffOptions,
): Comparison {
  const places = placeFinder(organisation.units)
  const known = new Map(organisation.people.map((person) => [person.number, person]))
  const check = numberChecker(known)
  const meant = new Set(rows.flatMap((row) => check(row) ?? []))
  const scene = { on, places, known, meant }
  const found =
    options.kind === 'all'
      ? compareWhole(rows, organisation, scene, options.coversSides)
      : compareOrders(rows, scene)
  const used = new Set(found.differences.flatMap((each) => each.needs))
  const differences = [...places.proposals(used), ...found.differences]
  const wrong = rows.filter((row) => row.problems.length > 0)
  const numbers = new Set(rows.flatMap((row) => (row.number === '' ? [] : row.number)))
  const touched = new Set(found.differences.map((each) => each.number))
  const wrongNumbers = new Set(wrong.map((row) => row.number))
  return {
    differences,
    problems: rows.flatMap((row) => row.problems),
    notes: rows.flatMap((row) => row.notes),
    counts: {
      rows: rows.length,
      rightRows: rows.length - wrong.length,
      wrongRows: wrong.length,
      named: numbers.size,
      unchanged: [...numbers].filter((number) => !touched.has(number) && !wrongNumbers.has(number)).length,
      serving: organisation.people.filter((person) => person.serving).length,
      missing: differences.filter((each) => each.mark === 'missing' || each.mark === 'term-over').length,
      leaving: countLeaving(differences),
      contacts: found.contacts,
    },
    emptied: found.emptied,
  }
}

function countLeaving(differences: readonly Difference[]): number {
  return new Set(differences.flatMap((each) => (each.kind === 'retire' ? [each.number] : []))).size
}
