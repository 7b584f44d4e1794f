import { sql } from 'kysely'
import type { z } from 'zod'
import { accessOf, reachOf, type OrganisationPort, type Reach } from '#engine/register/access.ts'
import type { RegisterDefinition, SlotName } from '#engine/register/definition.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { foldTerms, searchTerms } from '#ground/words/fold.ts'
import type { PlaceOnMap, whereabouts } from './contract.ts'

type Out = z.input<typeof whereabouts.output>

export type WhereaboutsPorts = {
  readonly registers: readonly RegisterDefinition[]
  readonly procedures: readonly ProcedureDefinition[]
  readonly organisation: OrganisationPort
}

const PLACE = 'place'
/** Places a drawing holds. */
export const mostPlaces = 2_000
const mostOut = 200
const mostFound = 10

/** A register that says by one of its columns at which place its things are. */
type Placing = { readonly definition: RegisterDefinition; readonly slot: SlotName }

/**
 * The registers whose things are drawn: those with a column of places that is kept in a slot (media, devices), so that
 * a hundred thousand lines are counted by an index. Pure.
 */
export function placingRegisters(registers: readonly RegisterDefinition[]): Placing[] {
  return registers.flatMap((definition) => {
    const slot = definition.columns.find((each) => each.register === PLACE && each.slot !== undefined)?.slot
    return slot === undefined ? [] : [{ definition, slot }]
  })
}

type Group = { register: string; placeId: string | null; level: string; count: number; out: number }

/** Where things are. Eight queries, whatever there is. */
export async function readWhereabouts(
  act: Act,
  find: string | undefined,
  ports: WhereaboutsPorts,
): Promise<Out> {
  const { tx } = act
  const reach = await reachOf(act, ports.organisation)
  const placing = placingRegisters(ports.registers)
  const places = await placesOf(tx)
  const groups = await groupsOf(tx, placing, reach)
  const out = await outNow(act, reach, ports)
  const found = find === undefined || find.trim() === '' ? [] : await lookFor(tx, find, placing, reach)
  const byPlace = Map.groupBy(groups, (group) => group.placeId ?? '')
  const here = new Set(found.flatMap((each) => each.placeId ?? []))
  const nameOf = new Map(places.map(({ placeId, name }) => [placeId, name]))
  return {
    places: places.slice(0, mostPlaces).map((place) => ({
      ...place,
      ...thingsAt(byPlace.get(place.placeId) ?? [], placing),
      found: here.has(place.placeId),
    })),
    morePlaces: places.length > mostPlaces,
    nowhere: placing.flatMap(({ definition }) => {
      const count = (byPlace.get('') ?? [])
        .filter(({ register }) => register === definition.key)
        .reduce((sum, group) => sum + group.count, 0)
      return count === 0 ? [] : [{ register: definition.key, name: definition.name, count }]
    }),
    out: out.rows,
    outTotal: out.total,
    found: found.map((each) => ({ ...each, placeName: nameOf.get(each.placeId ?? '') ?? '' })),
  }
}

type Plain = Pick<PlaceOnMap, 'placeId' | 'number' | 'name' | 'building' | 'floor' | 'locked' | 'controlled'>

async function placesOf(tx: Tx): Promise<Plain[]> {
  const { rows } = await sql<Plain>`
    select entry_id as "placeId", number, label as name, coalesce(values ->> 'building', '') as building,
           coalesce(values ->> 'floor', '') as floor, coalesce((values ->> 'locked')::boolean, false) as locked,
           coalesce((values ->> 'controlled')::boolean, false) as controlled
      from register_entry where register = ${PLACE} and state = 'current'
     order by number limit ${mostPlaces + 1}`.execute(tx)
  return rows
}

/** The part of the registers the viewer reads, as a condition on lines called `e`. */
function readable(registers: readonly RegisterDefinition[], reach: Reach) {
  const { wide, own } = keysBy(registers, reach)
  return sql`e.state = 'current' and (e.register = any(${wide}::text[])
    or (e.register = any(${own}::text[]) and e.unit_id = any(${[...reach.own]}::uuid[])))`
}

/** Registers of which the viewer reads everything, and those of which he reads his own units. Pure. */
function keysBy(
  registers: readonly RegisterDefinition[],
  reach: Reach,
): { readonly wide: string[]; readonly own: string[] } {
  const isWide = (definition: RegisterDefinition): boolean => accessOf(reach, definition).read === 'all'
  return {
    wide: registers.filter(isWide).map(({ key }) => key),
    own: registers.filter((definition) => !isWide(definition)).map(({ key }) => key),
  }
}

/** The value of the column that says the place, by register. */
function placeIn(placing: readonly Placing[]) {
  if (placing.length === 0) return sql<string | null>`null`
  const whens = placing.map(
    ({ definition, slot }) => sql`when ${definition.key} then ${sql.ref(`e.${slot}`)}`,
  )
  return sql<string | null>`case e.register ${sql.join(whens, sql` `)} end`
}

/** Things by place, register and class, and how many of them are out. One query. */
async function groupsOf(tx: Tx, placing: readonly Placing[], reach: Reach): Promise<Group[]> {
  const { rows } = await sql<Group>`
    with out as materialized (
      select distinct i.entry_id from application a
        join application_item i on i.tenant_id = a.tenant_id and i.application_id = a.application_id
       where a.state = 'in-use')
    select e.register, ${placeIn(placing)} as "placeId", coalesce(e.values ->> 'confidentiality', '') as level,
           count(*)::int as count, count(o.entry_id)::int as out
      from register_entry e left join out o on o.entry_id = e.entry_id
     where ${readable(
       placing.map((each) => each.definition),
       reach,
     )} group by 1, 2, 3`.execute(tx)
  return rows
}

/** What lies at a place. The strictest class is the first that its register's own order names. Pure. */
function thingsAt(
  groups: readonly Group[],
  placing: readonly Placing[],
): Pick<PlaceOnMap, 'things' | 'total' | 'out' | 'strictest'> {
  const things = placing.flatMap(({ definition }) => {
    const own = groups.filter(({ register }) => register === definition.key)
    if (own.length === 0) return []
    const choices = definition.columns.find(({ key }) => key === 'confidentiality')?.choices ?? []
    const rank = (level: string): number => {
      const at = choices.findIndex(({ value }) => value === level)
      return at === -1 ? choices.length : at
    }
    return [
      {
        register: definition.key,
        name: definition.name,
        count: own.reduce((sum, group) => sum + group.count, 0),
        classes: own
          .toSorted((a, b) => rank(a.level) - rank(b.level))
          .map(({ level, count }) => ({
            value: level,
            label: choices.find(({ value }) => value === level)?.label ?? level,
            count,
          })),
      },
    ]
  })
  const levels = things.flatMap(({ classes }) => classes.map(({ value }) => value)).filter(Boolean)
  return {
    things,
    total: things.reduce((sum, thing) => sum + thing.count, 0),
    out: groups.reduce((sum, group) => sum + group.out, 0),
    // A class begins with the digit of its level: 3 above 2 above 1.
    strictest: levels.toSorted((a, b) => b.localeCompare(a))[0] ?? '',
  }
}

/** What is out by a permission in use, those that are late first. One query. */
async function outNow(
  act: Act,
  reach: Reach,
  ports: WhereaboutsPorts,
): Promise<{ rows: Out['out']; total: number }> {
  type Row = Omit<Out['out'][number], 'why'> & { procedure: string; total: number }
  const { rows } = await sql<Row>`
    select e.entry_id as "entryId", e.register, e.number, e.label, a.procedure, a.application_id as "applicationId",
           a.started_at as since, a.period_to as until, coalesce(a.period_to < ${act.today}::date, false) as late,
           trim(p.family || ' ' || p.given) as who, count(*) over ()::int as total
      from application a
      join application_item i on i.tenant_id = a.tenant_id and i.application_id = a.application_id
      join register_entry e on e.tenant_id = i.tenant_id and e.entry_id = i.entry_id
      join person p on p.tenant_id = a.tenant_id and p.id = a.applicant_id
     where a.state = 'in-use' and ${readable(ports.registers, reach)}
     order by a.period_to nulls last, e.number limit ${mostOut}`.execute(act.tx)
  const nameOf = new Map(ports.procedures.map(({ key, name }) => [key, name]))
  return {
    rows: rows.map((row) => ({ ...row, why: nameOf.get(row.procedure) ?? row.procedure })),
    total: rows[0]?.total ?? 0,
  }
}

/** Lines with the number or all the words, and where they lie. One query. */
async function lookFor(
  tx: Tx,
  find: string,
  placing: readonly Placing[],
  reach: Reach,
): Promise<Omit<Out['found'][number], 'placeName'>[]> {
  const terms = foldTerms(find)
  const typed = find.normalize('NFKC').trim()
  const { wide, own } = keysBy(
    placing.map((each) => each.definition),
    reach,
  )
  const { grams, patterns } = searchTerms(terms)
  const { rows } = await sql<Omit<Out['found'][number], 'placeName'>>`
    select e.entry_id as "entryId", e.register, e.number, e.label, ${placeIn(placing)} as "placeId",
           exists (select 1 from application_item i join application a
                      on a.tenant_id = i.tenant_id and a.application_id = i.application_id and a.state = 'in-use'
                    where i.tenant_id = e.tenant_id and i.entry_id = e.entry_id) as out
      from register_entry e
     where e.entry_id in (
             select hit from line_hits(${wide}::text[], ${own}::text[], ${[...reach.own]}::uuid[],
               ${[...grams]}::text[], ${[...patterns]}::text[], 200) as hit)
     order by e.number = any(${[typed, typed.toUpperCase()]}::text[]) desc, char_length(e.label), e.number
     limit ${mostFound}`.execute(tx)
  return rows
}
