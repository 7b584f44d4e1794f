import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { RegisterDefinition, Values } from './definition.ts'
import { referencesOf } from './slots.ts'

type Pointing = { readonly entryId: string; readonly values: Values }

/** Keeps what lines point to, as their values say now. `fresh` lines had no pointers before. Two statements. */
export async function storePointers(
  tx: Tx,
  tenantId: string,
  definition: RegisterDefinition,
  lines: readonly (Pointing & { readonly fresh: boolean })[],
): Promise<void> {
  if (!definition.columns.some((column) => column.register !== undefined)) return
  const changed = lines.filter((line) => !line.fresh).map((line) => line.entryId)
  if (changed.length > 0) {
    await sql`delete from register_pointer where entry_id = any(${changed}::uuid[])`.execute(tx)
  }
  const rows = lines.flatMap(({ entryId, values }) =>
    referencesOf(definition, values)
      .filter(({ column }) => column.register !== undefined)
      .map(({ column, id }) => ({ entryId, target: id, column: column.key })),
  )
  if (rows.length === 0) return
  await sql`
    insert into register_pointer (tenant_id, target_id, entry_id, column_key, register)
    select ${tenantId}::uuid, target, entry, key, ${definition.key}
      from unnest(${rows.map((row) => row.target)}::uuid[], ${rows.map((row) => row.entryId)}::uuid[],
                  ${rows.map((row) => row.column)}::text[]) as p (target, entry, key)
    on conflict do nothing`.execute(tx)
}
