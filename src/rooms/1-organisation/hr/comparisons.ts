import { sql, type RawBuilder } from 'kysely'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { foldTerms } from '#ground/words/fold.ts'
import type { chooseDifferences, staffComparison, staffComparisons } from './contract.ts'
import { removesTooMany } from './difference.ts'
import type { HrComparisonTable } from './tables.ts'

type In<T extends { input: z.ZodType }> = z.output<T['input']>
type Out<T extends { output: z.ZodType }> = z.input<T['output']>

type Wanted = {
  readonly kind?: string | undefined
  readonly mark?: string | undefined
  readonly chosen?: boolean | undefined
  readonly q: string
}

/** SQL: the differences of a comparison that meet a filter. */
function meets(comparisonId: string, wanted: Wanted): RawBuilder<boolean> {
  const terms = foldTerms(wanted.q).map((term) => `%${term.replaceAll(/[\\%_]/gu, (mark) => `\\${mark}`)}%`)
  return sql<boolean>`d.comparison_id = ${comparisonId}::uuid
    and (${wanted.kind ?? null}::text is null or d.kind = ${wanted.kind ?? null}::text)
    and (${wanted.mark ?? null}::text is null or d.mark = ${wanted.mark ?? null}::text)
    and (${wanted.chosen ?? null}::boolean is null or d.chosen = ${wanted.chosen ?? null}::boolean)
    and d.search like all(${terms}::text[])`
}

/** The comparison; refuses when it is not the tenant's. One query. */
export async function getComparison(act: Act, id: string): Promise<Selectable<HrComparisonTable>> {
  const row = await act.tx.selectFrom('hr_comparison').selectAll().where('id', '=', id).executeTakeFirst()
  return row ?? refuse('not-found', 'この比べた結果はもうありません。もう一度ファイルから比べてください。')
}

/** A comparison with one page of its differences. Three queries. */
export async function readComparison(
  act: Act,
  input: In<typeof staffComparison>,
): Promise<Out<typeof staffComparison>> {
  const row = await getComparison(act, input.comparisonId)
  const { rows: groups } = await sql<Out<typeof staffComparison>['groups'][number]>`
    select d.kind, d.mark, count(*)::int as total, (count(*) filter (where d.chosen))::int as chosen
      from hr_difference d where d.comparison_id = ${row.id}::uuid
     group by d.kind, d.mark order by d.kind, d.mark nulls first`.execute(act.tx)
  type Line = Out<typeof staffComparison>['differences'][number] & { total: number }
  const { rows: lines } = await sql<Line>`
    select d.place, d.kind, d.mark, d.line, d.number, d.name, d.unit, d.what, d.chosen,
           (count(*) over ())::int as total
      from hr_difference d where ${meets(row.id, input)}
     order by d.place limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(act.tx)
  const { summary } = row
  return {
    comparisonId: row.id,
    sourceName: row.source_name,
    kind: row.kind,
    on: row.on,
    state: row.state,
    jobId: row.job_id,
    error: row.error,
    planId: row.plan_id,
    summary:
      summary === null
        ? null
        : {
            ...summary.counts,
            removesTooMany: removesTooMany(summary.counts),
            blankRows: summary.blankRows,
            unmapped: [...summary.unmapped],
            emptied: [...summary.emptied],
            referrals: summary.referrals,
            problems: [...summary.problems],
            problemsTotal: summary.problemsTotal,
            notes: [...summary.notes],
            notesTotal: summary.notesTotal,
          },
    groups,
    total: lines[0]?.total ?? 0,
    differences: lines.map(({ total: _total, ...line }) => line),
  }
}

/** The comparisons there are, latest first. One query. */
export async function listComparisons(
  act: Act,
  input: In<typeof staffComparisons>,
): Promise<Out<typeof staffComparisons>> {
  const { rows } = await sql<Out<typeof staffComparisons>['comparisons'][number] & { total: number }>`
    select id as "comparisonId", source_name as "sourceName", kind, "on", state, plan_id as "planId",
           created_at as "createdAt", (count(*) over ())::int as total
      from hr_comparison order by created_at desc, id
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(act.tx)
  return { total: rows[0]?.total ?? 0, comparisons: rows.map(({ total: _total, ...row }) => row) }
}

/** Chooses differences for the plan, or takes the choice back. Three queries. */
export async function choose(
  act: Act,
  input: In<typeof chooseDifferences>,
): Promise<Out<typeof chooseDifferences>> {
  const row = await getComparison(act, input.comparisonId)
  refuseUnlessReady(row)
  const which =
    'places' in input.which
      ? sql<boolean>`d.comparison_id = ${row.id}::uuid and d.place = any(${input.which.places}::int[])`
      : meets(row.id, input.which)
  const { rows: changed } = await sql<{ place: number }>`
    update hr_difference d set chosen = ${input.chosen} where ${which} and d.chosen <> ${input.chosen}
    returning d.place`.execute(act.tx)
  const { count } = await act.tx
    .selectFrom('hr_difference')
    .select((at) => at.fn.countAll<number>().as('count'))
    .where('comparison_id', '=', row.id)
    .where('chosen', '=', true)
    .executeTakeFirstOrThrow()
  act.recorder.describe({
    act: input.chosen ? '違いの選択' : '違いの除外',
    subject: { kind: 'hr-comparison', id: row.id, label: row.source_name },
    note: `${changed.length}件`,
  })
  return { changed: changed.length, chosen: count }
}

/** @throws Refusal 'conflict' while it is worked on, when it failed, or when it was taken already. */
export function refuseUnlessReady(row: Selectable<HrComparisonTable>): void {
  if (row.state === 'ready') return
  const why = {
    waiting: 'まだ比べている途中です。終わるまでお待ちください。',
    failed: '比べられませんでした。もう一度ファイルから比べてください。',
    taken: 'この結果は、すでに異動の案に入れました。案の画面で直してください。',
  }[row.state]
  refuse('conflict', why)
}
