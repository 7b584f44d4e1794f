import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import './tables.ts'
import './review/norm-tables.ts'

/** A clause in force that an officer has confirmed, bound to a place of a mechanism. */
export type BoundNorm = {
  readonly slot: string
  readonly text: string
  readonly editionId: string
  readonly wid: string
}

/** The confirmed norms bound to a mechanism in the editions in force on the date, in the order of the text. One query. */
export async function boundNorms(tx: Tx, mechanism: string, on: string): Promise<readonly BoundNorm[]> {
  const { rows } = await sql<BoundNorm>`
    select distinct b.slot, m.text, b.version_id as "editionId", b.wid, n.place, m.seq
      from binding b
      join policy_version v on v.tenant_id = b.tenant_id and v.version_id = b.version_id
      join provision n on n.tenant_id = b.tenant_id and n.version_id = b.version_id and n.wid = b.wid
      join norm m on m.tenant_id = b.tenant_id and m.version_id = b.version_id and m.wid = b.wid
       and m.seq <= b.sentence and b.sentence <= m.seq_end and m.state in ('confirmed', 'corrected')
       and (b.norm_id is null or b.norm_id = m.norm_id)
     where b.mechanism = ${mechanism} and v.state <> 'draft' and v.effective_from <= ${on}::date
       and (v.effective_to is null or v.effective_to > ${on}::date)
     order by n.place, m.seq`.execute(tx)
  return rows
}

/** A 定める値 the city has set because a confirmed clause in force leaves it open. */
export type ValueInForce = { readonly parameter: string; readonly value: string; readonly wid: string }

/**
 * Of these 定める値, those that hold on the date: a confirmed norm of an edition in force leaves the value open, and the
 * city has set it. Values that no clause asks for any more are left out. One query.
 */
export async function valuesInForce(
  tx: Tx,
  parameters: readonly string[],
  on: string,
): Promise<readonly ValueInForce[]> {
  const { rows } = await sql<ValueInForce>`
    select distinct on (p.parameter) p.parameter, p.value, m.wid
      from parameter_value p
      join norm m on m.tenant_id = p.tenant_id and m.parameters ? p.parameter
       and m.state in ('confirmed', 'corrected')
      join policy_version v on v.tenant_id = m.tenant_id and v.version_id = m.version_id
     where p.parameter = any(${[...parameters]}::text[]) and p.valid_from <= ${on}::date
       and v.state <> 'draft' and v.effective_from <= ${on}::date
       and (v.effective_to is null or v.effective_to > ${on}::date)
     order by p.parameter, p.valid_from desc, p.revision desc`.execute(tx)
  return rows.filter((row) => row.value !== null)
}
