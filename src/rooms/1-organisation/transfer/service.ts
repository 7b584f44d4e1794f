import { sql } from 'kysely'
import type { z } from 'zod'
import { addMonths, formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { type Act, type Actor, personOf } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { writeExcel } from '#ground/paper/excel.ts'
import { addChanges, createPlan, lockDraft, lockPlan } from './add-changes.ts'
import { confirmJobName, lastRehearsal, requireConfirmable, requireNumber } from './confirm.ts'
import * as contract from './contract.ts'
import {
  readChanges,
  readEffects,
  readFindings,
  readTransfer,
  readTransfers,
  selectFindings,
} from './reads.ts'
import { rehearsalJobName } from './rehearse.ts'
import { tabWords } from './tab-words.ts'
import { undoPlan } from './undo.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>

/** How far ahead a day may lie. */
const LATEST_MONTHS = 24

async function saveTransfer(act: Act, input: In<typeof contract.saveTransfer>): Promise<{ planId: string }> {
  const { effectiveOn, title } = input
  if (effectiveOn <= act.today) {
    const message = '発令日は明日以後の日にしてください。過ぎた日や今日にさかのぼる案は作れません。'
    refuse('invalid', message, { problems: [{ at: 'effectiveOn', message }] })
  }
  if (effectiveOn > addMonths(act.today, LATEST_MONTHS)) {
    const message = '発令日は2年先までにしてください。日付を確かめてください。'
    refuse('invalid', message, { problems: [{ at: 'effectiveOn', message }] })
  }
  if (input.planId === undefined) {
    const plan = await createPlan(act, { title, effectiveOn, source: '画面での入力' })
    act.recorder.describe({
      act: '異動の案の作成',
      subject: { kind: 'transfer', id: plan.id, label: title },
      note: `${formatDate(effectiveOn)}発令`,
    })
    return { planId: plan.id }
  }
  const plan = await lockDraft(act, input.planId)
  const moved = plan.effective_on !== effectiveOn
  await act.recorder.save('transfer_plan', {
    ...plan,
    title,
    effective_on: effectiveOn,
    revision: plan.revision + (moved ? 1 : 0),
  })
  act.recorder.describe({
    act: '異動の案の変更',
    subject: { kind: 'transfer', id: plan.id, label: title },
    note: `${formatDate(effectiveOn)}発令`,
  })
  return { planId: plan.id }
}

async function addGiven(act: Act, input: In<typeof contract.addTransferChanges>): Promise<{ added: number }> {
  const plan = await lockDraft(act, input.planId)
  const { added } = await addChanges(
    act,
    plan.id,
    input.changes.map((change) => ({ line: null, change })),
  )
  act.recorder.describe({
    act: '異動の追加',
    subject: { kind: 'transfer', id: plan.id, label: plan.title },
    note: `${added}件`,
  })
  return { added }
}

async function take(
  act: Act,
  input: In<typeof contract.takeTransferChanges>,
): Promise<{ changed: number; taken: number }> {
  const plan = await lockDraft(act, input.planId)
  const { which, taken } = input
  const rows = await act.tx
    .selectFrom('transfer_change')
    .selectAll()
    .where('plan_id', '=', plan.id)
    .where('taken', '=', !taken)
    .$if('ids' in which, (select) => select.where('id', 'in', 'ids' in which ? which.ids : []))
    .$if('kind' in which, (select) => select.where('kind', '=', 'kind' in which ? which.kind : 'move'))
    .$if('all' in which && which.all === 'problems', (select) => select.where('problem', 'is not', null))
    .execute()
  if (rows.length > 0) {
    await act.recorder.saveAll(
      'transfer_change',
      rows.map((row) => ({ ...row, taken })),
    )
    await act.recorder.save('transfer_plan', { ...plan, revision: plan.revision + 1 })
  }
  act.recorder.describe({
    act: taken ? '異動を発令に含める' : '異動を発令から外す',
    subject: { kind: 'transfer', id: plan.id, label: plan.title },
    note: `${rows.length}件`,
  })
  const left = await act.tx
    .selectFrom('transfer_change')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('plan_id', '=', plan.id)
    .where('taken', '=', true)
    .executeTakeFirstOrThrow()
  return { changed: rows.length, taken: left.count }
}

/** A draft that nobody wants goes, with its lines; the ledger keeps that it was there. */
async function discard(act: Act, input: In<typeof contract.discardTransfer>): Promise<Record<never, never>> {
  const plan = await lockDraft(act, input.planId)
  const former = await act.tx
    .selectFrom('transfer_rehearsal')
    .select('id')
    .where('plan_id', '=', plan.id)
    .execute()
  for (const { id } of former) {
    await act.tx.deleteFrom('transfer_finding').where('rehearsal_id', '=', id).execute()
    await act.tx.deleteFrom('transfer_rehearsal').where('id', '=', id).execute()
  }
  const rows = await act.tx
    .selectFrom('transfer_change')
    .select('id')
    .where('plan_id', '=', plan.id)
    .execute()
  await act.recorder.removeAll('transfer_change', rows)
  await act.recorder.remove('transfer_plan', { id: plan.id })
  act.recorder.describe({
    act: '異動の案の削除',
    subject: { kind: 'transfer', id: plan.id, label: plan.title },
    note: `${rows.length}件`,
  })
  return {}
}

/** Who asks, as a job can say it again: the ledger names him, not the machine. */
function askerOf(act: Act): Record<string, string> {
  if (act.actor.kind === 'person') {
    const { personId, accountId } = personOf(act)
    return { personId, accountId }
  }
  return {}
}

/** The same as an actor; its rights were checked when the work was asked for. */
export function actorFrom(data: Readonly<Record<string, unknown>>): Actor {
  const { personId, accountId } = data
  return typeof personId === 'string' && typeof accountId === 'string'
    ? { kind: 'person', personId, accountId, rights: new Set() }
    : { kind: 'operator', name: '異動' }
}

async function rehearse(act: Act, input: In<typeof contract.rehearseTransfer>): Promise<{ jobId: string }> {
  const plan = await lockDraft(act, input.planId)
  const { rows } = await sql<{ job_id: string }>`
    select job_id from job where name = ${rehearsalJobName} and data ->> 'planId' = ${plan.id}
       and state in ('waiting', 'running') limit 1`.execute(act.tx)
  const running = rows[0]?.job_id
  const jobId = running ?? (await act.jobs.send(rehearsalJobName, { planId: plan.id, ...askerOf(act) }))
  act.recorder.describe({
    act: '異動の予行の開始',
    subject: { kind: 'transfer', id: plan.id, label: plan.title },
  })
  return { jobId }
}

async function confirm(act: Act, input: In<typeof contract.confirmTransfer>): Promise<{ jobId: string }> {
  const plan = await lockPlan(act, input.planId)
  const rehearsal = await requireConfirmable(act, plan)
  if (rehearsal.id !== input.rehearsalId) {
    refuse(
      'not-found',
      'あなたが見た予行の結果はもうありません(やり直されました)。新しい結果を確かめてから確定してください。',
    )
  }
  requireNumber(rehearsal, input.removes)
  const jobId = await act.jobs.send(
    confirmJobName,
    {
      planId: plan.id,
      ...askerOf(act),
      ...(input.removes === undefined ? {} : { removes: input.removes }),
    },
    // Two browsers that confirm at once start one job, and both follow it.
    { once: rehearsal.id },
  )
  act.recorder.describe({
    act: '異動の確定の開始',
    subject: { kind: 'transfer', id: plan.id, label: plan.title },
    note: `${formatDate(plan.effective_on)}発令`,
  })
  return { jobId }
}

async function sheet(act: Act, input: In<typeof contract.transferSheet>) {
  const plan = await act.tx
    .selectFrom('transfer_plan')
    .select('title')
    .where('id', '=', input.planId)
    .executeTakeFirst()
  if (plan === undefined)
    return refuse('not-found', 'その異動の案は見つかりません。一覧から選び直してください。')
  const rehearsal = await lastRehearsal(act, input.planId)
  if (rehearsal === undefined)
    return refuse('not-found', 'まだ予行をしていません。予行をしてから受け取ってください。')
  const rows = await selectFindings(act, rehearsal.id, input).execute()
  const word = tabWords[input.tab]
  return {
    fileName: `${plan.title}_${word}_${act.today.replaceAll('-', '')}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: await writeExcel(
      {
        header: ['区分', '対象', '所属', '前', '後', '説明'],
        rows: rows.map((row) => [row.kind, row.label, row.unit, row.before, row.after, row.note]),
      },
      { name: word },
    ),
  }
}

/** Plans of transfers and reorganisations, from the draft to what was done on the day. */
export const transferOperations: readonly Implementation[] = [
  implement(contract.listTransfers, readTransfers),
  implement(contract.showTransfer, (act, input) => readTransfer(act, input.planId)),
  implement(contract.transferChanges, readChanges),
  implement(contract.saveTransfer, saveTransfer),
  implement(contract.addTransferChanges, addGiven),
  implement(contract.takeTransferChanges, take),
  implement(contract.discardTransfer, discard),
  implement(contract.rehearseTransfer, rehearse),
  implement(contract.transferFindings, readFindings),
  implement(contract.transferSheet, sheet),
  implement(contract.confirmTransfer, confirm),
  implement(contract.undoTransfer, (act, input) => undoPlan(act, input.planId)),
  implement(contract.transferEffects, readEffects),
]
