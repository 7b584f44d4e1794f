import type { CheckParameter } from '#engine/check/definition.ts'
import type { Seen, SignSources, SourceKey, SourceRows } from './rows.ts'
import type { SignSlot } from './slots.ts'

export type SignValues = Readonly<Record<string, number>>

type Around = { readonly values: SignValues; /** The date of looking, in Japan. */ readonly today: string }

/** A sign (兆候) an auditor looks for, as data: what it is, why, what it does not prove, and the rule. */
export type Sign<S extends SourceKey> = {
  /** Lower-case letters, digits and `-`; unique. */
  readonly key: string
  readonly name: string
  /** Why an auditor looks at it. */
  readonly why: string
  /** What it does not prove. */
  readonly notProof: string
  readonly of: S
  readonly parameters: readonly CheckParameter[]
  /** Whether the facts the rule needs were kept; a row without them is neither found nor fine. */
  readable?(row: SignSources[S]): boolean
  /** What is to be seen, as one sentence; null when nothing is. Pure. */
  found(row: SignSources[S], around: Around): string | null
  /** Rows it must find, and rows it must not, with the standard values. One that does otherwise is refused at load. */
  readonly examples: { readonly found: readonly SignSources[S][]; readonly fine: readonly SignSources[S][] }
  /** The places of the mechanism whose clauses it helps to audit; that of the audit itself unless told. */
  readonly restsOn?: readonly SignSlot[]
}

/** The same sign, seen in rows of another kind, too. */
export type AlsoIn<S extends SourceKey> = Pick<Sign<S>, 'of' | 'readable' | 'found' | 'examples'>

export type Judged = { readonly row: Seen; readonly sentence: string }

/** A sign whose rows are its own business. */
export type SignDefinition = Pick<
  Sign<SourceKey>,
  'key' | 'name' | 'why' | 'notProof' | 'of' | 'parameters'
> & {
  readonly restsOn: readonly SignSlot[]
  /** Every kind of row it is looked for in. */
  readonly sources: readonly SourceKey[]
  /** Judges the rows of its kind. */
  judge(
    rows: SourceRows,
    around: Around,
  ): { readonly looked: number; readonly unread: number; readonly found: readonly Judged[] }
}

/**
 * Declares a sign and lets it prove on its examples that it finds and that it passes by.
 * @throws TypeError naming every fault.
 */
export function sign<S extends SourceKey, A extends SourceKey = never>(
  definition: Sign<S>,
  also?: AlsoIn<A>,
): SignDefinition {
  const { key, name, why, notProof, of, parameters } = definition
  const faults = [
    ...signFaults(definition),
    ...(also === undefined ? [] : signFaults<A>({ key, name, why, notProof, parameters, ...also })),
  ]
  if (faults.length > 0) throw new TypeError(`sign "${key}" is not well defined: ${faults.join('; ')}`)
  return {
    key,
    name,
    why,
    notProof,
    of,
    parameters,
    restsOn: definition.restsOn ?? ['audit'],
    sources: also === undefined ? [of] : [of, also.of],
    judge: (rows, around) => {
      const first = judgeBy(definition, rows, around)
      if (also === undefined) return first
      const second = judgeBy(also, rows, around)
      return {
        looked: first.looked + second.looked,
        unread: first.unread + second.unread,
        found: [...first.found, ...second.found],
      }
    },
  }
}

function judgeBy<S extends SourceKey>(rule: AlsoIn<S>, rows: SourceRows, around: Around) {
  const all = rows[rule.of]
  const readable = all.filter((row) => rule.readable?.(row) ?? true)
  return {
    looked: readable.length,
    unread: all.length - readable.length,
    found: readable.flatMap((row): Judged[] => {
      const sentence = rule.found(row, around)
      return sentence === null ? [] : [{ row, sentence }]
    }),
  }
}

/** The values where the city has set none. */
export function standardValues({ parameters }: Pick<SignDefinition, 'parameters'>): Record<string, number> {
  return Object.fromEntries(parameters.map((each) => [each.key, each.default]))
}

/** What is wrong with a definition; empty when nothing is. */
export function signFaults<S extends SourceKey>(definition: Sign<S>): string[] {
  const { found, fine } = definition.examples
  const around = { values: standardValues(definition), today: '2026-11-24' }
  const says = (row: SignSources[S]): string | null =>
    (definition.readable?.(row) ?? true) ? definition.found(row, around) : null
  return [
    ...(/^[a-z][a-z0-9-]{0,59}$/.test(definition.key) ? [] : ['the key is lower-case letters and hyphens']),
    ...([definition.name, definition.why, definition.notProof].includes('')
      ? ['name, why and notProof are sentences to read']
      : []),
    ...definition.parameters
      .filter((each) => each.default < each.min || each.default > each.max)
      .map((each) => `"${each.key}" lies outside its bounds`),
    ...(found.length === 0 ? ['no example that is found: it could never find anything'] : []),
    ...(fine.length === 0 ? ['no example that is fine: it could never pass anything by'] : []),
    ...found.flatMap((row, at) => ((says(row) ?? '') === '' ? [`example ${at + 1} is not found`] : [])),
    ...fine.flatMap((row, at) => {
      const sentence = says(row)
      return sentence === null ? [] : [`fine example ${at + 1} is found: ${sentence}`]
    }),
  ]
}
