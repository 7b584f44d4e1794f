import { sql } from 'kysely'
import { formatDate } from '#ground/clock/wareki.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { JobHandler } from '#ground/jobs/jobs.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { disposeEntryPart } from './contract-keeping.ts'
import { areasWithLog } from './expired.ts'
import { disposalObstacle, expiredBefore, logKeeper, removable, yearsOfLog } from './keeping.ts'
import type { EntryPorts } from './ports.ts'

export const DISPOSE_ENTRY = 'entry.dispose'

/** Lines deleted in one transaction, each noted in the ledger. */
const atOnce = 2_000

/**
 * Decides that the lines of an area whose years are over go, and has it done behind the screen.
 * @throws Refusal 'not-found', 'forbidden' with the reason, 'conflict' where nothing may go or it is being done.
 */
export async function beginDisposal(
  act: Act,
  input: { readonly areaId: string; readonly why: string },
  ports: EntryPorts,
): Promise<{ disposalId: string }> {
  const { years } = await yearsOfLog(act.tx)
  const before = expiredBefore(act.today, years)
  const area = (await areasWithLog(act, ports, before)).find(
    ({ areaId }) => areaId === input.areaId.toLowerCase(),
  )
  if (area === undefined) {
    return refuse('not-found', 'その管理区域は見つからないか、あなたの見られるものではありません。')
  }
  const keeper = await logKeeper(act, ports)
  const because = disposalObstacle(keeper, area.unitId)
  if (because !== undefined) refuse('forbidden', because)
  if (area.running)
    refuse('conflict', 'この管理区域の記録は、いま廃棄しているところです。少し待ってください。')
  if (area.lines === 0) {
    refuse(
      'conflict',
      `保存期限(${years}年)を過ぎた記録がありません。廃棄できるのは、${formatDate(before)}より前の日の記録です。`,
    )
  }
  const disposalId = newId()
  await act.recorder.save('entry_disposal', {
    tenant_id: act.tenantId,
    disposal_id: disposalId,
    area_id: area.areaId,
    before,
    asked_on: act.today,
    asked_at: act.at,
    asked_by: act.actor.kind === 'person' ? act.actor.personId : '',
    why: input.why,
    removed: 0,
    finished_at: null,
  })
  await act.jobs.send(DISPOSE_ENTRY, { disposalId }, { once: disposalId })
  act.recorder.describe({
    act: '入退室の記録の廃棄',
    subject: { kind: 'entry-disposal', id: disposalId, label: area.name },
    ...(keeper.capacity === undefined ? {} : { capacity: keeper.capacity }),
    note: `${formatDate(before)}より前の日の記録。${input.why}`,
  })
  return { disposalId }
}

/** Deletes the next lines of a disposal; every one is noted in the ledger as removed. Safe to run again. */
export async function disposePart(
  act: Act,
  disposalId: string,
): Promise<{ removed: number; finished: boolean }> {
  const disposal = await act.tx
    .selectFrom('entry_disposal')
    .selectAll()
    .where('disposal_id', '=', disposalId)
    .forUpdate()
    .executeTakeFirst()
  if (disposal === undefined) return refuse('not-found', 'その廃棄はありません。')
  const subject = { kind: 'entry-disposal', id: disposalId }
  if (disposal.finished_at !== null) {
    act.recorder.describe({ act: '入退室の記録の廃棄の確認', subject, note: 'もう終わっている' })
    return { removed: 0, finished: true }
  }
  // What a text is searched by goes with the last line that says it. A line written meanwhile would think it there still.
  await sql`lock table entry_line in share row exclusive mode`.execute(act.tx)
  const { rows } = await sql<{ line_id: string }>`
    select l.line_id from entry_line l where ${removable(sql`${disposal.area_id}::uuid`, disposal.before)}
     order by l.day, l.line_id limit ${atOnce}`.execute(act.tx)
  await act.recorder.removeAll('entry_line', rows)
  const finished = rows.length === 0
  await act.recorder.save('entry_disposal', {
    ...disposal,
    removed: disposal.removed + rows.length,
    finished_at: finished ? act.at : null,
  })
  act.recorder.describe({
    act: finished ? '入退室の記録の廃棄の完了' : '入退室の記録の廃棄(途中)',
    subject,
    note: finished ? `全${disposal.removed}件` : `${rows.length}件`,
  })
  return { removed: rows.length, finished }
}

/** Does a disposal to its end, part by part. */
export function disposeEntryJob(runner: () => Runner): JobHandler {
  return async (job) => {
    let removed = 0
    for (;;) {
      const part = disposeEntryPart.output.parse(
        await runner().run(
          disposeEntryPart.name,
          { tenantId: job.tenantId, actor: { kind: 'system', job: 'entry' } },
          { disposalId: job.data['disposalId'] },
        ),
      )
      removed += part.removed
      await job.progress(removed, removed + (part.finished ? 0 : atOnce))
      if (part.finished) return { removed }
    }
  }
}
