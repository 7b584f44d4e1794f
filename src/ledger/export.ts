import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import { refuse } from '#ground/errors/refusal.ts'
import { isId } from '#ground/ids/ids.ts'
import { leafData } from './entry.ts'
import { ledgerPaths, originOf, readPublicKey } from './key.ts'
import { readme } from './export-readme.ts'
import { encodeBundle, TILE_WIDTH, tileCount, tilePath } from './tile.ts'
import { streamRows } from './verify-stream.ts'

export type ExportOptions = {
  /** Any pool that may read the ledger. */
  readonly pool: pg.Pool
  readonly tenantId: string
  readonly tenantName: string
  readonly dataFolder: string
  /** A folder that is missing or empty. */
  readonly folder: string
  readonly now: Date
  readonly onProgress?: (done: number, total: number) => Promise<void> | void
}

export type Exported = { readonly size: number; readonly root: string; readonly files: number }

/** Entries per JSONL file: a whole number of bundles. */
const CHUNK = TILE_WIDTH * 40

const VERIFIERS = ['verify.mjs', 'verify.py']

/**
 * Writes a tenant's ledger as a folder that proves itself on a machine without Kijun: entries, C2SP tiles and
 * bundles, signed heads, public key, manifest, verifiers. Refuses 'conflict' when the folder is not empty or there
 * is nothing to export, 'unavailable' when key or head cannot be read.
 */
export async function exportLedger(options: ExportOptions): Promise<Exported> {
  const { pool, tenantId, dataFolder, folder } = options
  if (!isId(tenantId)) throw new TypeError('tenant id is not a uuid')
  await emptyFolder(folder)
  const publicKey = await readPublicKey(dataFolder, tenantId)
  if (publicKey === null)
    refuse('conflict', '書き出す記録がまだありません。操作を1件以上行ってからお試しください。')
  // Copied before the snapshot is taken: what was witnessed must then be in the snapshot.
  await copyWitness(ledgerPaths(dataFolder, tenantId).witness, join(folder, 'witness.jsonl'))
  await write(folder, 'public-key.txt', `${publicKey}\n`)
  const client = await pool.connect()
  let head: { size: number; root: Buffer; note: string }
  try {
    await client.query(
      `begin transaction isolation level repeatable read read only; set local app.tenant_id = '${tenantId}';
       set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local "TimeZone" = 'UTC'`,
    )
    head = await readHead(client, tenantId)
    await write(folder, 'checkpoint', head.note)
    await writeHeads(client, tenantId, folder)
    await writeEntries(client, options, head.size)
    await writeTiles(client, tenantId, folder, head.size)
    await client.query('commit')
  } finally {
    client.release(true)
  }
  await write(folder, 'はじめにお読みください.md', readme({ ...options, size: head.size, publicKey }))
  for (const verifier of VERIFIERS) {
    await copyFile(join(import.meta.dirname, 'verifiers', verifier), join(folder, verifier))
  }
  const files = await writeManifest(options, head)
  return { size: head.size, root: head.root.toString('hex'), files }
}

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) {
    refuse('conflict', `書き出し先 ${folder} は空ではありません。新しいフォルダーを指定してください。`)
  }
}

async function copyWitness(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to)
  } catch (error) {
    // Without a witness file the export says so itself: the verifiers look for it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

async function readHead(
  client: pg.ClientBase,
  tenantId: string,
): Promise<{ size: number; root: Buffer; note: string }> {
  const { rows } = await client.query<{ size: number; root: Buffer; note: string }>(
    'select size, root, note from ledger_checkpoint where tenant_id = $1 order by size desc limit 1',
    [tenantId],
  )
  const [head] = rows
  if (head === undefined) {
    return refuse('conflict', '書き出す記録がまだありません。操作を1件以上行ってからお試しください。')
  }
  return head
}

async function writeHeads(client: pg.ClientBase, tenantId: string, folder: string): Promise<void> {
  const file = await open(join(folder, 'checkpoints.jsonl'), 'w')
  try {
    const rows = streamRows<{ at: string; note: string }>(
      client,
      `select at, note from ledger_checkpoint where tenant_id = '${tenantId}' order by size`,
    )
    for await (const batch of rows) {
      await file.write(batch.map(({ at, note }) => `${JSON.stringify({ at, note })}\n`).join(''))
    }
  } finally {
    await file.close()
  }
}

type ExportRow = {
  seq: number
  entry_id: string
  commitment: Buffer
  body: string | null
  salt: string | null
}

/** Entries as JSONL and, beside them, the leaves as C2SP entry bundles. */
async function writeEntries(client: pg.ClientBase, options: ExportOptions, size: number): Promise<void> {
  const { tenantId, folder } = options
  await mkdir(join(folder, 'entries'), { recursive: true })
  const rows = streamRows<ExportRow>(
    client,
    `select l.seq, l.entry_id, l.commitment, e.body, encode(e.salt, 'hex') as salt
       from ledger_leaf l left join ledger_entry e on e.tenant_id = l.tenant_id and e.entry_id = l.entry_id
      where l.tenant_id = '${tenantId}' and l.seq < ${size} order by l.seq`,
    (row) => 300 + (row.body?.length ?? 0),
  )
  let done = 0
  let bundle: Buffer[] = []
  let chunk = await open(join(folder, chunkName(0)), 'w')
  try {
    for await (const batch of rows) {
      const lines: string[] = []
      for (const { seq, entry_id: entry, commitment, body, salt } of batch) {
        if (done > 0 && done % CHUNK === 0) {
          await chunk.write(lines.splice(0).join(''))
          await chunk.close()
          chunk = await open(join(folder, chunkName(done / CHUNK)), 'w')
        }
        lines.push(`${JSON.stringify({ seq, entry, body, salt })}\n`)
        bundle.push(leafData(entry, commitment))
        done++
        if (bundle.length === TILE_WIDTH) {
          await write(folder, tilePath('entries', done / TILE_WIDTH - 1, TILE_WIDTH), encodeBundle(bundle))
          bundle = []
        }
      }
      await chunk.write(lines.join(''))
      await options.onProgress?.(done, size)
    }
    if (bundle.length > 0) {
      await write(
        folder,
        tilePath('entries', Math.floor(done / TILE_WIDTH), bundle.length),
        encodeBundle(bundle),
      )
    }
  } finally {
    await chunk.close()
  }
}

function chunkName(index: number): string {
  return `entries/${String(index).padStart(9, '0')}.jsonl`
}

async function writeTiles(
  client: pg.ClientBase,
  tenantId: string,
  folder: string,
  size: number,
): Promise<void> {
  let count = 0
  const rows = streamRows<{ level: number; tile_index: number; width: number; data: Buffer }>(
    client,
    `select level, tile_index, width, data from ledger_tile where tenant_id = '${tenantId}' order by level, tile_index`,
    (row) => row.data.length + 100,
  )
  for await (const batch of rows) {
    for (const { level, tile_index: index, width, data } of batch) {
      await write(folder, tilePath(level, index, width), data)
      count++
    }
  }
  if (count !== tileCount(size)) {
    refuse('unavailable', '記録簿の木に欠けた所があり、書き出せません。先に記録簿を照合してください。')
  }
}

async function writeManifest(options: ExportOptions, head: { size: number; root: Buffer }): Promise<number> {
  const { folder, tenantId, tenantName, now } = options
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = names
    .filter((each) => each.isFile())
    .map((each) =>
      join(each.parentPath, each.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted()
  const files: { path: string; bytes: number; sha256: string }[] = []
  for (const path of paths) {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const part of createReadStream(join(folder, path))) {
      if (!(part instanceof Buffer)) throw new TypeError('file stream without bytes')
      hash.update(part)
      bytes += part.length
    }
    files.push({ path, bytes, sha256: hash.digest('hex') })
  }
  const manifest = {
    format: 'kijun-ledger-export',
    v: 1,
    origin: originOf(tenantId),
    tenant: { id: tenantId, name: tenantName },
    size: head.size,
    root: head.root.toString('hex'),
    exportedAt: now.toISOString(),
    files,
  }
  await write(folder, 'manifest.json', `${JSON.stringify(manifest, null, 1)}\n`)
  return files.length + 1
}

async function write(folder: string, path: string, data: string | Buffer): Promise<void> {
  const full = join(folder, path)
  await mkdir(dirname(full), { recursive: true })
  await writeFile(full, data)
}

/** The text of a verifier, for handing out beside a single receipt. */
export function verifierText(name: 'verify.mjs' | 'verify.py'): Promise<string> {
  return readFile(join(import.meta.dirname, 'verifiers', name), 'utf8')
}
