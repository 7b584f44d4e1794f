import type { Connection } from '#ground/database/database.ts'
import { withClient } from '#ground/database/roles.ts'

/** Written into the names of one city, so that they can be told from the same names of another. */
export const MARK = '㋑'

/** The sequencer writes these by itself a moment after an act; what the act did is in ledger_entry. */
const byTheSequencer = new Set(['ledger_leaf', 'ledger_checkpoint', 'ledger_tile'])

async function tenantTables(owner: Connection): Promise<string[]> {
  return withClient(owner, async (client) => {
    const { rows } = await client.query<{ table_name: string }>(
      `select c.table_name from information_schema.columns c join information_schema.tables t
              using (table_schema, table_name)
        where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE'
        order by 1`,
    )
    return rows.map((row) => row.table_name)
  })
}

/** Puts the mark into what a city calls its people, units, assets and texts. */
export async function markNames(owner: Connection, tenantId: string): Promise<void> {
  await withClient(owner, async (client) => {
    const columns = [
      'person.family',
      'unit.name',
      'unit.symbol',
      'post.title',
      'policy.title',
      'provision.text',
    ]
    for (const [table, column] of [...columns, 'register_entry.label'].map((each) => each.split('.'))) {
      const { rowCount } = await client.query(
        `update ${table} set ${column} = '${MARK}' || ${column} where tenant_id = $1`,
        [tenantId],
      )
      if (rowCount === 0) throw new Error(`nothing to mark in ${table}`)
    }
    await client.query(
      `update register_entry set values = jsonb_set(values, '{name}', to_jsonb('${MARK}' || (values ->> 'name')))
        where tenant_id = $1`,
      [tenantId],
    )
  })
}

/** Everything one city has in the database, as one hash per table with the number of its rows. */
export async function footprint(owner: Connection, tenantId: string): Promise<Record<string, string>> {
  const tables = (await tenantTables(owner)).filter((table) => !byTheSequencer.has(table))
  return withClient(owner, async (client) => {
    const parts = tables.map(
      (table) =>
        `select '${table}' as name, count(*) || ' ' ||
                coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as content
           from ${table} t where tenant_id = '${tenantId}'`,
    )
    const { rows } = await client.query<{ name: string; content: string }>(parts.join(' union all '))
    return Object.fromEntries(rows.map((row) => [row.name, row.content]))
  })
}

const idPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu

/** Every identifier that occurs in a text. */
export function idsIn(text: string): Set<string> {
  return new Set(text.match(idPattern))
}

/** Every identifier that occurs anywhere in what a city has. */
export async function idsOf(owner: Connection, tenantId: string): Promise<Set<string>> {
  const tables = await tenantTables(owner)
  return withClient(owner, async (client) => {
    const found = new Set<string>([tenantId])
    for (const table of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select t::text as row from ${table} t where tenant_id = $1`,
        [tenantId],
      )
      for (const { row } of rows) for (const id of idsIn(row)) found.add(id)
    }
    return found
  })
}
