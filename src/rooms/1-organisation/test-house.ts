import { settableClock } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { FileStore } from '#ground/files/file-store.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Actor } from '#ground/operation/act.ts'
import { createRunner } from '#ground/operation/runner.ts'
import { recordedTables } from '#authority/recorded.ts'
import { rightsOf } from '#authority/reads.ts'
import { createRecorder } from '#ledger/recorder.ts'
import { createRegistry } from '#ledger/recorded-table.ts'
import { type CleanUp, testDatabase } from '#test/database.ts'
import { organisationOperations } from './service.ts'

/** A house with this room alone: the real runner, recorder and database; files lie in memory. */
export async function testHouse(t: CleanUp, today = '2026-11-24') {
  const { db, tenantId, newTenant, owner } = await testDatabase(t)
  const clock = settableClock(`${today}T03:00:00Z`)
  const registry = createRegistry([recordedTables])
  const stored = new Map<string, { name: string; bytes: Uint8Array }>()
  const files: FileStore = {
    put: () => Promise.reject(new Error('this room stores no files')),
    find: async () => undefined,
    read: async (fileId) => {
      const found = stored.get(fileId)
      if (found === undefined) return refuse('not-found', 'ファイルがありません。')
      return { fileId, type: 'text/csv', size: found.bytes.length, sha256: '', ...found }
    },
  }
  const runner = createRunner(
    {
      database: db,
      clock,
      recorder: (scope) => createRecorder({ ...scope, registry }),
      jobs: () => ({ send: () => Promise.reject(new Error('this room sends no jobs')) }),
      files: () => files,
      recorded: () => undefined,
    },
    organisationOperations,
  )
  /** The actor as the session would make him: rights from his offices on the day. */
  const person =
    (personId: string) =>
    async (tx: Tx, at: string): Promise<Actor> => ({
      kind: 'person',
      personId,
      accountId: newId(),
      rights: await rightsOf(tx, personId, at.slice(0, 10)),
    })
  const operator: Actor = { kind: 'operator', name: '試験' }
  return {
    db,
    tenantId,
    newTenant,
    owner,
    registry,
    upload: (name: string, bytes: Uint8Array): string => {
      const fileId = newId()
      stored.set(fileId, { name, bytes })
      return fileId
    },
    onDay: (day: string) => clock.set(`${day}T03:00:00Z`),
    run: (name: string, input: unknown, tenant = tenantId) =>
      runner.run(name, { tenantId: tenant, actor: operator }, input),
    runAs: (personId: string, name: string, input: unknown, tenant = tenantId) =>
      runner.run(name, { tenantId: tenant, actor: person(personId) }, input),
    count: (table: 'unit' | 'person' | 'appointment' | 'post' | 'body' | 'ledger_entry', tenant = tenantId) =>
      db.readTenant(tenant, async (tx) => {
        const row = await tx
          .selectFrom(table)
          .select((at) => at.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        return row.count
      }),
  }
}
