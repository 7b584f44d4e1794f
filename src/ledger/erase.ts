import type pg from 'pg'
import { isId } from '#ground/ids/ids.ts'

/** Kind of the subject of an entry that states an erasure; by it the statements are found. */
export const ERASURE = 'ledger-erasure'

/**
 * Deletes the bodies and salts that sequenced entries state as erased (see LedgerRecorder.erase). Runs as the
 * owner of the tables, after the sequencer; repeatable. Returns how many bodies went.
 */
export async function applyErasures(pool: pg.Pool, tenantId: string): Promise<number> {
  if (!isId(tenantId)) throw new TypeError('tenant id is not a uuid')
  const client = await pool.connect()
  try {
    await client.query(`begin; set local app.tenant_id = '${tenantId}'`)
    const { rowCount } = await client.query(
      `with stated as (
         select distinct erased.id::uuid as entry_id
           from ledger_entry e
           join ledger_leaf l on l.tenant_id = e.tenant_id and l.entry_id = e.entry_id
          cross join lateral jsonb_array_elements_text(e.body::jsonb -> 'erases') as erased (id)
          where e.tenant_id = $1 and e.subject_kind = $2)
       update ledger_entry e
          set at = null, body = null, salt = null, actor_kind = null, actor_id = null, operation = null,
              subject_kind = null, subject_id = null
         from stated, ledger_leaf l
        where e.tenant_id = $1 and e.entry_id = stated.entry_id and e.body is not null
          and l.tenant_id = e.tenant_id and l.entry_id = e.entry_id`,
      [tenantId, ERASURE],
    )
    await client.query('commit')
    return rowCount ?? 0
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
