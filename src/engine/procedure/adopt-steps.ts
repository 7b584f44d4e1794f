import { sql } from 'kysely'
import { type OfficeCode, officeCodes } from '#authority/offices.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { chairKey } from './plan-route.ts'
import type { ApplicationState } from './states.ts'

/** Cases at once: their rows fit into one entry of the ledger. */
const AT_ONCE = 500

type Old = {
  application_id: string
  round: number
  state: ApplicationState
  office: string
  unit_id: string | null
  raised: boolean
  why: string
  filed_at: string
  moved_at: string
  decision_id: string | null
}

/** Whether cases filed before there were steps have none yet. One query. */
export async function someWithoutSteps(tx: Tx): Promise<boolean> {
  return (await without(tx, 1)).length > 0
}

async function without(tx: Tx, limit: number): Promise<Old[]> {
  const { rows } = await sql<Old>`
    select a.application_id, a.round, a.state, coalesce(d.office, a.step_office) as office,
           case when d.decision_id is null then a.step_unit_id else d.unit_id end as unit_id,
           coalesce(a.step_raised, false) as raised, coalesce(a.step_why, '') as why, a.filed_at,
           coalesce(d.decided_at, a.filed_at) as moved_at, d.decision_id
      from application a
      left join decision d on d.tenant_id = a.tenant_id and d.application_id = a.application_id and d.round = a.round
     where a.round > 0 and a.step_office is not null
       and not exists (select 1 from application_step s
                        where s.tenant_id = a.tenant_id and s.application_id = a.application_id)
     order by a.application_id limit ${limit}`.execute(tx)
  return rows
}

/**
 * Gives cases filed before there were steps the one they went through, as an act of its own that the ledger records: a
 * migration could not write it down. Returns how many; it is run until there are none.
 */
export async function adoptSteps(act: Act): Promise<number> {
  const rows = await without(act.tx, AT_ONCE)
  await act.recorder.saveAll(
    'application_step',
    rows.map((row) => {
      const state =
        row.decision_id !== null
          ? ('done' as const)
          : row.state === 'waiting'
            ? ('open' as const)
            : ('not-needed' as const)
      const office: OfficeCode = officeCodes.find((code) => code === row.office) ?? 'sec-manager'
      return {
        tenant_id: act.tenantId,
        application_id: row.application_id,
        round: row.round,
        place: 1,
        seat: 1,
        key: `decide-${office}`,
        act: 'decide' as const,
        word: '決定',
        needs: 'all' as const,
        office,
        unit_id: row.unit_id,
        step_key: chairKey({ office, unitId: row.unit_id }),
        raised: row.raised,
        why: row.why,
        state,
        opened_at: row.filed_at,
        closed_at: state === 'open' ? null : row.moved_at,
        decision_id: row.decision_id,
      }
    }),
  )
  act.recorder.describe({
    act: '決裁の段の引継ぎ',
    subject: { kind: 'tenant', id: act.tenantId },
    note: `${rows.length}件`,
  })
  return rows.length
}
