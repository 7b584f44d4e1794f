import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

export type Migration = { readonly id: string; readonly sql: string; readonly checksum: string }

/**
 * Reads the numbered .sql files of each folder. Folders run in the order given (earlier rooms first),
 * files by number. The id is `folder/file` relative to `root`.
 */
export async function readMigrations(root: string, folders: readonly string[]): Promise<Migration[]> {
  const migrations: Migration[] = []
  for (const folder of folders) {
    const files = (await readdir(join(root, folder)))
      .filter((name) => /^\d{4}-.*\.sql$/.test(name))
      .toSorted()
    for (const file of files) {
      const sql = await readFile(join(root, folder, file), 'utf8')
      migrations.push({
        id: `${folder}/${file}`,
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      })
    }
  }
  return migrations
}

export class MigrationChanged extends Error {
  override readonly name = 'MigrationChanged'
}

const LOCK = 7_390_011

/**
 * Brings the schema up to date, each migration in its own transaction, and then puts row-level security and
 * grants on every table by construction. Returns the ids that ran. A migration that has run may not change.
 */
export async function migrate(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [LOCK])
  try {
    await client.query(`
      create table if not exists schema_migration (
        id text primary key, checksum text not null, ran_at timestamptz not null default now())`)
    const done = await client.query<{ id: string; checksum: string }>(
      'select id, checksum from schema_migration',
    )
    const checksums = new Map(done.rows.map((row) => [row.id, row.checksum]))
    const ran: string[] = []
    for (const migration of migrations) {
      const known = checksums.get(migration.id)
      if (known === migration.checksum) continue
      if (known !== undefined) {
        throw new MigrationChanged(
          `適用済みのデータベース変更 ${migration.id} の内容が変わっています。プログラムを元の版に戻してください。`,
        )
      }
      await client.query('begin')
      try {
        await client.query(migration.sql)
        await client.query('insert into schema_migration (id, checksum) values ($1, $2)', [
          migration.id,
          migration.checksum,
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`データベース変更 ${migration.id} を適用できませんでした。`, { cause: error })
      }
      ran.push(migration.id)
    }
    if (ran.length > 0) await guardTables(client)
    return ran
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK])
  }
}

/**
 * (The tenant is read in a subselect, so that it is evaluated once a statement and not once a row.)
 *
 * Tenant isolation by construction: every table with a tenant_id gets forced row-level security and the
 * application's grants. `[append-only]` in the table comment withholds update and delete, `[owner-only]` all.
 * A view may be read only when it reads with the rights of whoever asks: any other would step around the tenant.
 */
async function guardTables(client: pg.ClientBase): Promise<void> {
  await client.query(`
    do $$
    declare t record;
    begin
      for t in
        select c.oid, c.relname, coalesce(obj_description(c.oid, 'pg_class'), '') as note,
               exists (select 1 from pg_attribute a
                        where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as tenanted
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind in ('r', 'p')
      loop
        execute format('revoke all on %I from kijun_app', t.relname);
        if t.note like '%[owner-only]%' or t.relname = 'schema_migration' then continue; end if;
        if t.relname = 'tenant' then
          execute format('grant select, insert, update on %I to kijun_app', t.relname);
          continue;
        end if;
        if not t.tenanted then
          execute format('grant select on %I to kijun_app', t.relname);
          continue;
        end if;
        execute format('alter table %I enable row level security', t.relname);
        execute format('alter table %I force row level security', t.relname);
        execute format('drop policy if exists own_tenant on %I', t.relname);
        execute format($p$create policy own_tenant on %I
          using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
          with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))$p$, t.relname);
        if t.note like '%[append-only]%' then
          execute format('grant select, insert on %I to kijun_app', t.relname);
        else
          execute format('grant select, insert, update, delete on %I to kijun_app', t.relname);
        end if;
      end loop;
      for t in
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = 'public' and c.relkind = 'v' and 'security_invoker=true' = any (c.reloptions)
      loop
        execute format('revoke all on %I from kijun_app', t.relname);
        execute format('grant select on %I to kijun_app', t.relname);
      end loop;
    end $$`)
}
