import { sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import type { Clock } from '#ground/clock/clock.ts'
import type { Database, Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { JobHandler } from '#ground/jobs/jobs.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { entries, ofSubject, receipt, status, verification, verify, type LedgerEntry } from './contract.ts'
import { listEntries } from './entry-list.ts'
import { limits } from './findings.ts'
import { ledgerPaths, readPublicKey } from './key.ts'
import { newestHead } from './proof.ts'
import { makeReceipt } from './receipt.ts'
import type { Registry } from './recorded-table.ts'
import './tables.ts'
import { verifyTenant, type Verification } from './verify.ts'
import { readWitness } from './witness.ts'

export type LedgerPorts = {
  readonly dataFolder: string
  /** May the caller see this case, entry or other subject? Decided by the room that owns it. */
  maySeeSubject(act: Act, subject: { kind: string; id: string }): Promise<boolean>
  /** Names of persons as of a date, for showing who acted. Ids that are no persons are left out. */
  nameActors(tx: Tx, personIds: readonly string[], on: string): Promise<ReadonlyMap<string, string>>
}

/** The operations of the ledger. */
export function ledgerOperations(ports: LedgerPorts): Implementation[] {
  const publicKeyOf = (act: Act): Promise<string | null> => readPublicKey(ports.dataFolder, act.tenantId)
  const named = async (act: Act, page: { total: number; more: boolean; entries: LedgerEntry[] }) => {
    const ids = page.entries.flatMap(({ actor }) =>
      actor?.kind === 'person' && actor.id !== null ? [actor.id] : [],
    )
    const names =
      ids.length === 0
        ? new Map<string, string>()
        : await ports.nameActors(act.tx, [...new Set(ids)], act.today)
    return {
      ...page,
      entries: page.entries.map((entry) =>
        entry.actor === null
          ? entry
          : { ...entry, actor: { ...entry.actor, name: names.get(entry.actor.id ?? '') ?? null } },
      ),
    }
  }

  return [
    implement(status, async (act) => {
      const head = await newestHead(act.tx)
      const last = await lastVerification(act.tx)
      return {
        size: head?.size ?? 0,
        waiting: await countWaiting(act.tx),
        root: head?.root.toString('hex') ?? null,
        checkpointAt: head?.at ?? null,
        checkpoint: head?.note ?? null,
        publicKey: await publicKeyOf(act),
        lastVerification: last,
        limits: [...limits],
      }
    }),
    implement(verification, async (act) => ({ verification: await lastVerification(act.tx) })),
    implement(entries, async (act, input) => {
      const filter = { ...input, from: dayStart(input.from, 0), to: dayStart(input.to, 1) }
      return named(act, await listEntries(act.tx, filter, input, await publicKeyOf(act)))
    }),
    implement(ofSubject, async (act, input) => {
      await assertMaySee(ports, act, { kind: input.kind, id: input.id })
      const filter = { subjectKind: input.kind, subjectId: input.id }
      return named(act, await listEntries(act.tx, filter, input, await publicKeyOf(act)))
    }),
    implement(receipt, async (act, { entryId }) => {
      const entry = await act.tx
        .selectFrom('ledger_entry')
        .select(['subject_kind', 'subject_id'])
        .where('entry_id', '=', entryId)
        .executeTakeFirst()
      if (entry === undefined) return refuse('not-found', 'その記録は見つかりません。')
      await assertMaySee(ports, act, { kind: entry.subject_kind ?? '', id: entry.subject_id ?? '' })
      const publicKey = await publicKeyOf(act)
      if (publicKey === null) {
        return refuse('unavailable', '記録簿の公開鍵を読み取れません。システムの管理者に連絡してください。')
      }
      const made = await makeReceipt(act.tx, entryId, publicKey)
      if (made === 'unknown') return refuse('not-found', 'その記録は見つかりません。')
      if (made === 'erased')
        return refuse('conflict', 'この記録の本文は保存期間により消去済みのため、受領証を作れません。')
      if (made === 'waiting') {
        return refuse('conflict', 'この記録はまだ照合待ちです。数秒待ってから、もう一度お試しください。')
      }
      return {
        fileName: `受領証-${made.seq + 1}番.json`,
        contentType: 'application/json; charset=utf-8',
        body: Buffer.from(`${JSON.stringify(made, null, 2)}\n`),
      }
    }),
    implement(verify, async (act) => {
      const jobId = await act.jobs.send('ledger.verify', {})
      act.recorder.describe({ act: '記録簿の照合', subject: { kind: 'ledger', id: act.tenantId } })
      return { jobId }
    }),
  ]
}

async function assertMaySee(
  ports: LedgerPorts,
  act: Act,
  subject: { kind: string; id: string },
): Promise<void> {
  const reader = act.actor.kind !== 'person' || act.actor.rights.has('ledger.read')
  if (reader || (await ports.maySeeSubject(act, subject))) return
  refuse('not-found', 'その記録は見つかりません。')
}

/** Midnight in Asia/Tokyo of a date, some days later, as an instant. */
function dayStart(date: string | undefined, plusDays: number): string | undefined {
  if (date === undefined) return undefined
  const midnight = new Date(`${date}T00:00:00+09:00`)
  midnight.setUTCDate(midnight.getUTCDate() + plusDays)
  return midnight.toISOString()
}

/** Entries not under the tree yet; looks only at those committed since the last sequenced one. */
async function countWaiting(tx: Tx): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from ledger_entry e
     where e.xid >= coalesce((select last.xid from ledger_leaf l
                                join ledger_entry last using (tenant_id, entry_id)
                               order by l.seq desc limit 1), '0'::xid8)
       and not exists (select 1 from ledger_leaf l where l.tenant_id = e.tenant_id and l.entry_id = e.entry_id)
  `.execute(tx)
  return rows[0]?.waiting ?? 0
}

const texts = z.array(z.string())
const storedFindings = z.array(
  z.object({
    kind: z.string(),
    where: z.string(),
    message: z.string(),
    entryId: z.string().optional(),
    table: z.string().optional(),
    key: z.string().optional(),
  }),
)

async function lastVerification(tx: Tx) {
  const last = await tx
    .selectFrom('ledger_verification')
    .selectAll()
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last === undefined) return null
  return {
    startedAt: last.started_at,
    finishedAt: last.finished_at,
    ok: last.ok,
    size: last.size,
    root: last.root,
    findingCount: last.finding_count,
    findings: storedFindings.parse(last.findings),
    unproven: texts.parse(last.unproven),
  }
}

export type VerifyJobPorts = {
  readonly database: Database
  /** Any pool that may read the ledger; the application's does. */
  readonly pool: pg.Pool
  readonly registry: Pick<Registry, 'tables'>
  readonly dataFolder: string
  readonly clock: Clock
  /** Waits for the sequencer, so that nothing of before the job is still pending. */
  settled(): Promise<void>
}

const PROGRESS_MS = 500

/** The handler of the job `ledger.verify`: verifies, keeps the result, and returns its summary. */
export function verifyJob(ports: VerifyJobPorts): JobHandler {
  return async (job) => {
    const started = ports.clock.now()
    // A broken ledger keeps the sequencer from settling; the verification is what says why.
    await ports.settled().catch(() => undefined)
    let told = Number.NEGATIVE_INFINITY
    const result = await verifyTenant({
      pool: ports.pool,
      tenantId: job.tenantId,
      registry: ports.registry,
      publicKey: await readPublicKey(ports.dataFolder, job.tenantId),
      witness: await readWitness(ledgerPaths(ports.dataFolder, job.tenantId).witness),
      now: ports.clock.now(),
      onProgress: async (done, total) => {
        if (done < total && performance.now() - told < PROGRESS_MS) return
        told = performance.now()
        await job.progress(done, total)
      },
    })
    await storeVerification(ports.database, job.tenantId, result, started, ports.clock.now())
    return { ok: result.ok, size: result.size, rows: result.rows, findingCount: result.findingCount }
  }
}

async function storeVerification(
  database: Database,
  tenantId: string,
  result: Verification,
  started: Date,
  finished: Date,
): Promise<void> {
  await database.inTenant(tenantId, (tx) =>
    tx
      .insertInto('ledger_verification')
      .values({
        tenant_id: tenantId,
        verification_id: newId(),
        started_at: started.toISOString(),
        finished_at: finished.toISOString(),
        ok: result.ok,
        size: result.size,
        root: result.root,
        finding_count: result.findingCount,
        findings: JSON.stringify(result.findings.slice(0, 200)),
        unproven: JSON.stringify(result.unproven),
      })
      .execute(),
  )
}
