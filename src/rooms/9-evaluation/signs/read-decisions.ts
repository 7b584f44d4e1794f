import { sql } from 'kysely'
import { startOfDay } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import type { SeatAct } from '#engine/procedure/step-machine.ts'
import { goesOf } from './goes.ts'
import type { DecisionRow, GoRow } from './rows.ts'
import type { CaseRef } from './tables.ts'

/** Days in Japan; the last does not belong to it. */
export type Between = { readonly from: string; readonly to: string }

/** Of a go, a pair, … so many cases are named; the others are counted. */
export const mostCases = 50

type Raw = {
  decision_id: string
  application_id: string
  number: string | null
  title: string
  unit_id: string
  applicant_id: string
  decider_id: string
  right_of_person_id: string | null
  act: SeatAct
  capacity: string
  decided_at: string
  reached_at: string | null
  opened_at: string | null
  filed_at: string | null
  period_from: string | null
  started_at: string | null
  exception_reason: string | null
  other_places: number
  requested_at: string | null
  read_at: string | null
}

/** Since when it is noted that deciders open cases; null: not yet. One query. */
export async function openingsSince(tx: Tx): Promise<string | null> {
  const row = await tx
    .selectFrom('application_opening')
    .select((select) => select.fn.min('opened_at').as('since'))
    .executeTakeFirst()
  return row?.since ?? null
}

/** The decisions of some days with everything the rules ask about them. One query. */
export async function readDecisions(
  tx: Tx,
  { from, to }: Between,
  since: string | null,
): Promise<DecisionRow[]> {
  const { rows } = await sql<Raw>`
    select d.decision_id, d.application_id, a.number, a.title, a.unit_id, d.applicant_id, d.decider_id,
           d.right_of_person_id, d.act, d.capacity, d.decided_at,
           -- A decision of before there were seats was reached when its round was filed.
           case when d.place is not null then s.opened_at when a.round = d.round then a.filed_at end as reached_at,
           o.opened_at,
           case when a.round = d.round then a.filed_at end as filed_at, a.period_from,
           case when a.round = d.round then a.started_at end as started_at, d.exception_reason,
           (select count(distinct b.place)::int from decision b
             where b.tenant_id = d.tenant_id and b.application_id = d.application_id and b.round = d.round
               and b.decider_id = d.decider_id and b.place <> d.place and b.act <> 'receive') as other_places,
           r.requested_at, r.read_at
      from decision d
      join application a on a.tenant_id = d.tenant_id and a.application_id = d.application_id
      left join application_step s on s.tenant_id = d.tenant_id and s.application_id = d.application_id
       and s.round = d.round and s.place = d.place and s.seat = d.seat
      left join application_opening o on o.tenant_id = d.tenant_id and o.application_id = d.application_id
       and o.round = d.round and o.person_id = d.decider_id and o.opened_at <= d.decided_at
      left join after_reading r on r.tenant_id = d.tenant_id and r.decision_id = d.decision_id
     where d.decided_at >= ${startOfDay(from)} and d.decided_at < ${startOfDay(to)}
     order by d.decided_at, d.decision_id`.execute(tx)
  return rows.map((row) => ({
    ...placed(row),
    act: row.act,
    applicantId: row.applicant_id,
    deciderId: row.decider_id,
    capacity: row.capacity,
    reachedAt: row.reached_at,
    openedAt: row.opened_at,
    openingsSince: since,
    filedAt: row.filed_at,
    periodFrom: row.period_from,
    startedAt: row.started_at,
    exceptionReason: row.exception_reason,
    otherPlaces: row.other_places,
    afterAskedAt: row.requested_at,
    afterReadAt: row.read_at,
  }))
}

function placed(row: Raw) {
  const { application_id: id, number, title } = row
  return {
    at: row.decided_at,
    unitId: row.unit_id,
    personId: row.decider_id,
    otherId: row.capacity === '代決' ? row.right_of_person_id : row.applicant_id,
    subject: { kind: 'application', id },
    label: title,
    cases: [{ id, number: number ?? '', title }],
    caseCount: 1,
  }
}

type Light = {
  deciderId: string
  at: string
  applicationId: string
  bundleId: string | null
  number: string | null
  title: string
  unitId: string
}

/** The goes of some days: decisions of one person within a minute of each other, and bundles. One query. */
export async function readGoes(tx: Tx, { from, to }: Between): Promise<{ rows: GoRow[]; looked: number }> {
  const { rows } = await sql<Light>`
    select d.decider_id as "deciderId", d.decided_at as at, d.application_id as "applicationId",
           d.bundle_id as "bundleId", a.number, a.title, a.unit_id as "unitId"
      from decision d join application a on a.tenant_id = d.tenant_id and a.application_id = d.application_id
     where d.decided_at >= ${startOfDay(from)} and d.decided_at < ${startOfDay(to)} and d.act <> 'receive'
     order by d.decided_at, d.decision_id`.execute(tx)
  return {
    looked: rows.length,
    rows: goesOf(rows).flatMap(({ bundle, decisions, cases, most }): GoRow[] => {
      const [first, last] = [decisions[0], decisions.at(-1)]
      if (first === undefined || last === undefined) return []
      const named = new Map<string, CaseRef>()
      for (const { applicationId: id, number, title } of decisions) {
        if (named.size < mostCases) named.set(id, { id, number: number ?? '', title })
      }
      return [
        {
          at: first.at,
          unitId: first.unitId,
          personId: first.deciderId,
          otherId: null,
          subject: { kind: 'application', id: first.applicationId },
          label: first.title,
          cases: [...named.values()],
          caseCount: cases,
          bundle,
          from: first.at,
          to: last.at,
          most,
        },
      ]
    }),
  }
}
