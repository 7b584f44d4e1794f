import type { ColumnType } from 'kysely'
import type { Connection } from '#ground/database/database.ts'
import { withClient } from '#ground/database/roles.ts'
import { createRegistry, type Registry } from '#ledger/recorded-table.ts'

/** Two tables as rooms have them, for tests of the ledger alone. */
export type SampleAssetTable = {
  tenant_id: ColumnType<string, string | undefined, string>
  id: string
  name: ColumnType<string, string | undefined, string>
  place: ColumnType<string | null, string | null | undefined, string | null>
  facts: ColumnType<unknown, string | undefined, string>
  seen_at: ColumnType<string | null, string | undefined, string>
  bytes: ColumnType<Buffer | null, Buffer | undefined, Buffer>
  weight: ColumnType<number, number | undefined, number>
  folded: ColumnType<string, never, never>
}

export type SampleEventTable = {
  tenant_id: ColumnType<string, string | undefined, string>
  id: string
  word: string
}

declare module '#ground/database/tables.ts' {
  interface Tables {
    sample_asset: SampleAssetTable
    sample_event: SampleEventTable
  }
}

/** The registry of the sample tables; a fresh one knows no shapes yet. */
export function sampleRegistry(): Registry {
  return createRegistry([[{ table: 'sample_asset', key: ['id'] }], [{ table: 'sample_event', key: ['id'] }]])
}

/** Makes the sample tables in a test database, guarded as migrations guard real ones. */
export async function makeSampleTables(owner: Connection): Promise<void> {
  const policy = (table: string, grants: string): string => `
    alter table ${table} enable row level security; alter table ${table} force row level security;
    create policy own_tenant on ${table} using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
    grant ${grants} on ${table} to kijun_app;`
  await withClient(owner, (client) =>
    client.query(`
      create table sample_asset (
        tenant_id uuid not null, id uuid not null, name text not null, place text, facts jsonb, seen_at timestamptz,
        bytes bytea, weight double precision not null default 1.5,
        folded text generated always as (lower(name)) stored, primary key (tenant_id, id));
      create table sample_event (tenant_id uuid not null, id uuid not null, word text not null, primary key (tenant_id, id));
      ${policy('sample_asset', 'select, insert, update, delete')} ${policy('sample_event', 'select, insert')}`),
  )
}
