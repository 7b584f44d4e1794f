import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { Gates, Pass } from './gate.ts'

/** A gate as it was passed, with names and file. */
export type PassRow = {
  readonly passId: string
  readonly gate: string
  readonly round: number
  readonly on: string
  readonly by: string
  readonly byName: string
  readonly capacity: string
  readonly at: string
  readonly note: string | null
  readonly fileId: string | null
  readonly fileName: string | null
  readonly fileSize: number | null
  readonly keepUntil: string | null
  readonly undone: { readonly why: string; readonly byName: string; readonly at: string } | null
}

/** Everything a line passed, in order, with what was taken back. One query. */
export async function passesOf(tx: Tx, entryId: string): Promise<PassRow[]> {
  const { rows } = await sql<
    Omit<PassRow, 'undone'> & { undoneWhy: string | null; undoneBy: string | null; undoneAt: string | null }
  >`
    select g.pass_id as "passId", g.gate, g.round, g.on_date as "on", g.by, p.family || ' ' || p.given as "byName",
           g.capacity, g.at, g.note, g.file_id as "fileId", f.name as "fileName", f.size::int as "fileSize",
           g.keep_until as "keepUntil", u.why as "undoneWhy", q.family || ' ' || q.given as "undoneBy", u.at as "undoneAt"
      from register_gate g
      join person p on p.tenant_id = g.tenant_id and p.id = g.by
      left join stored_file f on f.tenant_id = g.tenant_id and f.file_id = g.file_id
      left join register_gate_undone u on u.tenant_id = g.tenant_id and u.pass_id = g.pass_id
      left join person q on q.tenant_id = u.tenant_id and q.id = u.by
     where g.entry_id = ${entryId}
     order by g.at, g.pass_id`.execute(tx)
  return rows.map(({ undoneWhy, undoneBy, undoneAt, ...row }) => ({
    ...row,
    undone:
      undoneWhy === null || undoneAt === null
        ? null
        : { why: undoneWhy, byName: undoneBy ?? '', at: undoneAt },
  }))
}

/** What stands: passed and not taken back. */
export function standing(rows: readonly PassRow[]): (PassRow & Pass)[] {
  return rows.filter((row) => row.undone === null)
}

/** The newest gate that stands, in the order of the gates. */
export function newest(gates: Gates, rows: readonly PassRow[]): PassRow | undefined {
  const stands = standing(rows)
  return gates.list.flatMap((gate) => stands.filter((row) => row.gate === gate.key)).at(-1)
}
