import type { Clock } from '#ground/clock/clock.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Database, Tx } from '#ground/database/database.ts'
import type { Act, Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { type ChangeRow, takenChanges } from './apply.ts'
import type { PlanRow } from './add-changes.ts'
import { followCases } from './follow-cases.ts'
import { followPeople } from './follow-people.ts'
import { followTasks } from './follow-tasks.ts'
import type { TouchedPerson, TransferPorts } from './ports.ts'
import type { EffectStep } from './tables.ts'
import { touchedPeople } from './touched.ts'

export { followUpJobName } from './follow-up-name.ts'

export type FollowDeps = {
  readonly runner: () => Runner
  readonly clock: Clock
  readonly database: Database
  readonly ports: TransferPorts
  /** Called before each act, for the test that kills the job between any two of them. */
  readonly before?: (step: EffectStep, subject: string) => void
}

/** What an act of the day did, as the page of the plan shows it. */
export type Effect = {
  readonly kind: string
  readonly label: string
  readonly what: string
  readonly href?: string | null
}

/** One plan's day: what the steps need, and the one way in which they act. */
export type Day = {
  readonly plan: PlanRow
  readonly rows: readonly ChangeRow[]
  readonly people: readonly TouchedPerson[]
  readonly ports: TransferPorts
  /** Subjects a step has dealt with already, in an earlier run. */
  done(step: EffectStep): ReadonlySet<string>
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * One act about one subject: its work and the note that it was done stand in one transaction, so it is done once
   * however often the job starts again. `work` describes the act, or answers null when there was nothing to do.
   */
  once(step: EffectStep, subjectId: string, work: (act: Act) => Promise<Effect | null>): Promise<void>
}

/**
 * The work of the day that no dated row does by itself: present names, followers of units, cases and permits,
 * checklists. Safe to run again at any point; a plan that was undone, or whose day has not come, is left alone.
 */
export async function followUp(
  deps: FollowDeps,
  given: { tenantId: string; planId: string },
  progress: (done: number, total: number) => Promise<void>,
): Promise<{ done: boolean; counts: Record<string, number> }> {
  const { tenantId, planId } = given
  const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => deps.database.readTenant(tenantId, work)
  const plan = await read((tx) =>
    tx.selectFrom('transfer_plan').selectAll().where('id', '=', planId).executeTakeFirst(),
  )
  const today = jstDate(deps.clock.now())
  if (plan === undefined || plan.state !== 'confirmed' || plan.effective_on > today)
    return { done: false, counts: {} }
  const actor: Actor = { kind: 'system', job: 'transfer' }
  const scope = { tenantId, actor }
  const rows = await read((tx) => takenChanges({ tx }, planId))
  const people = await read((tx) => touchedPeople(tx, plan.effective_on, rows))
  const known = await read((tx) =>
    tx.selectFrom('transfer_effect').select(['step', 'subject_id']).where('plan_id', '=', planId).execute(),
  )
  const done = new Map<string, Set<string>>()
  for (const { step, subject_id } of known) {
    const of = done.get(step) ?? new Set()
    done.set(step, of.add(subject_id))
  }
  let acts = 0
  const day: Day = {
    plan,
    rows,
    people,
    ports: deps.ports,
    done: (step) => done.get(step) ?? new Set(),
    read,
    once: async (step, subjectId, work) => {
      if (done.get(step)?.has(subjectId) === true) return
      deps.before?.(step, subjectId)
      await deps.runner().perform('transfer.follow-up', scope, async (act) => {
        const effect = await work(act)
        await act.recorder.save('transfer_effect', {
          tenant_id: tenantId,
          plan_id: planId,
          step,
          subject_id: subjectId,
          kind: effect?.kind ?? '変更なし',
          label: effect?.label ?? '',
          what: effect?.what ?? '',
          href: effect?.href ?? null,
          at: act.at,
        })
        if (effect === null) describeNothing(act, plan)
      })
      acts += 1
      if (acts % 20 === 0) await progress(acts, Math.max(acts + 1, people.length))
    },
  }
  await followPeople(day)
  await day.once('followers', plan.effective_on, async (act) => {
    const followed = await deps.ports.followUnits(act, plan.effective_on)
    if (followed.length === 0) return null
    act.recorder.describe({
      act: '組織改正の引継ぎ',
      subject: { kind: 'transfer', id: plan.id, label: plan.title },
      note: followed
        .map((each) => `${each.label} ${each.what}`)
        .join('、')
        .slice(0, 500),
    })
    return {
      kind: '引継ぎ',
      label: '組織改正の引継ぎ',
      what: followed
        .map((each) => `${each.label} ${each.what}`)
        .join('、')
        .slice(0, 500),
    }
  })
  await followCases(day)
  await followTasks(day)
  return { done: true, counts: await finish(deps, scope, day) }
}

function describeNothing(act: Act, plan: PlanRow): void {
  act.recorder.describe({
    act: '発令日の処理',
    subject: { kind: 'transfer', id: plan.id, label: plan.title },
    note: '変更なし',
  })
}

/** Closes the day: from here on the plan is history. */
async function finish(
  deps: FollowDeps,
  scope: { tenantId: string; actor: Actor },
  day: Day,
): Promise<Record<string, number>> {
  const { plan } = day
  deps.before?.('tasks', 'finish')
  return deps.runner().perform('transfer.follow-up', scope, async (act) => {
    const rows = await act.tx
      .selectFrom('transfer_effect')
      .select(['kind', (select) => select.fn.countAll<number>().as('count')])
      .where('plan_id', '=', plan.id)
      .where('kind', '<>', '変更なし')
      .groupBy('kind')
      .execute()
    const counts = Object.fromEntries(rows.map((row) => [row.kind, row.count]))
    const now = await act.tx
      .selectFrom('transfer_plan')
      .selectAll()
      .where('id', '=', plan.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (now.state === 'confirmed') {
      await act.recorder.save('transfer_plan', { ...now, state: 'effective', effective_at: act.at })
    }
    act.recorder.describe({
      act: '異動の発効',
      subject: { kind: 'transfer', id: plan.id, label: plan.title },
      note: Object.entries(counts)
        .map(([kind, count]) => `${kind}${count}件`)
        .join('、')
        .slice(0, 500),
    })
    return counts
  })
}
