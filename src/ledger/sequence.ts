import type pg from 'pg'
import type { Clock } from '#ground/clock/clock.ts'
import { GrowingTree } from './growing-tree.ts'
import { ledgerPaths, openSigningKey, originOf } from './key.ts'
import { checkpointText, type NoteSigner } from './note.ts'
import { appendWitness, lastWitness } from './witness.ts'

/** Entries sequenced in one transaction: large enough that the fsync hardly counts, small enough to hold. */
const BATCH = 20_000

/** The tree in the database contradicts itself; sequencing of this tenant stops until somebody has looked. */
export class BrokenLedger extends Error {
  override readonly name = 'BrokenLedger'
}

/** What the sequencer remembers of a tenant between batches. */
export type TenantLog = {
  readonly tenantId: string
  readonly signer: NoteSigner
  readonly tree: GrowingTree
  /** Every transaction older than this had ended at the last look, and its entries have leaves. Null: look at all. */
  watermark: string | null
}

/** Takes up a tenant's log where the database has it. Creates the key only for a ledger without checkpoints. */
export async function openLog(
  client: pg.ClientBase,
  scope: { tenantId: string; dataFolder: string; clock: Clock },
): Promise<TenantLog> {
  const { tenantId, dataFolder } = scope
  const head = await inTenant(client, tenantId, async () => {
    const checkpoint = await client.query<{ size: number; root: Buffer; note: string; at: string }>(
      'select size, root, note, at from ledger_checkpoint where tenant_id = $1 order by size desc limit 1',
      [tenantId],
    )
    const leaves = await client.query<{ size: number }>(
      'select coalesce(max(seq) + 1, 0)::bigint as size from ledger_leaf where tenant_id = $1',
      [tenantId],
    )
    const newest = checkpoint.rows[0] ?? null
    const size = newest?.size ?? 0
    if (leaves.rows[0]?.size !== size) {
      throw new BrokenLedger(
        `記録簿の葉は${leaves.rows[0]?.size}件、署名済みの先頭は${size}件で一致しません。記録簿を照合してください。`,
      )
    }
    const tree = await GrowingTree.resume(size, async ({ level, index, width }) => {
      const found = await client.query<{ data: Buffer }>(
        'select data from ledger_tile where tenant_id = $1 and level = $2 and tile_index = $3 and width = $4',
        [tenantId, level, index, width],
      )
      const data = found.rows[0]?.data
      if (data === undefined)
        throw new BrokenLedger('記録簿の木の一部がありません。記録簿を照合してください。')
      return data
    })
    if (newest !== null && !tree.root().equals(newest.root)) {
      throw new BrokenLedger('記録簿の木が署名済みの先頭と一致しません。記録簿を照合してください。')
    }
    return { newest, tree }
  })
  const signer = await openSigningKey(dataFolder, tenantId, { mayCreate: head.newest === null })
  if (head.newest !== null) {
    // A crash between commit and witness leaves the newest checkpoint unwitnessed; it is written down now.
    const path = ledgerPaths(dataFolder, tenantId).witness
    const last = await lastWitness(path)
    if (last?.note !== head.newest.note)
      await appendWitness(path, { at: head.newest.at, note: head.newest.note })
  }
  return { tenantId, signer, tree: head.tree, watermark: null }
}

/**
 * Sequences one batch: gives the committed entries without a leaf their places in (xid, entry_id) order, extends
 * the tree and signs it, in one transaction. Only transactions older than every running one are looked at, so a
 * late commit is never skipped. Returns the number of entries sequenced and whether more are waiting.
 */
export async function sequenceBatch(
  client: pg.ClientBase,
  log: TenantLog,
  scope: { dataFolder: string; clock: Clock },
): Promise<{ sequenced: number; more: boolean }> {
  const { tenantId, tree, signer } = log
  const oldest = await client.query<{ xmin: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
  )
  const xmin = oldest.rows[0]?.xmin ?? null
  const at = scope.clock.now().toISOString()
  const note = await inTenant(client, tenantId, async () => {
    const leaves = await client.query<{ seq: number; leaf_hash: Buffer; entry_id: string }>(SEQUENCE, [
      tenantId,
      tree.size,
      log.watermark,
      BATCH,
    ])
    if (leaves.rows.length === 0) return null
    const rows = leaves.rows.toSorted((left, right) => left.seq - right.seq)
    for (const row of rows) tree.append(row.leaf_hash)
    const root = tree.root()
    const signed = signer.sign(checkpointText({ origin: originOf(tenantId), size: tree.size, root }))
    const tiles = tree.takeTiles()
    await client.query(WRITE_TILES, [
      tenantId,
      tiles.map((tile) => tile.level),
      tiles.map((tile) => tile.index),
      tiles.map((tile) => tile.width),
      tiles.map((tile) => tile.data),
    ])
    await client.query(
      'insert into ledger_checkpoint (tenant_id, size, root, note, at) values ($1, $2, $3, $4, $5)',
      [tenantId, tree.size, root, signed, at],
    )
    return { signed, sequenced: rows.length, last: rows.at(-1)?.entry_id }
  })
  if (note !== null) {
    await appendWitness(ledgerPaths(scope.dataFolder, tenantId).witness, { at, note: note.signed })
  }
  const sequenced = note?.sequenced ?? 0
  const more = sequenced === BATCH
  log.watermark = more ? await lowerXid(client, tenantId, note?.last, xmin) : xmin
  return { sequenced, more }
}

// An xid at or beyond the snapshot's end belongs to no transaction of this server: the entry came with a restored
// copy of another one, and is committed because it is visible. The leaf text must equal leafData() in entry.ts.
const SEQUENCE = `
  with pending as (
    select e.entry_id, e.xid, sha256(e.salt || convert_to(e.body, 'UTF8')) as commitment
      from ledger_entry e
     where e.tenant_id = $1 and e.body is not null
       and (e.xid < pg_snapshot_xmin(pg_current_snapshot()) or e.xid >= pg_snapshot_xmax(pg_current_snapshot()))
       and ($3::text is null or e.xid >= $3::text::xid8)
       and not exists (select 1 from ledger_leaf l where l.tenant_id = e.tenant_id and l.entry_id = e.entry_id)
     order by e.xid, e.entry_id limit $4)
  insert into ledger_leaf (tenant_id, seq, entry_id, commitment, leaf_hash)
  select $1, $2::bigint - 1 + row_number() over (order by xid, entry_id), entry_id, commitment,
         sha256('\\x00'::bytea || convert_to(
           '{"commit":"' || encode(commitment, 'hex') || '","entry":"' || entry_id || '","v":1}', 'UTF8'))
    from pending
  returning seq, leaf_hash, entry_id`

const WRITE_TILES = `
  insert into ledger_tile (tenant_id, level, tile_index, width, data)
  select $1, * from unnest($2::integer[], $3::bigint[], $4::integer[], $5::bytea[])
  on conflict (tenant_id, level, tile_index) do update set width = excluded.width, data = excluded.data`

/**
 * Where to look on after a full batch: everything below the last entry taken has been taken, unless that entry
 * came from another server, whose numbers say nothing here; then the snapshot's own bound holds.
 */
async function lowerXid(
  client: pg.ClientBase,
  tenantId: string,
  entryId: string | undefined,
  xmin: string | null,
): Promise<string | null> {
  if (entryId === undefined || xmin === null) return null
  return inTenant(client, tenantId, async () => {
    const { rows } = await client.query<{ bound: string }>(
      'select least(xid, $3::text::xid8)::text as bound from ledger_entry where tenant_id = $1 and entry_id = $2',
      [tenantId, entryId, xmin],
    )
    return rows[0]?.bound ?? null
  })
}

/** One transaction of one tenant on the given connection: the owner too is bound by row-level security if not superuser. */
async function inTenant<T>(client: pg.ClientBase, tenantId: string, work: () => Promise<T>): Promise<T> {
  await client.query(`begin; set local app.tenant_id = '${tenantId}'`)
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
