import type pg from 'pg'
import { decodeEntry, entryLeaf, type EntryBody } from './entry.ts'
import type { Findings } from './findings.ts'
import { GrowingTree, type TileWrite } from './growing-tree.ts'
import { tileWidth } from './tile.ts'
import { checkEntry, entryColumns, instant, type EntryRow } from './verify-entry.ts'
import type { HeadChecker } from './verify-heads.ts'
import { streamRows } from './verify-stream.ts'

type LeafRow = EntryRow & { readonly seq: number; readonly commitment: Buffer; readonly leaf_hash: Buffer }

/** What the rows are held against: told of every readable body in the order of the tree. */
export type BodyReader = (body: EntryBody, seq: number) => Promise<void>

/** Walks leaves and entries in order, rebuilds the tree, and checks tiles, heads and erasures against it. */
export async function verifyTree(options: {
  client: pg.ClientBase
  tenantId: string
  findings: Findings
  heads: HeadChecker
  read: BodyReader
  progress: (done: number) => Promise<void> | void
}): Promise<{ size: number; root: Buffer; erased: number }> {
  const { client, tenantId, findings, heads } = options
  const tree = new GrowingTree()
  const missing = new Map<string, number>()
  const stated = new Map<string, number>()
  let expected = 0
  await heads.open()
  const rows = streamRows<LeafRow>(
    client,
    `select l.seq, l.entry_id, l.commitment, l.leaf_hash, ${entryColumns}
       from ledger_leaf l
       left join ledger_entry e on e.tenant_id = l.tenant_id and e.entry_id = l.entry_id
      where l.tenant_id = '${tenantId}' order by l.seq`,
    (row) => 400 + (row.body?.length ?? 0),
  )
  for await (const batch of rows) {
    for (const row of batch) {
      const where = entryName(row.seq)
      if (row.seq !== expected) findings.add('leaf-gap', where, { entryId: row.entry_id })
      expected = row.seq + 1
      const leaf = entryLeaf(row.entry_id, row.commitment)
      if (!leaf.equals(row.leaf_hash)) findings.add('leaf-changed', where, { entryId: row.entry_id })
      tree.append(leaf)
      if (tree.size >= heads.nextSize) await heads.reach(tree.size, tree.root())
      if (!row.found) {
        findings.add('entry-missing', where, { entryId: row.entry_id })
        continue
      }
      if (row.body === null) missing.set(row.entry_id, row.seq)
      const body = checkEntry(row, tenantId, row.commitment, where, findings)
      if (body === null) continue
      for (const id of body.erases) stated.set(id, row.seq)
      await options.read(body, row.seq)
    }
    await checkTiles(client, tenantId, tree.takeFullTiles(), findings)
    await options.progress(tree.size)
  }
  await checkTiles(client, tenantId, tree.takeTiles(), findings)
  await checkExtraTiles(client, tenantId, tree.size, findings)
  await heads.end(tree.size)
  for (const [entryId, seq] of missing) {
    // Only a statement later in the tree counts: it was made when the body was still there.
    if ((stated.get(entryId) ?? -1) <= seq) findings.add('body-erased', entryName(seq), { entryId })
  }
  return { size: tree.size, root: tree.root(), erased: missing.size }
}

/** Entries without a leaf: young ones wait for the sequencer, old ones should not exist. */
export async function verifyPending(options: {
  client: pg.ClientBase
  tenantId: string
  findings: Findings
  /** ISO instants between which an entry without a leaf is nothing unusual. */
  window: { readonly from: string; readonly to: string }
  size: number
  read: BodyReader
}): Promise<number> {
  const { client, tenantId, findings, window } = options
  let pending = 0
  const rows = streamRows<EntryRow>(
    client,
    `select e.entry_id, ${entryColumns} from ledger_entry e
      where e.tenant_id = '${tenantId}' and not exists (
        select 1 from ledger_leaf l where l.tenant_id = e.tenant_id and l.entry_id = e.entry_id)
      order by e.xid, e.entry_id`,
    (row) => 400 + (row.body?.length ?? 0),
  )
  for await (const batch of rows) {
    for (const row of batch) {
      const where = `葉のない記録 ${row.entry_id}`
      const body = checkEntry(row, tenantId, null, where, findings)
      const at = instant(row.at ?? '')
      if (body === null || at < instant(window.from))
        findings.add('entry-without-leaf', where, { entryId: row.entry_id })
      else if (at > instant(window.to)) findings.add('entry-future', where, { entryId: row.entry_id })
      if (body !== null) await options.read(body, options.size + pending)
      pending++
    }
  }
  return pending
}

async function checkTiles(
  client: pg.ClientBase,
  tenantId: string,
  tiles: readonly TileWrite[],
  findings: Findings,
): Promise<void> {
  if (tiles.length === 0) return
  const { rows } = await client.query<{ level: number; tile_index: number; width: number; data: Buffer }>(
    `select t.level, t.tile_index, t.width, t.data from ledger_tile t
       join unnest($2::integer[], $3::bigint[]) as wanted (level, tile_index) using (level, tile_index)
      where t.tenant_id = $1`,
    [tenantId, tiles.map((tile) => tile.level), tiles.map((tile) => tile.index)],
  )
  const stored = new Map(rows.map((row) => [`${row.level}/${row.tile_index}`, row]))
  for (const { level, index, width, data } of tiles) {
    const where = tileName(level, index)
    const found = stored.get(`${level}/${index}`)
    if (found === undefined) findings.add('tile-missing', where)
    else if (found.width !== width || !found.data.equals(data)) findings.add('tile-changed', where)
  }
}

async function checkExtraTiles(
  client: pg.ClientBase,
  tenantId: string,
  size: number,
  findings: Findings,
): Promise<void> {
  const rows = streamRows<{ level: number; tile_index: number }>(
    client,
    `select level, tile_index from ledger_tile where tenant_id = '${tenantId}' order by level, tile_index`,
    () => 60,
  )
  for await (const batch of rows) {
    for (const { level, tile_index: index } of batch) {
      if (tileWidth(level, index, size) === 0) findings.add('tile-extra', tileName(level, index))
    }
  }
}

/** For people, records count from 1; the leaf's index in the tree counts from 0. */
export function entryName(seq: number): string {
  return `記録 ${seq + 1}番`
}

function tileName(level: number, index: number): string {
  return `タイル ${level}段 ${index}番`
}

/** The body of the entry with a leaf at `seq`, for naming what an entry said. */
export async function entryAt(
  client: pg.ClientBase,
  tenantId: string,
  seq: number,
): Promise<{ entryId: string; body: EntryBody | null } | null> {
  const { rows } = await client.query<{ entry_id: string; body: string | null }>(
    `select l.entry_id, e.body from ledger_leaf l
       left join ledger_entry e on e.tenant_id = l.tenant_id and e.entry_id = l.entry_id
      where l.tenant_id = $1 and l.seq = $2`,
    [tenantId, seq],
  )
  const [row] = rows
  if (row === undefined) return null
  return { entryId: row.entry_id, body: row.body === null ? null : decodeEntry(row.body) }
}
