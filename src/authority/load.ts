import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import {
  type AbsenceFact,
  type ActingFact,
  type DeputyFact,
  type Frame,
  frameOf,
  type Holding,
  type PostFact,
  type RuleFact,
  type UnitFact,
} from './frame.ts'
import type { OfficeCode } from './offices.ts'
import './tables.ts'

/*
 * Frames from the database. Each loader runs the fixed number of queries its comment says, whatever the size
 * of the city; row-level security bounds every query to the tenant.
 */

/** The row of that alias is in force on the date. */
function valid(alias: string, on: string): RawBuilder<boolean> {
  const from = sql.ref(`${alias}.valid_from`)
  const to = sql.ref(`${alias}.valid_to`)
  return sql`(${from} <= ${on}::date and (${to} is null or ${to} > ${on}::date))`
}

/** The city's office rules on the date, and of the people they name those who serve. */
function rulesOn(on: string): RawBuilder<unknown> {
  return sql`rules as materialized (
      select r.office, r.word, r.scope, r.rule, r.eid, r.sort, r.id, r.rule ->> 'by' as by,
             (select p.id from person p where p.id = (r.rule ->> 'personId')::uuid and ${valid('p', on)}) as serving
        from office_rule r
       where ${valid('r', on)})`
}

/** One step up the tree, by index for each unit: the planner would rather read all units at once. */
const parentOfUp = sql`up join lateral (
        select u.* from unit u where u.id = up.parent_id offset 0) u on true`

type Candidates = {
  rules: RuleFact[]
  serving: string[]
  posts: string[]
  deputies: DeputyFact[]
  acting: ActingFact[]
}

const deputyJson = sql`jsonb_build_object('postId', d.post_id, 'place', d.place,
  'deputyPostId', d.deputy_post_id, 'basis', d.basis, 'eid', d.eid)`
const actingJson = sql`jsonb_build_object('kind', a.kind, 'postId', a.post_id, 'holderPostId', a.holder_post_id,
  'holderPersonId', a.holder_person_id, 'when', a.applies_when, 'scope', a.scope, 'basis', a.basis, 'eid', a.eid)`

/** The last part of a candidate query, over its CTEs rules, all_posts, lines and lent. */
const candidates = sql`
    select
      coalesce((select jsonb_agg(jsonb_build_object('office', office, 'word', word, 'scope', scope, 'rule', rule,
        'eid', eid) order by sort, id) from rules), '[]') as rules,
      coalesce((select jsonb_agg(serving) from rules where serving is not null), '[]') as serving,
      coalesce((select jsonb_agg(distinct id) from all_posts), '[]') as posts,
      coalesce((select jsonb_agg(${deputyJson}) from lines d), '[]') as deputies,
      coalesce((select jsonb_agg(${actingJson}) from lent a), '[]') as acting`

/** Given candidate posts: their units upwards, their holders, who of those is away. One query. */
async function fill(tx: Tx, on: string, unitIds: readonly string[], found: Candidates): Promise<Frame> {
  const row = await one(
    tx,
    sql<{
      units: UnitFact[]
      posts: PostFact[]
      holdings: Holding[]
      absences: (AbsenceFact & { personId: string })[]
    }>`
    with recursive
    post_here as materialized (
      select p.id, p.unit_id, p.title, p.rank from post p
        left join unit u on u.id = p.unit_id
       where p.id = any(${found.posts}::uuid[]) and ${valid('p', on)}
         and (p.unit_id is null or ${valid('u', on)})),
    up as (
      select u.id, u.parent_id, u.name, u.kind, u.policy_office, u.valid_from, u.valid_to from unit u
       where u.id = any(array(select unit_id from post_here) || ${unitIds}::uuid[])
      union
      select u.id, u.parent_id, u.name, u.kind, u.policy_office, u.valid_from, u.valid_to
        from ${parentOfUp}),
    held as materialized (
      select a.person_id, a.post_id, a.kind, a.valid_from from appointment a
        join person n on n.id = a.person_id and ${valid('n', on)}
       where a.post_id = any(array(select id from post_here)) and ${valid('a', on)})
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', up.id, 'parentId', up.parent_id, 'name', up.name,
        'kind', up.kind, 'policyOffice', up.policy_office)) from up where ${valid('up', on)}), '[]') as units,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'unitId', unit_id, 'title', title, 'rank', rank))
        from post_here), '[]') as posts,
      coalesce((select jsonb_agg(jsonb_build_object('personId', person_id, 'postId', post_id, 'kind', kind,
        'since', valid_from)) from held), '[]') as holdings,
      coalesce((select jsonb_agg(jsonb_build_object('personId', b.person_id, 'until', b.valid_to,
        'reason', b.reason)) from absence b
        where b.person_id = any(
            array(select person_id from held) || ${[...found.serving, ...named(found.acting)]}::uuid[])
          and ${valid('b', on)}), '[]') as absences`,
  )
  return frameOf({ ...found, ...row })
}

function named(acting: readonly ActingFact[]): string[] {
  return acting.flatMap((right) => right.holderPersonId ?? [])
}

async function one<T>(tx: Tx, query: RawBuilder<T>): Promise<T> {
  const { rows } = await query.execute(tx)
  const row = rows[0]
  if (row === undefined) throw new Error('an aggregate query returned no row')
  return row
}

/** Everything that bears on what one person may act as. Two queries. */
export async function frameOfPerson(tx: Tx, personId: string, on: string): Promise<Frame> {
  const found = await one(
    tx,
    sql<Candidates>`
    with ${rulesOn(on)},
    me as materialized (select n.id from person n where n.id = ${personId}::uuid and ${valid('n', on)}),
    mine as materialized (
      select a.post_id as id from appointment a join me on me.id = a.person_id where ${valid('a', on)}),
    stand_in as materialized (
      select d.post_id from deputy_order d
       where d.deputy_post_id = any(array(select id from mine)) and ${valid('d', on)}),
    lines as materialized (
      select d.* from deputy_order d
       where d.post_id = any(array(select post_id from stand_in)) and ${valid('d', on)}),
    lent as materialized (
      select a.* from acting_right a
       where (a.holder_post_id = any(array(select id from mine)) or a.holder_person_id = any(array(select id from me)))
         and ${valid('a', on)}),
    all_posts as (
      select id from mine union all select post_id from lines union all select deputy_post_id from lines
      union all select post_id from lent)
    ${candidates}`,
  )
  return fill(tx, on, [], found)
}

/**
 * Everything that bears on who decides for these units: the posts that carry an office in them or above them,
 * the posts rules name, their deputies and delegates, and the members of those `assemblies` (offices) that
 * rules make a body of people. Two queries.
 */
export async function frameOfUnits(
  tx: Tx,
  unitIds: readonly string[],
  on: string,
  assemblies: readonly OfficeCode[],
): Promise<Frame> {
  const found = await one(
    tx,
    sql<Candidates>`
    with recursive ${rulesOn(on)},
    up as (
      select u.id, u.parent_id from unit u where u.id = any(${unitIds}::uuid[])
      union
      select u.id, u.parent_id from ${parentOfUp}),
    assembly as materialized (select * from rules where office = any(${assemblies}::text[])),
    down as (
      (select (rule ->> 'unitId')::uuid as id from assembly where by = 'members'
       union
       select u.id from unit u
        where u.policy_office and exists (select 1 from assembly where by = 'policy-office'))
      union
      select u.id from down join lateral (
        select u.id from unit u where u.parent_id = down.id offset 0) u on true),
    carrying as materialized (
      select p.id from post p
       where p.unit_id = any(array(select id from up))
         and p.rank = any(array(select rule ->> 'rank' from rules where by = 'rank'))
      union
      select p.id from post p where p.unit_id = any(array(select id from down))
      union
      select (rule ->> 'postId')::uuid from rules where by = 'post'),
    lines as materialized (
      select d.* from deputy_order d where d.post_id = any(array(select id from carrying)) and ${valid('d', on)}),
    lent as materialized (
      select a.* from acting_right a
        left join person n on n.id = a.holder_person_id
       where a.post_id = any(array(select id from carrying)) and ${valid('a', on)}
         and (a.holder_person_id is null or ${valid('n', on)})),
    all_posts as (
      select id from carrying union all select deputy_post_id from lines
      union all select holder_post_id from lent where holder_post_id is not null)
    ${candidates}`,
  )
  return fill(tx, on, unitIds, found)
}
