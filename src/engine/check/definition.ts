import type { OfficeCode } from '#authority/offices.ts'
import type { CitationSlot, RegisterDefinition, Values } from '#engine/register/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import { definitionFaults } from './definition-faults.ts'
import type { LineSource } from './line-source.ts'

/** One line as a rule sees it. */
export type CheckLine = {
  readonly lineId: string
  readonly unitId: string
  readonly number: string
  /** The name of the line. */
  readonly label: string
  readonly values: Values
  /** Closed lines are not looked at themselves, but others may still point at them. */
  readonly closed: boolean
}

/** What was counted about a line beyond its own values: `installed: 12`. */
export type Facts = Readonly<Record<string, string | number | boolean>>

/** Everything a rule may look at beside the line. */
export type CheckContext = {
  /** The date of the check, in Japan. */
  readonly on: string
  /** The city's values, or the defaults. */
  readonly parameters: Readonly<Record<string, number>>
  /** The lines a column of `refers` points at, in the order written; those that are gone are absent. */
  referred(column: string): readonly CheckLine[]
  readonly facts: Facts
}

/** A number the city may set. */
export type CheckParameter = {
  /** Lower-case letters, digits and `_`. */
  readonly key: string
  readonly label: string
  /** 日, 台 … shown after the figure. */
  readonly counter: string
  readonly default: number
  readonly min: number
  readonly max: number
}

/** A made-up line with what it points at, by which a check shows that it can tell right from wrong. */
export type CheckExample = {
  readonly values: Values
  readonly referred?: Readonly<Record<string, readonly Values[]>>
  readonly facts?: Facts
  /** 2026-11-24 unless told. */
  readonly on?: string
}

/** How much it matters: 重大, 注意. */
export type Severity = 'serious' | 'attention'

export type CheckDefinition = {
  /** Lower-case letters, digits and `-`; unique in the house. */
  readonly key: string
  /** What is looked for, as a name: 「施錠のない場所にある機密性2以上の媒体」. */
  readonly name: string
  /** One sentence: what is compared with what. */
  readonly what: string
  /** The register whose lines are looked at, or another source of lines. */
  readonly of: RegisterDefinition | LineSource
  /** `entry` or `entries` columns whose lines the rule wants to see. */
  readonly refers?: readonly string[]
  /** Such columns whose lines are not read, but counted by `gather`: a change of one has the line judged again. */
  readonly counts?: readonly string[]
  /** More facts about a batch of lines, counted in one query (or a fixed number of them). */
  gather?(tx: Tx, lines: readonly CheckLine[], on: string): Promise<ReadonlyMap<string, Facts>>
  /** What is wrong with the line, as one sentence; null when nothing is. Pure. */
  violation(line: CheckLine, context: CheckContext): string | null
  readonly parameters?: readonly CheckParameter[]
  readonly severity: Severity
  /** The office of the line's own section that has to mend it. */
  readonly owner: OfficeCode
  /** Days from finding it to the day it should be mended; 14 unless told. */
  readonly daysToMend?: number
  readonly slots: readonly CitationSlot[]
  /** The mechanism whose places `slots` are, when the clauses are bound there and not to the check itself. */
  readonly restsOn?: string
  /** Lines that violate and lines that do not. A check whose examples do not behave is refused at load. */
  readonly examples: {
    readonly violating: readonly CheckExample[]
    readonly fine: readonly CheckExample[]
  }
}

export const defaultDaysToMend = 14

/**
 * Declares a check (点検) and lets it prove on its examples that it can fail and can pass.
 * @throws TypeError naming every fault of the definition.
 */
export function check(definition: CheckDefinition): CheckDefinition {
  const faults = definitionFaults(definition)
  if (faults.length > 0) {
    throw new TypeError(`check "${definition.key}" is not well defined: ${faults.join('; ')}`)
  }
  return definition
}

/** The name under which a check's clauses are bound. */
export function mechanismOf(definition: Pick<CheckDefinition, 'key' | 'restsOn'>): string {
  return definition.restsOn ?? `check:${definition.key}`
}

/** The clauses a check rests on, of those bound in the mechanisms; of another mechanism only the places it verifies. */
export function citesOf<C extends { readonly slot: string }>(
  definition: CheckDefinition,
  bound: ReadonlyMap<string, readonly C[]>,
): readonly C[] {
  const cites = bound.get(mechanismOf(definition)) ?? []
  return cites.filter((cite) => definition.slots.some(({ slot }) => slot === cite.slot))
}
