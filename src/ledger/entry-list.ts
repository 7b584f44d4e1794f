import { sql, type SqlBool } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { LedgerEntry } from './contract.ts'
import { commitmentOf, decodeEntry, entryLeaf } from './entry.ts'
import { verifyInclusion } from './merkle.ts'
import { MalformedNote, openNote, parseCheckpoint, parseVerifier } from './note.ts'
import { inclusionPaths, MissingTile, newestHead } from './proof.ts'

/** What narrows a list of entries. Instants are ISO 8601 UTC, `to` exclusive. */
export type EntryFilter = {
  readonly subjectKind?: string | undefined
  readonly subjectId?: string | undefined
  readonly actor?: string | undefined
  readonly operation?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

type Row = {
  entry_id: string
  body: string | null
  salt: Buffer | null
  seq: number | null
  commitment: Buffer | null
  leaf_hash: Buffer | null
}

/** Lists count up to here exactly; a ledger of millions is narrowed, not paged to its end. */
export const MOST_COUNTED = 10_000

/** One page of entries, newest first, each proven (or not) on the spot against the newest signed head. */
export async function listEntries(
  tx: Tx,
  filter: EntryFilter,
  paging: { readonly page: number; readonly size: number },
  publicKey: string | null,
): Promise<{ total: number; more: boolean; entries: LedgerEntry[] }> {
  const conditions = sql.join(conditionsOf(filter), sql` and `)
  const counted = await sql<{ total: number }>`
    select count(*) as total
      from (select 1 from ledger_entry e where ${conditions} limit ${MOST_COUNTED + 1}) e`.execute(tx)
  const total = counted.rows[0]?.total ?? 0
  const { rows } = await sql<Row>`
    select e.entry_id, e.body, e.salt, l.seq, l.commitment, l.leaf_hash
      from (select * from ledger_entry e where ${conditions}
             order by e.at desc nulls last, e.entry_id desc
             limit ${paging.size} offset ${(paging.page - 1) * paging.size}) e
      left join ledger_leaf l on l.tenant_id = e.tenant_id and l.entry_id = e.entry_id
     order by e.at desc nulls last, e.entry_id desc`.execute(tx)
  const states = await statesOf(tx, rows, publicKey)
  return {
    total: Math.min(total, MOST_COUNTED),
    more: total > MOST_COUNTED,
    entries: rows.map((row, at) => present(row, states[at] ?? 'waiting')),
  }
}

function conditionsOf(filter: EntryFilter) {
  const conditions = [sql<SqlBool>`true`]
  if (filter.subjectKind !== undefined) conditions.push(sql`e.subject_kind = ${filter.subjectKind}`)
  if (filter.subjectId !== undefined) conditions.push(sql`e.subject_id = ${filter.subjectId}`)
  if (filter.actor !== undefined) conditions.push(sql`e.actor_id = ${filter.actor}`)
  if (filter.operation !== undefined) conditions.push(sql`e.operation = ${filter.operation}`)
  if (filter.from !== undefined) conditions.push(sql`e.at >= ${filter.from}`)
  if (filter.to !== undefined) conditions.push(sql`e.at < ${filter.to}`)
  return conditions
}

/** The state of each entry: its body against its commitment, its leaf against the signed tree. */
async function statesOf(
  tx: Tx,
  rows: readonly Row[],
  publicKey: string | null,
): Promise<LedgerEntry['state'][]> {
  const head = await newestHead(tx)
  const size = head === null || publicKey === null || !isSigned(head, publicKey) ? 0 : head.size
  const places = rows.flatMap(({ seq }) => (seq !== null && seq < size ? [seq] : []))
  let paths: ReadonlyMap<number, readonly Buffer[]> | null
  try {
    paths = await inclusionPaths(tx, size, places)
  } catch (error) {
    if (!(error instanceof MissingTile)) throw error
    paths = null
  }
  return rows.map(({ entry_id: entryId, body, salt, seq, commitment, leaf_hash: leafHash }) => {
    if (seq === null || commitment === null || leafHash === null) return 'waiting'
    const path = paths?.get(seq)
    const leaf = entryLeaf(entryId, commitment)
    const placed =
      head !== null && path !== undefined && verifyInclusion({ index: seq, size, path }, leaf, head.root)
    if (!placed || !leaf.equals(leafHash)) return 'altered'
    if (body === null || salt === null) return 'erased'
    return commitmentOf(salt, body).equals(commitment) ? 'proven' : 'altered'
  })
}

function isSigned(head: { note: string; size: number; root: Buffer }, publicKey: string): boolean {
  try {
    const verifier = parseVerifier(publicKey)
    const text = openNote(head.note, verifier)
    if (text === null) return false
    const checkpoint = parseCheckpoint(text)
    return (
      checkpoint.origin === verifier.name &&
      checkpoint.size === head.size &&
      checkpoint.root.equals(head.root)
    )
  } catch (error) {
    if (error instanceof MalformedNote) return false
    throw error
  }
}

function present(row: Row, state: LedgerEntry['state']): LedgerEntry {
  const body = row.body === null ? null : decodeEntry(row.body)
  return {
    entryId: row.entry_id,
    number: row.seq === null ? null : row.seq + 1,
    state,
    at: body?.at ?? null,
    actor: body === null ? null : { kind: body.actor.kind, id: body.actor.id, name: null },
    capacity: body?.capacity ?? null,
    operation: body?.operation ?? null,
    act: body?.act ?? null,
    subject:
      body === null ? null : { kind: body.subject.kind, id: body.subject.id, label: body.subject.label },
    editionId: body?.edition ?? null,
    note: body?.note ?? null,
    changes: body?.changes.length ?? 0,
  }
}
