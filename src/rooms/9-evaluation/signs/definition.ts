import type { CheckParameter } from '#engine/check/definition.ts'
import type { Seen, SignSources, SourceKey, SourceRows } from './rows.ts'

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
}

export type Judged = { readonly row: Seen; readonly sentence: string }

/** A sign whose rows are its own business. */
export type SignDefinition = Pick<
  Sign<SourceKey>,
  'key' | 'name' | 'why' | 'notProof' | 'of' | 'parameters'
> & {
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
export function sign<S extends SourceKey>(definition: Sign<S>): SignDefinition {
  const { key, name, why, notProof, of, parameters } = definition
  const faults = signFaults(definition)
  if (faults.length > 0) throw new TypeError(`sign "${key}" is not well defined: ${faults.join('; ')}`)
  return {
    key,
    name,
    why,
    notProof,
    of,
    parameters,
    judge: (rows, around) => {
      const readable = rows[of].filter((row) => definition.readable?.(row) ?? true)
      return {
        looked: readable.length,
        unread: rows[of].length - readable.length,
        found: readable.flatMap((row) => {
          const sentence = definition.found(row, around)
          return sentence === null ? [] : [{ row, sentence }]
        }),
      }
    },
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
