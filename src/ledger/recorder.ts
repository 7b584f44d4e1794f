import { CompiledQuery, sql } from 'kysely'
import type { Insertable, Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import type { Tables } from '#ground/database/tables.ts'
import { newId, randomBytes } from '#ground/ids/ids.ts'
import { collectGarbage } from '#ground/memory/garbage.ts'
import type { Actor, Deed, Recorder } from '#ground/operation/act.ts'
import { Changes } from './changes.ts'
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
  const changes = new Changes()
  const erases = new Set<string>()
  let deed: Deed | null = null
  let finished = false

  const note = (shape: TableShape, { texts }: StoredRow, removed = false): void => {
    changes.note(shape, rowKey(shape, texts), removed ? null : rowHash(shape, texts))
  }
  const open = (): void => {
    if (finished) throw new RecorderFault('the command has already left its entry')
  }

  const store = async <Row>(
    table: string,
    rows: readonly object[],
    columns?: readonly string[],
  ): Promise<Row[]> => {
    open()
    const shape = await registry.shape(tx, table)
    const stored = await storeRows<Row>(tx, shape, tenantId, rows, columns)
    for (const row of stored) note(shape, row)
    return stored.map(({ row }) => row)
  }
  const saveAll = <T extends keyof Tables & string>(
    table: T,
    rows: readonly Insertable<Tables[T]>[],
  ): Promise<Selectable<Tables[T]>[]> => store(table, rows)

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
    saveReading: (table, rows, columns) => store(table, rows, columns),
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
        const present = new Map<string, Buffer>()
        for (const row of await currentRows(tx, shape, tenantId, keys)) {
          present.set(rowName(table, rowKey(shape, row.texts)), rowHash(shape, row.texts))
        }
        for (const key of keys) {
          if (!changes.has(shape, key)) changes.note(shape, key, present.get(rowName(table, key)) ?? null)
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
      return writeEntries({ ...scope, ids, deed, changes, erases: [...erases] })
    },
  }
}

/** Entries in one statement: those of a thousand changes are some 200 kB each. */
const atOnce = 10

async function writeEntries(
  act: RecorderScope & {
    ids: { newId(): string; randomBytes(count: number): Uint8Array }
    deed: Deed
    changes: Changes
    erases: readonly string[]
  },
): Promise<{ entryId: string }> {
  const { tenantId, at, actor, operation, deed, ids } = act
  const parts = Math.max(1, Math.ceil(act.changes.size / MOST_CHANGES))
  const command = ids.newId()
  const rowOf = (index: number, changes: readonly Change[]) => {
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
      changes,
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
  }
  let index = 0
  let rows: ReturnType<typeof rowOf>[] = []
  for (const changes of act.changes.stretches(MOST_CHANGES)) {
    rows.push(rowOf(index, changes))
    index += 1
    if (rows.length < atOnce && index < parts) continue
    const { text, values } = entryInsert(tenantId, rows)
    await act.tx.executeQuery(CompiledQuery.raw(text, values))
    rows = []
    collectGarbage()
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
