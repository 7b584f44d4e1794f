import { sql } from 'kysely'
import type { CheckLine, Facts } from '#engine/check/definition.ts'
import type { Tx } from '#ground/database/database.ts'

/** How many of the devices each licence names are still there, struck off none; absent: none. One query. */
export async function livingDevices(tx: Tx, licences: readonly CheckLine[]): Promise<Map<string, Facts>> {
  const { rows } = await sql<{ licence: string; devices: number }>`
    select p.entry_id as licence, count(*)::int as devices
      from register_pointer p
      join register_entry d on d.tenant_id = p.tenant_id and d.entry_id = p.target_id
     where p.entry_id = any(${licences.map(({ lineId }) => lineId)}::uuid[])
       and p.register = 'license' and p.column_key = 'devices' and d.state = 'current'
     group by p.entry_id`.execute(tx)
  return new Map(rows.map(({ licence, devices }) => [licence, { devices }]))
}
