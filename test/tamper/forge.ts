import type pg from 'pg'
import { commitmentOf, entryLeaf } from '#ledger/entry.ts'
import { GrowingTree, type TileWrite } from '#ledger/growing-tree.ts'
import { checkpointText, type NoteSigner } from '#ledger/note.ts'

/** The tables an attacker with the database can rewrite. */
export const ledgerTables = ['ledger_entry', 'ledger_leaf', 'ledger_tile', 'ledger_checkpoint'] as const
export const roomTables = ['sample_asset', 'sample_event'] as const

/**
 * What the most able attacker does after changing entries: computes every commitment, leaf, tile and root anew and
 * signs all heads again with `signer`. Returns the notes he made, newest last.
 */
export async function rebuild(
  client: pg.ClientBase,
  tenantId: string,
  signer: NoteSigner,
): Promise<string[]> {
  const heads = await client.query<{ size: number; at: string }>(
    'select size, at::text as at from ledger_checkpoint where tenant_id = $1 order by size',
    [tenantId],
  )
  const leaves = await client.query<{
    entry_id: string
    body: string | null
    salt: Buffer | null
    commitment: Buffer
  }>(
    `select l.entry_id, e.body, e.salt, l.commitment from ledger_leaf l
       left join ledger_entry e using (tenant_id, entry_id) where l.tenant_id = $1 order by l.seq`,
    [tenantId],
  )
  const size = leaves.rows.length
  const tree = new GrowingTree()
  const tiles: TileWrite[] = []
  const made: { size: number; root: Buffer; note: string; at: string }[] = []
  const rows = leaves.rows.map(({ entry_id: entryId, body, salt, commitment }) => {
    const commit = body === null || salt === null ? commitment : commitmentOf(salt, body)
    return { entryId, commit, leaf: entryLeaf(entryId, commit) }
  })
  const wanted = new Map(heads.rows.map((head) => [head.size, head.at]))
  const lastAt = heads.rows.at(-1)?.at ?? '2026-04-01 00:00:00+00'
  for (const { leaf } of rows) {
    tree.append(leaf)
    tiles.push(...tree.takeFullTiles())
    const at = wanted.get(tree.size) ?? (tree.size === size ? lastAt : undefined)
    if (at === undefined) continue
    const root = tree.root()
    made.push({
      size: tree.size,
      root,
      at,
      note: signer.sign(checkpointText({ origin: signer.name, size: tree.size, root })),
    })
  }
  tiles.push(...tree.takeTiles())
  await client.query('delete from ledger_leaf where tenant_id = $1', [tenantId])
  await client.query('delete from ledger_tile where tenant_id = $1', [tenantId])
  await client.query('delete from ledger_checkpoint where tenant_id = $1', [tenantId])
  await client.query(
    `insert into ledger_leaf select $1, seq - 1, entry, commit, leaf
       from unnest($2::uuid[], $3::bytea[], $4::bytea[]) with ordinality as t (entry, commit, leaf, seq)`,
    [tenantId, rows.map((row) => row.entryId), rows.map((row) => row.commit), rows.map((row) => row.leaf)],
  )
  await client.query(
    'insert into ledger_tile select $1, * from unnest($2::integer[], $3::bigint[], $4::integer[], $5::bytea[])',
    [
      tenantId,
      tiles.map((t) => t.level),
      tiles.map((t) => t.index),
      tiles.map((t) => t.width),
      tiles.map((t) => t.data),
    ],
  )
  await client.query(
    'insert into ledger_checkpoint select $1, * from unnest($2::bigint[], $3::bytea[], $4::text[], $5::timestamptz[])',
    [
      tenantId,
      made.map((m) => m.size),
      made.map((m) => m.root),
      made.map((m) => m.note),
      made.map((m) => m.at),
    ],
  )
  return made.map((each) => each.note)
}

/** Keeps a copy of every table as it stands, as a backup would. */
export async function keepCopy(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(`create schema ${name}`)
  for (const table of [...ledgerTables, ...roomTables]) {
    await client.query(`create table ${name}.${table} as select * from public.${table}`)
  }
}

/** Puts a kept copy in the place of everything. */
export async function restoreCopy(client: pg.ClientBase, name: string): Promise<void> {
  for (const table of [...ledgerTables, ...roomTables]) {
    const { rows } = await client.query<{ columns: string }>(
      `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [table],
    )
    const columns = rows[0]?.columns ?? ''
    await client.query(`delete from ${table}`)
    await client.query(`insert into ${table} (${columns}) select ${columns} from ${name}.${table}`)
  }
}

/** One text that changes whenever anything in the tables does, but for the bookkeeping column xid. */
export async function fingerprint(client: pg.ClientBase): Promise<string> {
  const parts = [
    'select md5(string_agg(t::text, $$,$$ order by t::text)) from (select entry_id, at, body, salt, actor_kind, actor_id, operation, subject_kind, subject_id from ledger_entry) t',
    ...['ledger_leaf', 'ledger_tile', 'ledger_checkpoint', ...roomTables].map(
      (table) => `select md5(string_agg(t::text, $$,$$ order by t::text)) from ${table} t`,
    ),
  ]
  const { rows } = await client.query<{ print: string }>(
    `select concat_ws('-', ${parts.map((part) => `(${part})`).join(', ')}) as print`,
  )
  return rows[0]?.print ?? ''
}
