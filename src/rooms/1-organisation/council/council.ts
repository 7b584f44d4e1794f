import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { CouncilRuleTable } from './tables.ts'
import '#authority/tables.ts'
import './tables.ts'

/** The mechanism under which the city's clauses about its council are bound. */
export const COUNCIL = 'council'
export const councilSlots = { decides: 'decides', reports: 'reports' } as const

export type RulesRow = Selectable<CouncilRuleTable>

const councilKinds = ['会議', '委員会'] as const

/** The units that meet: 会議 and 委員会 in force on a date, with the city's own words. One query. */
export async function councilsOn(tx: Tx, on: string) {
  const { rows } = await sql<{ unitId: string; name: string; hasRules: boolean; resolvesPolicy: boolean }>`
    select u.id as "unitId", u.name,
           exists (select 1 from council_rule r where r.unit_id = u.id and r.valid_from <= ${on}::date
                      and (r.valid_to is null or r.valid_to > ${on}::date)) as "hasRules",
           ${holdsOffice('u.id', on)} as "resolvesPolicy"
      from unit_at u
     where u.kind = any(${[...councilKinds]}::text[])
       and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
     order by "resolvesPolicy" desc, u.sort, u.code`.execute(tx)
  return rows
}

/** The unit is the city's office `council` on a date: only its resolutions put a policy in force. */
function holdsOffice(unit: string, on: string) {
  return sql<boolean>`exists (select 1 from office_rule o where o.office = 'council'
    and o.rule ->> 'by' = 'members' and (o.rule ->> 'unitId')::uuid = ${sql.ref(unit)}
    and o.valid_from <= ${on}::date and (o.valid_to is null or o.valid_to > ${on}::date))`
}

/** The state a unit `u` had on a date before all its others: the last one before it, else the first. */
export function stateOn(on: string | RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`u.valid_from > ${on}::date, abs(u.valid_from - ${on}::date)`
}

/** One council by the id of its unit. @throws Refusal 'not-found'. One query. */
export async function requireCouncil(tx: Tx, unitId: string, on: string) {
  const { rows } = await sql<{ unitId: string; name: string; resolvesPolicy: boolean }>`
    select u.id as "unitId", u.name, ${holdsOffice('u.id', on)} as "resolvesPolicy" from unit_at u
     where u.id = ${unitId}::uuid and u.kind = any(${[...councilKinds]}::text[])
     order by ${stateOn(on)} limit 1`.execute(tx)
  return rows[0] ?? refuse('not-found', 'その会議はありません。会議の一覧から選び直してください。')
}

/** The rules of a council in force on a date, or undefined. One query. */
export function findRules(tx: Tx, unitId: string, on: string): Promise<RulesRow | undefined> {
  return tx
    .selectFrom('council_rule')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .executeTakeFirst()
}

/** @throws Refusal 'conflict' where the city has set no rules for that day: nothing can be counted without them. */
export async function requireRules(tx: Tx, unitId: string, on: string): Promise<RulesRow> {
  return (
    (await findRules(tx, unitId, on)) ??
    refuse(
      'conflict',
      'この会議の決まり(構成員と定足数など)が、開催日に定められていません。会議の決まりを先に定めてください。',
      {
        problems: [
          { at: 'heldOn', message: '決まりのある日を入れるか、決まりを定めてください。', value: on },
        ],
      },
    )
  )
}

/** Whether the actor keeps the council's papers: the policy office, or the house itself. */
export function mayManage(act: Act): boolean {
  const { actor } = act
  if (actor.kind === 'person') return actor.rights.has('organisation.manage')
  return actor.kind !== 'nobody'
}
