import { sql } from 'kysely'
import { addDays } from '#ground/clock/calendar.ts'
import type { Clock } from '#ground/clock/clock.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act, Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { lockDraft, type PlanRow } from './add-changes.ts'
import { type Applied, applyChanges, type ChangeRow, takenChanges } from './apply.ts'
import type { Finding } from './finding.ts'
import { findingRow } from './finding.ts'
import { findCases, findPermits } from './find-cases.ts'
import { findOffices, findRights, readBothDays } from './find-offices.ts'
import { findLeftBehind, findOfPeople } from './find-people.ts'
import { heirsOn } from './heirs.ts'
import { organisationMark } from './organisation-mark.ts'
import type { TransferPorts } from './ports.ts'
import { touchedPeople } from './touched.ts'

export const rehearsalJobName = 'transfer.rehearse'

/** Carries what was found out of a transaction that must not stay. */
class Rehearsed extends Error {
  override readonly name = 'Rehearsed'
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('a rehearsal is rolled back')
    this.outcome = outcome
  }
}

type Outcome = {
  readonly plan: PlanRow
  readonly mark: string
  readonly rows: readonly ChangeRow[]
  readonly applied: Applied
  readonly findings: readonly Finding[]
  readonly removes: number
  readonly staff: number
}

type Deps = { readonly runner: () => Runner; readonly clock: Clock; readonly ports: TransferPorts }

/**
 * Rehearses a plan: writes it with the very code that confirmation uses, asks the very rules that decisions use, and
 * rolls all of it back. Then keeps what it found, with what it was true of.
 */
export async function rehearsePlan(
  deps: Deps,
  given: { tenantId: string; planId: string; actor: Actor },
  progress: (part: number) => Promise<void>,
): Promise<{ rehearsalId: string; problems: number }> {
  const started = deps.clock.now().getTime()
  const scope = { tenantId: given.tenantId, actor: given.actor }
  const outcome = await rolledBack(deps, scope, (act) => inside(act, given.planId, deps.ports, progress))
  await progress(0.92)
  const seconds = (deps.clock.now().getTime() - started) / 1000
  const kept = await deps
    .runner()
    .perform('organisation.rehearse-transfer', scope, (act) => keep(act, outcome, seconds))
  await progress(1)
  return kept
}

async function rolledBack(
  deps: Deps,
  scope: { tenantId: string; actor: Actor },
  work: (act: Act) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    await deps.runner().perform('organisation.rehearse-transfer', scope, async (act) => {
      throw new Rehearsed(await work(act))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.outcome
    throw error
  }
  throw new TypeError('a rehearsal must never be committed')
}

async function inside(
  act: Act,
  planId: string,
  ports: TransferPorts,
  progress: (part: number) => Promise<void>,
): Promise<Outcome> {
  const plan = await lockDraft(act, planId)
  const on = plan.effective_on
  const mark = await organisationMark(act.tx, on)
  const staff = await staffCount(act, addDays(on, -1))
  const rows = await takenChanges(act, planId)
  const applied = await applyChanges(act, plan, rows, (part) => progress(part * 0.3))
  await reopenReturning(act, applied, on)
  const made = rows.filter((row) => !applied.problems.has(row.id))
  const people = await touchedPeople(act.tx, on, made)
  const leavers = new Set(people.filter((each) => each.kind === 'leaver').map((each) => each.personId))
  await progress(0.4)
  const days = await readBothDays(act.tx, on)
  await progress(0.5)
  const findings: Finding[] = [
    ...(await findOffices(act.tx, days)),
    ...(await findLeftBehind(act.tx, on)),
    ...(await findRights(act.tx, days)),
  ]
  await progress(0.6)
  const procedures = await ports.procedures(act.tx)
  const heirs = await heirsOn(act.tx, on)
  findings.push(
    ...(await findCases(act.tx, { on, procedures, heirs, leavers }, (part) => progress(0.6 + part * 0.2))),
    ...(await findPermits(act.tx, { on, procedures, people })),
  )
  await progress(0.85)
  findings.push(...(await findOfPeople(act.tx, ports, people, on)))
  await progress(0.9)
  return { plan, mark, rows, applied, findings, removes: leavers.size, staff }
}

/** On the day the follow-up opens their validity; here it is opened to see what then holds. */
async function reopenReturning(act: Act, applied: Applied, on: string): Promise<void> {
  if (applied.returning.length === 0) return
  await sql`update person set valid_from = ${on}::date, valid_to = null
             where id = any(${applied.returning.map((each) => each.personId)}::uuid[])`.execute(act.tx)
}

async function staffCount(act: Act, on: string): Promise<number> {
  const row = await act.tx
    .selectFrom('person')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('valid_from', '<=', on)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', on)]))
    .executeTakeFirstOrThrow()
  return row.count
}

async function keep(
  act: Act,
  outcome: Outcome,
  seconds: number,
): Promise<{ rehearsalId: string; problems: number }> {
  const { plan, applied, findings } = outcome
  const now = await lockDraft(act, plan.id)
  // Edited meanwhile, the plan is another one than was rehearsed: its lines are left as they are.
  if (now.revision === plan.revision) await markChanges(act, outcome.rows, applied)
  const former = await act.tx
    .selectFrom('transfer_rehearsal')
    .select('id')
    .where('plan_id', '=', plan.id)
    .execute()
  for (const { id } of former) {
    await act.tx.deleteFrom('transfer_finding').where('rehearsal_id', '=', id).execute()
    await act.tx.deleteFrom('transfer_rehearsal').where('id', '=', id).execute()
  }
  const rehearsalId = newId()
  const counts: Record<string, number> = {}
  for (const { tab } of findings) counts[tab] = (counts[tab] ?? 0) + 1
  await act.tx
    .insertInto('transfer_rehearsal')
    .values({
      tenant_id: act.tenantId,
      id: rehearsalId,
      plan_id: plan.id,
      revision: plan.revision,
      organisation: outcome.mark,
      removes: outcome.removes,
      staff: outcome.staff,
      problems: applied.problems.size,
      counts,
      seconds: Math.round(seconds * 10) / 10,
      made_at: act.at,
      made_by: act.actor.kind === 'person' ? act.actor.personId : null,
    })
    .execute()
  const places: Record<string, number> = {}
  const stored = findings.map((finding) => {
    const place = (places[finding.tab] ?? 0) + 1
    places[finding.tab] = place
    return { tenant_id: act.tenantId, rehearsal_id: rehearsalId, place, ...findingRow(finding) }
  })
  for (let start = 0; start < stored.length; start += 2_000) {
    await sql`insert into transfer_finding
      select * from json_populate_recordset(null::transfer_finding, ${JSON.stringify(stored.slice(start, start + 2_000))}::json)`.execute(
      act.tx,
    )
  }
  act.recorder.describe({
    act: '異動の予行',
    subject: { kind: 'transfer', id: plan.id, label: plan.title },
    note: `${outcome.rows.length}件、できない行${applied.problems.size}件`,
  })
  return { rehearsalId, problems: applied.problems.size }
}

/** Notes in each change why it cannot be made, and where an 異動 is a 昇任. */
async function markChanges(act: Act, rows: readonly ChangeRow[], applied: Applied): Promise<void> {
  const changed = rows.flatMap((row) => {
    const problem = applied.problems.get(row.id)?.slice(0, 500) ?? null
    const rises = applied.rising.has(row.id) && row.change.kind === 'move'
    if (problem === row.problem && !rises) return []
    const change =
      rises && row.change.kind === 'move' ? { ...row.change, kind: 'promote' as const } : row.change
    return [{ ...row, problem, kind: change.kind, change }]
  })
  if (changed.length > 0) await act.recorder.saveAll('transfer_change', changed)
}
