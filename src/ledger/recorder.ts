import { CompiledQuery, sql } from 'kysely'
import type { Insertable, Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { Tables } from '#ground/database/tables.ts'
import { newId, randomBytes } from '#ground/ids/ids.ts'
import type { Actor, Deed, Recorder } from '#ground/operation/act.ts'
import { actorId, decodeEntry, encodeEntry, MOST_CHANGES, type Change } from './entry.ts'
import { ERASURE } from './erase.ts'
import { entryInsert } from './entry-insert.ts'
import { RecorderFault, rowHash, rowKey, rowName, type Registry, type TableShape } from './recorded-table.ts'
import { currentRows, deleteRows, storeRows, type StoredRow } from './row-store.ts'
import './tables.ts'

export type RecorderScope = {
  readonly tx: Tx
  readonly registry: Registry
  readonly tenantId: string
  readonly at: string
  readonly actor: Actor
  readonly operation: string
  readonly ids?: { newId(): string; randomBytes(count: number): Uint8Array }
}

/** The recorder of one command, with what only the runner and the retention rule use. */
export type LedgerRecorder = Recorder & {
  /**
   * States that the bodies of these entries are erased. The entry repeats where every row they touched stands
   * now, so that verification needs the erased bodies no more; the bodies themselves go when the statement has
   * its place in the tree (applyErasures).
   */
  erase(entryIds: readonly string[]): Promise<void>
  /** Writes the command's ledger entry. Throws RecorderFault when the command did not say what it did. */
  finish(): Promise<{ entryId: string }>
}

/** Makes the recorder of one command, in the command's own transaction. */
export function createRecorder(scope: RecorderScope): LedgerRecorder {
  const { tx, registry, tenantId, ids = { newId, randomBytes } } = scope
  const changes = new Map<string, Change>()
  const erases = new Set<string>()
  let deed: Deed | null = null
  let finished = false

  const note = (shape: TableShape, { texts }: StoredRow, removed = false): void => {
    const key = rowKey(shape, texts)
    const after = removed ? null : rowHash(shape, texts).toString('hex')
    const name = rowName(shape.table, key)
    // The last state within a command counts, at the place where it came about.
    changes.delete(name)
    changes.set(name, { table: shape.table, key, after })
  }
  const open = (): void => {
    if (finished) throw new RecorderFault('the command has already left its entry')
  }

  const saveAll = async <T extends keyof Tables & string>(
    table: T,
    rows: readonly Insertable<Tables[T]>[],
  ): Promise<Selectable<Tables[T]>[]> => {
    open()
    const shape = await registry.shape(tx, table)
    const stored = await storeRows<Selectable<Tables[T]>>(tx, shape, tenantId, rows)
    for (const row of stored) note(shape, row)
    return stored.map(({ row }) => row)
  }

  const removeAll = async <T extends keyof Tables & string>(
    table: T,
    keys: readonly Record<string, string | number>[],
  ): Promise<void> => {
    open()
    if (keys.length === 0) return
    const shape = await registry.shape(tx, table)
    for (const row of await deleteRows(tx, shape, tenantId, keys)) note(shape, row, true)
  }

  return {
    saveAll,
    removeAll,
    save: async (table, row) => {
      const [stored] = await saveAll(table, [row])
      if (stored === undefined) throw new RecorderFault(`the database returned no row of ${table}`)
      return stored
    },
    remove: (table, key) => removeAll(table, [key]),
    describe: (given) => {
      open()
      deed = given
    },
    erase: async (entryIds) => {
      open()
      const touched = await touchedRows(tx, tenantId, entryIds)
      for (const [table, keys] of touched) {
        const shape = await registry.shape(tx, table)
        const present = new Map<string, string>()
        for (const row of await currentRows(tx, shape, tenantId, keys)) {
          present.set(rowName(table, rowKey(shape, row.texts)), rowHash(shape, row.texts).toString('hex'))
        }
        for (const key of keys) {
          const name = rowName(table, key)
          if (!changes.has(name)) changes.set(name, { table, key, after: present.get(name) ?? null })
        }
      }
      for (const id of entryIds) erases.add(id)
    },
    finish: async () => {
      open()
      if (deed === null) throw new RecorderFault(`command ${scope.operation} did not describe what it did`)
      if (erases.size > 0 && deed.subject.kind !== ERASURE) {
        throw new RecorderFault(`an erasure is described with subject kind ${ERASURE}`)
      }
      finished = true
      return writeEntries({ ...scope, ids, deed, changes: [...changes.values()], erases: [...erases] })
    },
  }
}

async function writeEntries(
  act: RecorderScope & {
    ids: { newId(): string; randomBytes(count: number): Uint8Array }
    deed: Deed
    changes: readonly Change[]
    erases: readonly string[]
  },
): Promise<{ entryId: string }> {
  const { tenantId, at, actor, operation, deed, ids } = act
  const parts = Math.max(1, Math.ceil(act.changes.length / MOST_CHANGES))
  const command = ids.newId()
  const rows = Array.from({ length: parts }, (_, index) => {
    const entryId = index === 0 ? command : ids.newId()
    const body = encodeEntry({
      entryId,
      tenantId,
      at,
      actor,
      operation,
      deed,
      command,
      parts,
      part: index + 1,
      changes: act.changes.slice(index * MOST_CHANGES, (index + 1) * MOST_CHANGES),
      erases: index === 0 ? act.erases : [],
    })
    return {
      entryId,
      at,
      body,
      salt: ids.randomBytes(32),
      actorKind: actor.kind,
      actorId: actorId(actor),
      operation,
      subjectKind: deed.subject.kind,
      subjectId: deed.subject.id,
    }
  })
  // Entries of a thousand changes are some 200 kB each: a hundred to a statement.
  for (let start = 0; start < rows.length; start += 100) {
    const { text, values } = entryInsert(tenantId, rows.slice(start, start + 100))
    await act.tx.executeQuery(CompiledQuery.raw(text, values))
  }
  return { entryId: command }
}

/** The rows that the given entries changed, by table. Throws when an entry is unknown or already erased. */
async function touchedRows(
  tx: Tx,
  tenantId: string,
  entryIds: readonly string[],
): Promise<Map<string, Record<string, string>[]>> {
  const { rows } = await sql<{ body: string | null }>`
    select body from ledger_entry where tenant_id = ${tenantId} and entry_id = any (${entryIds}::uuid[])`.execute(
    tx,
  )
  if (rows.length !== new Set(entryIds).size) throw new RecorderFault('an entry to erase does not exist')
  const touched = new Map<string, Map<string, Record<string, string>>>()
  for (const { body } of rows) {
    const entry = body === null ? null : decodeEntry(body)
    if (entry === null) throw new RecorderFault('an entry to erase has no body any more')
    for (const { table, key } of entry.changes) {
      let keys = touched.get(table)
      if (keys === undefined) touched.set(table, (keys = new Map()))
      keys.set(rowName(table, key), { ...key })
    }
  }
  return new Map([...touched].map(([table, keys]) => [table, [...keys.values()]]))
}
