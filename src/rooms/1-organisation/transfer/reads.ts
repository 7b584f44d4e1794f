import { sql } from 'kysely'
import type { z } from 'zod'
import { fold } from '#ground/words/fold.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import '#ground/jobs/jobs.ts'
import { personNames } from '#authority/reads.ts'
import type { ChangeKind } from './change.ts'
import { changeWords } from './change.ts'
import type * as contract from './contract.ts'
import { confirmJobName, lastRehearsal } from './confirm.ts'
import { mustTypeNumber, whyNotConfirmed } from './confirm-rules.ts'
import { describeChanges } from './describe-change.ts'
import { followUpJobName } from './follow-up-name.ts'
import { organisationMark } from './organisation-mark.ts'
import type { PlanRow } from './add-changes.ts'
import { rehearsalJobName } from './rehearse.ts'
import './tables.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>
type Out<T extends { output: z.ZodType }> = z.input<T['output']>

/** Newest day first. Two queries. */
export async function readTransfers(
  act: Act,
  input: In<typeof contract.listTransfers>,
): Promise<Out<typeof contract.listTransfers>> {
  const { rows } = await sql<{
    id: string
    title: string
    effective_on: string
    state: PlanRow['state']
    source: string
    created_at: string
    created_by: string | null
    changes: number
    problems: number
    total: number
  }>`
    select p.id, p.title, p.effective_on, p.state, p.source, p.created_at, p.created_by,
           c.changes, c.problems, count(*) over () as total
      from transfer_plan p
      cross join lateral (
        select count(*) as changes, count(*) filter (where c.taken and c.problem is not null) as problems
          from transfer_change c where c.plan_id = p.id) c
     order by p.effective_on desc, p.created_at desc, p.id
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(act.tx)
  const names = await personNames(
    act.tx,
    rows.flatMap((row) => row.created_by ?? []),
  )
  return {
    total: rows[0]?.total ?? 0,
    plans: rows.map((row) => ({
      planId: row.id,
      title: row.title,
      effectiveOn: row.effective_on,
      state: row.state,
      source: row.source,
      changes: row.changes,
      problems: row.problems,
      createdAt: row.created_at,
      createdBy: row.created_by === null ? null : (names.get(row.created_by) ?? null),
    })),
  }
}

export async function findPlan(act: Act, planId: string): Promise<PlanRow> {
  const plan = await act.tx
    .selectFrom('transfer_plan')
    .selectAll()
    .where('id', '=', planId)
    .executeTakeFirst()
  return plan ?? refuse('not-found', 'その異動の案は見つかりません。一覧から選び直してください。')
}

/** The plan with everything that decides what can be done with it. Nine queries. */
export async function readTransfer(act: Act, planId: string): Promise<Out<typeof contract.showTransfer>> {
  const plan = await findPlan(act, planId)
  const byKind = await act.tx
    .selectFrom('transfer_change')
    .select((select) => [
      'kind',
      select.fn.countAll<number>().as('count'),
      sql<number>`count(*) filter (where taken)`.as('taken'),
      sql<number>`count(*) filter (where taken and problem is not null)`.as('problems'),
    ])
    .where('plan_id', '=', planId)
    .groupBy('kind')
    .execute()
  const taken = byKind.reduce((sum, row) => sum + row.taken, 0)
  const rehearsal = await lastRehearsal(act, planId)
  const mark =
    plan.state === 'draft' && rehearsal !== undefined
      ? await organisationMark(act.tx, plan.effective_on)
      : undefined
  const why = whyNotConfirmed({
    state: plan.state,
    effectiveOn: plan.effective_on,
    revision: plan.revision,
    today: act.today,
    taken,
    rehearsal: rehearsal ?? null,
    ...(mark === undefined ? {} : { organisation: mark }),
  })
  const names = await personNames(
    act.tx,
    [plan.created_by, plan.confirmed_by, plan.undone_by, rehearsal?.made_by].flatMap((id) => id ?? []),
  )
  const nameOf = (id: string | null | undefined): string | null =>
    id === null || id === undefined ? null : (names.get(id) ?? null)
  const effects = await act.tx
    .selectFrom('transfer_effect')
    .select((select) => ['kind', select.fn.countAll<number>().as('count')])
    .where('plan_id', '=', planId)
    .where('kind', '<>', '変更なし')
    .groupBy('kind')
    .orderBy('kind')
    .execute()
  const order = Object.keys(changeWords)
  return {
    planId: plan.id,
    title: plan.title,
    effectiveOn: plan.effective_on,
    state: plan.state,
    source: plan.source,
    changes: byKind.reduce((sum, row) => sum + row.count, 0),
    problems: byKind.reduce((sum, row) => sum + row.problems, 0),
    createdAt: plan.created_at,
    createdBy: nameOf(plan.created_by),
    taken,
    byKind: byKind
      .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
      .map(({ kind, count, problems }) => ({ kind, word: changeWords[kind], count, problems })),
    confirmedAt: plan.confirmed_at,
    confirmedBy: nameOf(plan.confirmed_by),
    effectiveAt: plan.effective_at,
    undoneAt: plan.undone_at,
    undoneBy: nameOf(plan.undone_by),
    rehearsal:
      rehearsal === undefined
        ? null
        : {
            rehearsalId: rehearsal.id,
            madeAt: rehearsal.made_at,
            madeBy: nameOf(rehearsal.made_by),
            seconds: Number(rehearsal.seconds),
            problems: rehearsal.problems,
            removes: rehearsal.removes,
            staff: rehearsal.staff,
            counts: { ...rehearsal.counts },
            stale:
              plan.state === 'draft' &&
              (rehearsal.revision !== plan.revision ||
                (mark !== undefined && mark !== rehearsal.organisation))
                ? rehearsal.revision === plan.revision
                  ? '予行のあとで組織や職員の登録が変わりました。'
                  : '予行のあとで案が変わりました。'
                : null,
            mustTypeNumber: mustTypeNumber(rehearsal),
          },
    job: await runningJob(act, planId),
    notConfirmable: why,
    notUndoable: whyNotUndone(plan, act.today),
    alsoIn: await overlappingPlans(act, planId),
    effects,
    effectsTotal: effects.reduce((sum, row) => sum + row.count, 0),
  }
}

function whyNotUndone(plan: PlanRow, today: string): string | null {
  if (plan.state === 'draft') return 'この案はまだ確定していません。'
  if (plan.state === 'undone') return 'この案はすでに取り消されています。'
  if (plan.state === 'confirmed' && plan.effective_on > today) return null
  return `${formatDate(plan.effective_on)}0時に効力を生じたため、取り消せません。直すには、新しい異動の案を作ってください。`
}

/** The newest job of the plan that is not over. Jobs of the day wait for it and are not shown before. One query. */
async function runningJob(act: Act, planId: string) {
  const { rows } = await sql<{ job_id: string; name: string }>`
    select job_id, name from job
     where name in (${rehearsalJobName}, ${confirmJobName}, ${followUpJobName}) and data ->> 'planId' = ${planId}
       and state in ('waiting', 'running') and run_after <= ${act.at}::timestamptz + interval '1 minute'
     order by created_at desc limit 1`.execute(act.tx)
  const [row] = rows
  if (row === undefined) return null
  const what =
    row.name === rehearsalJobName
      ? ('rehearse' as const)
      : row.name === confirmJobName
        ? ('confirm' as const)
        : ('follow-up' as const)
  return { jobId: row.job_id, what }
}

/** Other plans, not over, with people of this one. One query. */
async function overlappingPlans(act: Act, planId: string) {
  const { rows } = await sql<{
    planId: string
    title: string
    effectiveOn: string
    state: PlanRow['state']
    people: number
  }>`
    select p.id as "planId", p.title, p.effective_on as "effectiveOn", p.state, count(distinct c.person_id) as people
      from transfer_change c
      join transfer_plan p on p.id = c.plan_id and p.state in ('draft', 'confirmed') and p.id <> ${planId}
     where c.taken and c.person_id in (
       select person_id from transfer_change where plan_id = ${planId} and taken and person_id is not null)
     group by p.id, p.title, p.effective_on, p.state
     order by p.effective_on limit 20`.execute(act.tx)
  return rows
}

/** One page of the lines of a plan. Three queries. */
export async function readChanges(
  act: Act,
  input: In<typeof contract.transferChanges>,
): Promise<Out<typeof contract.transferChanges>> {
  const plan = await findPlan(act, input.planId)
  const selected = () =>
    act.tx
      .selectFrom('transfer_change')
      .where('plan_id', '=', input.planId)
      .$if(input.kind !== undefined, (rows) => rows.where('kind', '=', input.kind ?? 'move'))
      .$if(input.show === 'problems', (rows) =>
        rows.where('problem', 'is not', null).where('taken', '=', true),
      )
      .$if(input.show === 'left-out', (rows) => rows.where('taken', '=', false))
      .$if(input.q !== '', (rows) => rows.where('search', 'like', `%${escapeLike(fold(input.q))}%`))
  const count = await selected()
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const rows = await selected()
    .selectAll()
    .orderBy('place')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute()
  const what = await describeChanges(act.tx, rows, plan.effective_on)
  return {
    total: count.count,
    changes: rows.map((row, index) => ({
      changeId: row.id,
      line: row.line,
      kind: row.kind,
      word: changeWords[row.kind satisfies ChangeKind],
      label: row.label,
      what: what[index] ?? '',
      taken: row.taken,
      problem: row.problem,
    })),
  }
}

export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)
}

/** One page of what a rehearsal found. Four queries. */
export async function readFindings(
  act: Act,
  input: In<typeof contract.transferFindings>,
): Promise<Out<typeof contract.transferFindings>> {
  await findPlan(act, input.planId)
  const rehearsal = await lastRehearsal(act, input.planId)
  if (rehearsal === undefined) return { total: 0, kinds: [], findings: [] }
  const kinds = await act.tx
    .selectFrom('transfer_finding')
    .select((select) => ['kind', select.fn.countAll<number>().as('count')])
    .where('rehearsal_id', '=', rehearsal.id)
    .where('tab', '=', input.tab)
    .groupBy('kind')
    .orderBy('kind')
    .execute()
  const rows = await selectFindings(act, rehearsal.id, input)
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute()
  const total =
    input.q === ''
      ? kinds
          .filter((each) => input.kind === undefined || each.kind === input.kind)
          .reduce((sum, each) => sum + each.count, 0)
      : (
          await act.tx
            .selectFrom(selectFindings(act, rehearsal.id, input).as('f'))
            .select((select) => select.fn.countAll<number>().as('count'))
            .executeTakeFirstOrThrow()
        ).count
  return {
    total,
    kinds,
    findings: rows.map((row) => ({
      place: row.place,
      kind: row.kind,
      personId: row.person_id,
      unitId: row.unit_id,
      label: row.label,
      unit: row.unit,
      before: row.before,
      after: row.after,
      note: row.note,
      href: row.href,
    })),
  }
}

export function selectFindings(
  act: Act,
  rehearsalId: string,
  input: { tab: In<typeof contract.transferFindings>['tab']; kind?: string | undefined; q: string },
) {
  return act.tx
    .selectFrom('transfer_finding')
    .selectAll()
    .where('rehearsal_id', '=', rehearsalId)
    .where('tab', '=', input.tab)
    .$if(input.kind !== undefined, (rows) => rows.where('kind', '=', input.kind ?? ''))
    .$if(input.q !== '', (rows) => rows.where('search', 'like', `%${escapeLike(fold(input.q))}%`))
    .orderBy('place')
}

/** One page of what was done on the day. Two queries. */
export async function readEffects(
  act: Act,
  input: In<typeof contract.transferEffects>,
): Promise<Out<typeof contract.transferEffects>> {
  await findPlan(act, input.planId)
  const selected = () =>
    act.tx
      .selectFrom('transfer_effect')
      .where('plan_id', '=', input.planId)
      .where('kind', '<>', '変更なし')
      .$if(input.kind !== undefined, (rows) => rows.where('kind', '=', input.kind ?? ''))
  const count = await selected()
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const rows = await selected()
    .select(['kind', 'label', 'what', 'href', 'at'])
    .orderBy('at')
    .orderBy('subject_id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute()
  return { total: count.count, effects: rows }
}
