import type pg from 'pg'
import { isId } from '#ground/ids/ids.ts'
import { Findings, limits, type Finding } from './findings.ts'
import { MalformedNote, parseVerifier, type NoteVerifier } from './note.ts'
import {
  quoted,
  readShape,
  RecorderFault,
  rowHash,
  rowKey,
  rowName,
  rowTexts,
  textSettings,
  type Ask,
  type RecordedTable,
  type Registry,
} from './recorded-table.ts'
import { RowImages } from './row-images.ts'
import { HeadChecker, type CheckpointRow } from './verify-heads.ts'
import { streamRows } from './verify-stream.ts'
import { entryAt, entryName, verifyPending, verifyTree } from './verify-tree.ts'
import type { WitnessFault, WitnessRecord } from './witness.ts'

export type VerifyOptions = {
  readonly tenantId: string
  readonly registry: Pick<Registry, 'tables'>
  /** The tenant's public key (vkey text) from outside the database; null when it cannot be read. */
  readonly publicKey: string | null
  /** Checkpoints written down outside the database; null: should be there and is not; undefined: not asked for. */
  readonly witness?: AsyncIterable<WitnessRecord | WitnessFault> | null
  /** The present, to tell entries that still wait for the sequencer from those that should have a leaf. */
  readonly now: Date
  /** How long an entry may wait for its leaf, in seconds. */
  readonly pendingSeconds?: number
  readonly onProgress?: (done: number, total: number) => Promise<void> | void
}

export type Verification = {
  /** True when everything was read and nothing was found. */
  readonly ok: boolean
  /** Entries in the tree. */
  readonly size: number
  /** Root of the tree, hexadecimal. */
  readonly root: string
  /** Rows compared with their latest entries. */
  readonly rows: number
  /** Bodies erased under a retention rule, with the statement in the tree. */
  readonly erased: number
  /** Entries that wait for the sequencer. */
  readonly pending: number
  readonly findings: readonly Finding[]
  /** How many were found in all; `findings` holds the first thousand. */
  readonly findingCount: number
  /** What this verification does not show, in plain Japanese. */
  readonly unproven: readonly string[]
}

/** Verifies a tenant's ledger and recorded tables on one snapshot, in a transaction of its own. */
export async function verifyTenant(
  options: VerifyOptions & { readonly pool: pg.Pool },
): Promise<Verification> {
  const client = await options.pool.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const result = await verifyOn(client, options)
    await client.query('commit')
    return result
  } finally {
    // Not returned to the pool: a failed verification leaves its transaction and settings behind.
    client.release(true)
  }
}

/** The same inside the caller's transaction, whose settings it changes. */
export async function verifyOn(client: pg.ClientBase, options: VerifyOptions): Promise<Verification> {
  const { tenantId } = options
  if (!isId(tenantId)) throw new TypeError('tenant id is not a uuid')
  const settings = Object.entries(textSettings).map(([name, value]) => `set local "${name}" = '${value}'`)
  await client.query(
    [
      ...settings,
      `set local app.tenant_id = '${tenantId}'`,
      'set local statement_timeout = 0',
      'set local idle_in_transaction_session_timeout = 0',
    ].join('; '),
  )
  const findings = new Findings()
  const images = new RowImages()
  try {
    return await verifyWith(client, options, findings, images)
  } finally {
    await images.close()
  }
}

async function verifyWith(
  client: pg.ClientBase,
  options: VerifyOptions,
  findings: Findings,
  images: RowImages,
): Promise<Verification> {
  const { tenantId, registry, now } = options
  const total = await countAll(client, options)
  const leaves = total.leaves
  const report = async (done: number): Promise<void> => {
    await options.onProgress?.(done, Math.max(done, leaves + total.rows))
  }
  const verifier = readKey(options.publicKey)
  if (verifier === null && leaves > 0) findings.add('key-missing', '公開鍵')
  if (options.witness === null && leaves > 0) findings.add('witness-missing', '控え')
  const heads = new HeadChecker({
    findings,
    verifier,
    stored: flatten(
      streamRows<CheckpointRow>(
        client,
        `select size, root, note, at::text as at from ledger_checkpoint where tenant_id = '${tenantId}' order by size`,
      ),
    ),
    witness: options.witness?.[Symbol.asyncIterator]() ?? null,
  })
  const read = async (
    body: { changes: readonly { table: string; key: object; after: string | null }[] },
    seq: number,
  ) => {
    for (const { table, key, after } of body.changes) {
      // A table that left the house has no rows to compare; what its entries say still stands in the tree.
      if (!registry.tables.has(table)) continue
      await images.note(rowName(table, Object.fromEntries(Object.entries(key))), after, seq)
    }
  }
  const tree = await verifyTree({ client, tenantId, findings, heads, read, progress: report })
  const wait = (options.pendingSeconds ?? 300) * 1000
  const window = {
    from: new Date(now.getTime() - wait).toISOString(),
    to: new Date(now.getTime() + wait).toISOString(),
  }
  const pending = await verifyPending({ client, tenantId, findings, window, size: tree.size, read })
  let rows = 0
  for (const recorded of registry.tables.values()) {
    rows += await verifyTable(client, tenantId, recorded, images, findings, (done) =>
      report(tree.size + rows + done),
    )
  }
  await nameDifferences(client, tenantId, images, findings)

  const unproven = [...limits]
  if (options.witness === undefined) unproven.unshift('データベースの外の控えとは比べていません。')
  if (pending > 0) unproven.unshift(`${pending}件の記録は、まだ木に組み込まれていません(照合待ち)。`)
  if (tree.erased > 0)
    unproven.unshift(`${tree.erased}件の記録は保存期間により本文を消去済みで、内容は確かめられません。`)
  if (tree.size === 0) unproven.unshift('照合できる記録がまだありません。')
  return {
    ok: findings.count === 0,
    size: tree.size,
    root: tree.root.toString('hex'),
    rows,
    erased: tree.erased,
    pending,
    findings: findings.list,
    findingCount: findings.count,
    unproven,
  }
}

async function countAll(
  client: pg.ClientBase,
  options: VerifyOptions,
): Promise<{ leaves: number; rows: number }> {
  const leaves = await client.query<{ count: number }>(
    'select count(*) as count from ledger_leaf where tenant_id = $1',
    [options.tenantId],
  )
  // Only for the progress bar: the planner's estimate costs nothing.
  const rows = await client.query<{ count: number }>(
    `select coalesce(sum(greatest(reltuples, 0)), 0)::bigint as count from pg_class where oid = any (
       select to_regclass(name) from unnest($1::text[]) as t (name))`,
    [[...options.registry.tables.keys()].map(quoted)],
  )
  return { leaves: leaves.rows[0]?.count ?? 0, rows: rows.rows[0]?.count ?? 0 }
}

async function verifyTable(
  client: pg.ClientBase,
  tenantId: string,
  recorded: RecordedTable,
  images: RowImages,
  findings: Findings,
  progress: (done: number) => Promise<void>,
): Promise<number> {
  const ask: Ask = async <Row extends object>(text: string, values: readonly unknown[]) =>
    (await client.query<Row & pg.QueryResultRow>(text, [...values])).rows
  let shape
  try {
    shape = await readShape(ask, recorded)
  } catch (error) {
    if (!(error instanceof RecorderFault)) throw error
    findings.add('table-unreadable', `表 ${recorded.table}`, { table: recorded.table })
    return 0
  }
  let done = 0
  const rows = streamRows<{ texts: (string | null)[] }>(
    client,
    `select ${rowTexts(shape, 'r')} as texts from ${quoted(recorded.table)} r where r.tenant_id = '${tenantId}'`,
    ({ texts }) => texts.reduce((sum, text) => sum + 40 + (text?.length ?? 0), 100),
  )
  for await (const batch of rows) {
    for (const { texts } of batch) {
      await images.row(rowName(recorded.table, rowKey(shape, texts)), rowHash(shape, texts).toString('hex'))
    }
    done += batch.length
    await progress(done)
  }
  return done
}

async function nameDifferences(
  client: pg.ClientBase,
  tenantId: string,
  images: RowImages,
  findings: Findings,
): Promise<void> {
  for await (const { kind, name, seq } of images.differences()) {
    const split = name.indexOf(' ')
    const [table, key] = [name.slice(0, split), name.slice(split + 1)]
    const entry =
      seq === null || findings.list.length >= Findings.MOST ? null : await entryAt(client, tenantId, seq)
    const detail = seq === null ? undefined : `最後の記録は${entryName(seq)}`
    findings.add(kind, `表 ${table} ${key}`, {
      table,
      key,
      ...(detail === undefined ? {} : { detail }),
      ...(entry === null ? {} : { entryId: entry.entryId }),
    })
  }
}

function readKey(publicKey: string | null): NoteVerifier | null {
  if (publicKey === null) return null
  try {
    return parseVerifier(publicKey)
  } catch (error) {
    if (error instanceof MalformedNote) return null
    throw error
  }
}

async function* flatten<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const batch of batches) yield* batch
}
