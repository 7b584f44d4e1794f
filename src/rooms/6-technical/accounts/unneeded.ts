import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { Loaded } from './load.ts'
import type { Difference } from './reconcile.ts'

/**
 * IDs that a signed sheet of a stock-take called not needed and that live on in the register. They are looked at by
 * whoever answers for the system: there they are removed. One query.
 */
export async function unneededStill(tx: Tx, loaded: Loaded): Promise<Difference[]> {
  const { rows } = await sql<{ entryId: string; answer: string }>`
    select distinct on (l.entry_id) l.entry_id as "entryId", a.answer
      from id_review_answer a
      join id_review_line l
        on l.tenant_id = a.tenant_id and l.review_id = a.review_id and l.line_id = a.line_id
      join id_review_sheet s
        on s.tenant_id = l.tenant_id and s.review_id = l.review_id and s.unit_id = l.unit_id
     where s.signed_at is not null
     order by l.entry_id, s.signed_at desc`.execute(tx)
  const marked = new Set(rows.filter((row) => row.answer === 'remove').map((row) => row.entryId))
  const owners = new Map(loaded.compared.map((system) => [system.systemId, system.unitId]))
  return loaded.accounts
    .filter((account) => account.state === 'live' && marked.has(account.entryId))
    .map((account) => ({
      kind: 'marked-unneeded' as const,
      systemId: account.systemId,
      entryId: account.entryId,
      login: account.login,
      unitId: owners.get(account.systemId) ?? account.unitId,
      personId: account.holder,
      since: null,
    }))
}
