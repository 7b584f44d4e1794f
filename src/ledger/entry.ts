import type { Actor, Deed } from '#ground/operation/act.ts'
import { canonical, CANONICAL_VERSION, type Plain } from './canonical.ts'
import { leafHash, sha256 } from './merkle.ts'

/** A row that the act left behind: SHA-256 (hex) of its canonical form, or null when the act removed it. */
export type Change = {
  readonly table: string
  readonly key: Readonly<Record<string, string>>
  readonly after: string | null
}

/** Most changes in one entry; a larger command leaves several entries with the same `command`. */
export const MOST_CHANGES = 1000

/** Everything an entry says. `at` is ISO 8601 UTC. */
export type EntryContent = {
  readonly entryId: string
  readonly tenantId: string
  readonly at: string
  readonly actor: Actor
  readonly operation: string
  readonly deed: Deed
  readonly changes: readonly Change[]
  /** Entries whose bodies this act erases under a retention rule. */
  readonly erases: readonly string[]
  /** Id shared by the entries of one command, and which part of how many this is. */
  readonly command: string
  readonly part: number
  readonly parts: number
}

/** The parts of a body that verification and screens read back. */
export type EntryBody = {
  readonly v: number
  readonly entry: string
  readonly tenant: string
  readonly at: string
  readonly actor: { readonly kind: string; readonly id: string | null }
  readonly capacity: string | null
  readonly operation: string
  readonly act: string
  readonly subject: { readonly kind: string; readonly id: string; readonly label: string | null }
  readonly edition: string | null
  readonly note: string | null
  readonly changes: readonly Change[]
  readonly erases: readonly string[]
}

/** Who acted, as the ledger names them: the person, the operator's name, or the job. */
export function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case 'person':
      return actor.personId
    case 'operator':
      return actor.name
    case 'system':
      return actor.job
    case 'nobody':
      return null
  }
}

/** The canonical text of an entry. */
export function encodeEntry(content: EntryContent): string {
  const { deed, actor } = content
  const body: Record<string, Plain> = {
    v: CANONICAL_VERSION,
    entry: content.entryId,
    tenant: content.tenantId,
    at: content.at,
    actor: {
      kind: actor.kind,
      id: actorId(actor),
      ...(actor.kind === 'person' ? { account: actor.accountId } : {}),
    },
    capacity: deed.capacity ?? null,
    operation: content.operation,
    act: deed.act,
    subject: { kind: deed.subject.kind, id: deed.subject.id, label: deed.subject.label ?? null },
    edition: deed.editionId ?? null,
    note: deed.note ?? null,
    changes: content.changes.map(({ table, key, after }) => ({ table, key, after })),
    erases: content.erases,
    command: content.command,
    part: content.part,
    parts: content.parts,
  }
  return canonical(body)
}

/** Reads a body back. Null when it is not an entry of a version this program knows. */
export function decodeEntry(text: string): EntryBody | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  return isEntryBody(value) ? value : null
}

function isEntryBody(value: unknown): value is EntryBody {
  if (!isRecord(value) || value['v'] !== CANONICAL_VERSION) return false
  const { actor, subject, changes, erases } = value
  const texts = [value['entry'], value['tenant'], value['at'], value['operation'], value['act']]
  return (
    texts.every((text) => typeof text === 'string') &&
    isRecord(actor) &&
    typeof actor['kind'] === 'string' &&
    isRecord(subject) &&
    typeof subject['kind'] === 'string' &&
    typeof subject['id'] === 'string' &&
    Array.isArray(changes) &&
    changes.every(isChange) &&
    Array.isArray(erases) &&
    erases.every((id) => typeof id === 'string')
  )
}

function isChange(value: unknown): boolean {
  if (!isRecord(value) || typeof value['table'] !== 'string' || !isRecord(value['key'])) return false
  return value['after'] === null || typeof value['after'] === 'string'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What the tree commits to instead of the body: SHA-256(salt || body). */
export function commitmentOf(salt: Uint8Array, body: string): Buffer {
  return sha256(Buffer.concat([salt, Buffer.from(body)]))
}

/** The log entry under the tree: version, entry id, commitment. The sequencer's SQL writes the same text. */
export function leafData(entryId: string, commitment: Buffer): Buffer {
  return Buffer.from(canonical({ v: CANONICAL_VERSION, entry: entryId, commit: commitment.toString('hex') }))
}

/** Hash of the leaf of an entry. */
export function entryLeaf(entryId: string, commitment: Buffer): Buffer {
  return leafHash(leafData(entryId, commitment))
}
