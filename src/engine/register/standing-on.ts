import type { Act } from '#ground/operation/act.ts'
import type { Tx } from '#ground/database/database.ts'
import { sql } from 'kysely'
import type { RegisterDefinition } from './definition.ts'
import './tables.ts'

/** A case about a line, as a line's timeline shows it. */
export type CaseOfLine = {
  readonly applicationId: string
  /** Name of the procedure. */
  readonly procedure: string
  readonly number: string
  readonly title: string
  readonly state: string
  /** When it was filed, ISO instant. */
  readonly at: string
}

/** Cases about lines, which the register engine does not know; `house.ts` plugs in the procedures. */
export type CasesPort = {
  /** Cases about these lines that are still going on; at most `limit`. */
  open(
    tx: Tx,
    entryIds: readonly string[],
    limit: number,
  ): Promise<readonly { readonly entryId: string; readonly number: string; readonly title: string }[]>
  /** Filed cases about a line, newest first: at most `limit` that the actor may read, and how many there are. */
  about(
    act: Act,
    entryId: string,
    limit: number,
  ): Promise<{ readonly shown: readonly CaseOfLine[]; readonly readable: number; readonly total: number }>
}

export const noCases: CasesPort = {
  open: async () => [],
  about: async () => ({ shown: [], readable: 0, total: 0 }),
}

/** What keeps a line from going, named as the sentence names it. */
export type Standing = { readonly entryId: string; readonly what: string }

/**
 * What still stands on lines: lines in force that hold them (not those of record books and columns that only record
 * what happened), and cases that are going on. At most some twenty of each. Two queries.
 */
export async function standingOn(
  tx: Tx,
  definitions: readonly RegisterDefinition[],
  cases: CasesPort,
  entryIds: readonly string[],
): Promise<Standing[]> {
  if (entryIds.length === 0) return []
  const names = new Map(definitions.map((definition) => [definition.key, definition.name]))
  const holding = definitions
    .filter((definition) => definition.written === 'by-people')
    .flatMap((definition) =>
      definition.columns
        .filter((column) => column.register !== undefined && column.record !== true)
        .map((column) => `${definition.key} ${column.key}`),
    )
  const { rows } = await sql<{ target: string; register: string; number: string; label: string }>`
    select p.target_id as target, e.register, e.number, e.label
      from register_pointer p
      join register_entry e on e.tenant_id = p.tenant_id and e.entry_id = p.entry_id and e.state = 'current'
     where p.target_id = any(${[...entryIds]}::uuid[]) and p.entry_id <> p.target_id
       and p.register || ' ' || p.column_key = any(${holding}::text[])
     order by e.register, e.number
     limit ${mostNamed}`.execute(tx)
  const open = await cases.open(tx, entryIds, mostNamed)
  return [
    ...rows.map(({ target, register, number, label }) => ({
      entryId: target,
      what: `${names.get(register) ?? '台帳'}の ${number}${label === number ? '' : ` ${label}`}`,
    })),
    ...open.map(({ entryId, number, title }) => ({ entryId, what: `進行中の申請 ${number} ${title}` })),
  ]
}

const mostNamed = 20

/** The sentence on what stands on a line: the first few by name. */
export function standingWords(standing: readonly Standing[]): string {
  const named = standing.slice(0, 3).map(({ what }) => `「${what}」`)
  return `${named.join('')}${standing.length > named.length ? 'など' : ''}`
}
