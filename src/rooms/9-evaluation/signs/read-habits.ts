import { sql } from 'kysely'
import { startOfDay } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import { mostCases, type Between } from './read-decisions.ts'
import type { DeciderRow, PairRow } from './rows.ts'
import type { CaseRef } from './tables.ts'

type Named = { at: string; unit_id: string; decider_id: string; cases: readonly CaseRef[] }

/** The newest cases of a list of ids, named. */
const namedCases = (ids: ReturnType<typeof sql.ref>) => sql`
  (select jsonb_agg(jsonb_build_object('id', c.application_id, 'number', coalesce(c.number, ''), 'title', c.title)
                    order by c.filed_at desc, c.application_id)
     from application c where c.application_id = any(${ids}))`

/**
 * Applicants and deciders who met at least so often in some days. Only acts that judge a case count: to hand it on is
 * none. One query; `looked` is the number of all pairs.
 */
export async function readPairs(
  tx: Tx,
  { from, to }: Between,
  least: number,
): Promise<{ rows: PairRow[]; looked: number }> {
  const { rows } = await sql<Named & { applicant_id: string; shared: number; total: number; looked: number }>`
    with judged as (
      select d.decider_id, d.applicant_id, d.application_id, max(d.decided_at) as at from decision d
       where d.decided_at >= ${startOfDay(from)} and d.decided_at < ${startOfDay(to)}
         and d.act in ('grant', 'refuse', 'send-back')
       group by d.decider_id, d.applicant_id, d.application_id),
    pair as (
      select decider_id, applicant_id, count(*)::int as shared, max(at) as at,
             (array_agg(application_id order by at desc))[1:${sql.lit(mostCases)}] as ids
        from judged group by decider_id, applicant_id),
    counted as (
      select *, (sum(shared) over (partition by decider_id))::int as total, (count(*) over ())::int as looked from pair)
    select p.decider_id, p.applicant_id, p.shared, p.total, p.at, p.looked, a.unit_id,
           ${namedCases(sql.ref('p.ids'))} as cases
      from counted p join application a on a.application_id = p.ids[1]
     where p.shared >= ${least}
     order by p.at, p.decider_id, p.applicant_id`.execute(tx)
  return {
    looked: rows[0]?.looked ?? (await countPairs(tx, { from, to })),
    rows: rows.map((row) => ({
      ...placed(row, row.applicant_id, row.shared),
      shared: row.shared,
      total: row.total,
    })),
  }
}

async function countPairs(tx: Tx, { from, to }: Between): Promise<number> {
  const { rows } = await sql<{ looked: number }>`
    select count(*)::int as looked from (
      select distinct decider_id, applicant_id from decision
       where decided_at >= ${startOfDay(from)} and decided_at < ${startOfDay(to)}
         and act in ('grant', 'refuse', 'send-back')) p`.execute(tx)
  return rows[0]?.looked ?? 0
}

/** What everybody who decided in some days decided, and how often he said no; cases of who may be found. One query. */
export async function readDeciders(
  tx: Tx,
  { from, to }: Between,
  least: number,
): Promise<{ rows: DeciderRow[]; looked: number }> {
  const { rows } = await sql<Named & { decided: number; refused: number }>`
    with decider as (
      select d.decider_id, count(distinct d.application_id)::int as decided, max(d.decided_at) as at,
             (count(*) filter (where d.act in ('refuse', 'send-back', 'disagree')))::int as refused,
             (array_agg(d.application_id order by d.decided_at desc))[1:${sql.lit(mostCases)}] as ids
        from decision d
       where d.decided_at >= ${startOfDay(from)} and d.decided_at < ${startOfDay(to)} and d.act <> 'receive'
       group by d.decider_id)
    select p.decider_id, p.decided, p.refused, p.at, a.unit_id,
           case when p.refused = 0 and p.decided >= ${least} then ${namedCases(sql.ref('p.ids'))} else '[]'::jsonb end
             as cases
      from decider p join application a on a.application_id = p.ids[1]
     order by p.at, p.decider_id`.execute(tx)
  return {
    looked: rows.length,
    rows: rows.map((row) => ({
      ...placed(row, null, row.decided),
      decided: row.decided,
      refused: row.refused,
    })),
  }
}

function placed(row: Named, otherId: string | null, caseCount: number) {
  return {
    at: row.at,
    unitId: row.unit_id,
    personId: row.decider_id,
    otherId,
    subject: { kind: 'person', id: row.decider_id },
    label: '',
    cases: row.cases,
    caseCount,
  }
}
