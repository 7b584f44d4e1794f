import { sql } from 'kysely'
import { standingsOf } from '#authority/reads.ts'
import { unitsUnder } from '#authority/units.ts'
import type { CasesPort } from '#engine/register/standing-on.ts'
import { answering } from './case.ts'
import type { ProcedureDefinition } from './definition.ts'
import { applicationStates, isClosed, type ApplicationState } from './states.ts'
import './tables.ts'

const goingOn = applicationStates.filter((state) => state !== 'draft' && !isClosed(state))

/** Cases about lines of registers, for the register engine. Who may read a case is who may open it (`maySee`). */
export function casesOfLines(procedures: readonly ProcedureDefinition[]): CasesPort {
  const names = new Map(procedures.map((procedure) => [procedure.key, procedure.name]))
  return {
    open: async (tx, entryIds, limit) => {
      const { rows } = await sql<{ entryId: string; number: string; title: string }>`
        select i.entry_id as "entryId", coalesce(a.number, '') as number, a.title
          from application_item i
          join application a on a.tenant_id = i.tenant_id and a.application_id = i.application_id
         where i.entry_id = any(${[...entryIds]}::uuid[]) and a.state = any(${goingOn}::text[])
         order by a.filed_at limit ${limit}`.execute(tx)
      return rows
    },
    about: async (act, entryId, limit) => {
      const { actor } = act
      const viewer = actor.kind === 'person' ? actor : undefined
      const all = viewer === undefined ? actor.kind !== 'nobody' : viewer.rights.has('audit.read')
      const standings = viewer === undefined ? [] : await standingsOf(act.tx, viewer.personId, act.today)
      const answers = standings.filter((standing) => answering.has(standing.office))
      const everywhere = answers.some((standing) => standing.unitId === null)
      const units = await unitsUnder(
        act.tx,
        answers.flatMap((standing) => standing.unitId ?? []),
        act.today,
      )
      const me = viewer?.personId ?? null
      const readable = sql`(${all || everywhere} or a.applicant_id = ${me}::uuid
        or a.unit_id = any(${units}::uuid[]) or a.step_unit_id = any(${units}::uuid[])
        or exists (select 1 from decision d
                    where d.tenant_id = a.tenant_id and d.application_id = a.application_id
                      and (d.decider_id = ${me}::uuid or d.right_of_person_id = ${me}::uuid)))`
      const about = sql`from application_item i
          join application a on a.tenant_id = i.tenant_id and a.application_id = i.application_id
         where i.entry_id = ${entryId} and a.filed_at is not null`
      const counted = await sql<{ total: number; readable: number }>`
        select count(*)::int as total, count(*) filter (where ${readable})::int as readable ${about}`.execute(
        act.tx,
      )
      const { rows } = await sql<{
        applicationId: string
        procedure: string
        number: string
        title: string
        state: ApplicationState
        at: string
      }>`
        select a.application_id as "applicationId", a.procedure, coalesce(a.number, '') as number, a.title, a.state,
               a.filed_at as at
        ${about} and ${readable}
         order by a.filed_at desc, a.application_id limit ${limit}`.execute(act.tx)
      const [count = { total: 0, readable: 0 }] = counted.rows
      return {
        shown: rows.map((row) => ({ ...row, procedure: names.get(row.procedure) ?? row.procedure })),
        ...count,
      }
    },
  }
}
