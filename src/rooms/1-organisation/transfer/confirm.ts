import { sql } from 'kysely'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act, Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { lockPlan, type PlanRow } from './add-changes.ts'
import { applyChanges, takenChanges } from './apply.ts'
import { captureWrites } from './capture.ts'
import { mustTypeNumber, whyNotConfirmed } from './confirm-rules.ts'
import { sealPlan } from './seal.ts'
import { organisationMark } from './organisation-mark.ts'

export const confirmJobName = 'transfer.confirm'

/** The newest rehearsal of a plan. One query. */
export async function lastRehearsal(act: Pick<Act, 'tx'>, planId: string) {
  return act.tx
    .selectFrom('transfer_rehearsal')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Lines of the plan that will be made. One query. */
export async function takenCount(act: Pick<Act, 'tx'>, planId: string): Promise<number> {
  const row = await act.tx
    .selectFrom('transfer_change')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('plan_id', '=', planId)
    .where('taken', '=', true)
    .executeTakeFirstOrThrow()
  return row.count
}

/**
 * May this plan be confirmed by whoever acts? Everything but the number of people, which the dialog asks for.
 * @throws Refusal 'conflict' with what to do, 'forbidden' when the plan is about the actor himself.
 */
export async function requireConfirmable(act: Act, plan: PlanRow) {
  const rehearsal = await lastRehearsal(act, plan.id)
  const why = whyNotConfirmed({
    state: plan.state,
    effectiveOn: plan.effective_on,
    revision: plan.revision,
    today: act.today,
    taken: await takenCount(act, plan.id),
    rehearsal: rehearsal ?? null,
    organisation: await organisationMark(act.tx, plan.effective_on),
  })
  if (why !== null) return refuse('conflict', why)
  if (rehearsal === undefined) throw new TypeError('a confirmable plan has a rehearsal')
  await refuseOwnGain(act, plan.id)
  return rehearsal
}

/** Whoever keeps the organisation does not give himself a post; a colleague confirms that plan. */
async function refuseOwnGain(act: Act, planId: string): Promise<void> {
  if (act.actor.kind !== 'person') return
  const own = await act.tx
    .selectFrom('transfer_change')
    .select('id')
    .where('plan_id', '=', planId)
    .where('person_id', '=', act.actor.personId)
    .where('taken', '=', true)
    .where('kind', 'in', ['hire', 'move', 'promote', 'extend', 'add-post', 'return'])
    .executeTakeFirst()
  if (own !== undefined) {
    refuse(
      'forbidden',
      'この案にはあなた自身の発令が含まれています。自分に職や権限を与える確定はできません。ほかの担当者に確定を依頼してください。',
    )
  }
}

/** The number that must be typed in where the plan removes very many. @throws Refusal 'invalid'. */
export function requireNumber(
  rehearsal: { removes: number; staff: number },
  typed: number | undefined,
): void {
  if (!mustTypeNumber(rehearsal) || typed === rehearsal.removes) return
  const message = `この案では、職員${rehearsal.staff.toLocaleString('ja-JP')}人のうち${rehearsal.removes.toLocaleString('ja-JP')}人が退職します。間違いでなければ、その人数を入力してください。`
  refuse('invalid', message, { problems: [{ at: 'removes', message }] })
}

/**
 * Turns a plan into dated rows, keeps what each row was before, and queues the work of the day: one transaction, once.
 * A second confirmation, or one whose rehearsal has grown old, is refused with a sentence.
 */
export async function confirmPlan(
  deps: { readonly runner: () => Runner },
  given: { tenantId: string; planId: string; actor: Actor; removes: number | undefined },
  progress: (part: number) => Promise<void>,
): Promise<{ rows: number }> {
  const scope = { tenantId: given.tenantId, actor: given.actor }
  return deps.runner().perform('organisation.confirm-transfer', scope, async (act) => {
    // One plan at a time: two would each be rehearsed on an organisation without the other.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`organisation.import ${act.tenantId}`}, 0))`.execute(
      act.tx,
    )
    const plan = await lockPlan(act, given.planId)
    requireNumber(await requireConfirmable(act, plan), given.removes)
    const rows = await takenChanges(act, plan.id)
    const captured = captureWrites(act)
    const applied = await applyChanges(captured.act, plan, rows, (part) => progress(part * 0.8))
    if (applied.problems.size > 0) {
      const lines = new Map(rows.map((row) => [row.id, row]))
      refuse('conflict', `発令できない行が${applied.problems.size}件あります。確定しませんでした。`, {
        problems: [...applied.problems].slice(0, 200).map(([id, message]) => {
          const row = lines.get(id)
          const line = row?.line === null || row?.line === undefined ? '' : `${row.line}行 `
          return { at: `${line}${row?.label ?? ''}`, message }
        }),
      })
    }
    const count = await sealPlan(act, plan, captured.written(), applied.returning)
    act.recorder.describe({
      act: '異動の確定',
      subject: { kind: 'transfer', id: plan.id, label: plan.title },
      note: `${plan.effective_on} 0時から ${rows.length}件(発令などの行${count}件)`,
    })
    await progress(0.95)
    return { rows: count }
  })
}
