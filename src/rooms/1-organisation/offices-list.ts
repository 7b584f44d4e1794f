import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { frameOfUnits } from '#authority/load.ts'
import { rivalsIn } from '#authority/frame.ts'
import { type OfficeCode, officeCodes, offices } from '#authority/offices.ts'
import { givesSeat } from '#authority/route.ts'
import type { officesChart } from './contract.ts'
import { isHeld, seatsFor, viewSeats } from './seats.ts'
import { subtreeIds, unitsOn, type UnitTree } from './units-on.ts'

type Place = { readonly office: OfficeCode; readonly unitId: string | null }
const keyOf = (place: Place): string => `${place.office} ${place.unitId ?? ''}`

type Seats = { readonly places: readonly Place[]; readonly open: readonly Place[] }

/**
 * Every seat of the units (all when left out: then those of the city too), and which are open: nobody holds it, or
 * two people hold what is for one. Which seats there are follows from rules and units alone. Three queries.
 */
async function seatsOn(
  tx: Tx,
  on: string,
  asked: { office?: string | undefined; unitId?: string | undefined },
  tree: UnitTree,
): Promise<Seats> {
  const withCity = asked.unitId === undefined
  const within = asked.unitId === undefined ? null : new Set(subtreeIds(tree, asked.unitId))
  const units = within === null ? tree.all : tree.all.filter((unit) => within.has(unit.id))
  // Rules, the posts and people they name, the members of assemblies.
  const base = await frameOfUnits(tx, [], on, withCity ? officeCodes : [])
  const places: Place[] = []
  for (const office of officeCodes) {
    if (asked.office !== undefined && asked.office !== office) continue
    const rules = base.rules.filter((rule) => rule.office === office)
    if (withCity && rules.some((rule) => rule.scope === 'city')) places.push({ office, unitId: null })
    for (const unit of units) {
      if (rules.some((rule) => rule.scope === 'unit' && givesSeat(base, rule, unit))) {
        places.push({ office, unitId: unit.id })
      }
    }
  }
  const byRank = await withoutHolder(tx, on)
  const heldOtherwise = new Set(
    seatsFor(base, [...base.units.keys()], true)
      .filter((seat) => isHeld(base, seat))
      .map(keyOf),
  )
  for (const { rule, office, scope } of base.rules) {
    if (rule.by === 'person' && scope === 'unit' && base.serving.has(rule.personId)) {
      heldOtherwise.add(keyOf({ office, unitId: rule.unitId }))
    }
  }
  const ranked = new Set(
    base.rules.filter((rule) => rule.rule.by === 'rank').map((rule): string => rule.office),
  )
  const isOpen = (place: Place): boolean =>
    (!heldOtherwise.has(keyOf(place)) && (byRank.has(keyOf(place)) || !ranked.has(place.office))) ||
    (place.unitId === null && rivalsIn(base, place.office).length > 0)
  return { places, open: places.filter(isOpen) }
}

/**
 * Every seat of every security office as of a date, and which of them nobody holds. Holders, deputies and names are
 * read for one page. Seven queries.
 */
export async function readOffices(
  act: Act,
  input: z.output<typeof officesChart.input>,
): Promise<z.input<typeof officesChart.output>> {
  const on = input.on ?? act.today
  const tree = await unitsOn(act.tx, on)
  if (input.unitId !== undefined && !tree.byId.has(input.unitId)) {
    refuse('not-found', 'この組織はその日にはありません。')
  }
  const withCity = input.unitId === undefined
  const { places, open } = await seatsOn(act.tx, on, input, tree)
  const listed = input.gapsOnly ? open : places
  const page = listed.slice((input.page - 1) * input.size, input.page * input.size)
  const ids = [...new Set(page.flatMap((place) => place.unitId ?? []))]
  const frame = await frameOfUnits(act.tx, ids, on, withCity ? officeCodes : [])
  const found = new Map(seatsFor(frame, ids, withCity).map((seat) => [keyOf(seat), seat]))
  const seats = await viewSeats(
    act.tx,
    frame,
    page.flatMap((place) => found.get(keyOf(place)) ?? []),
  )
  return { on, total: listed.length, gaps: open.length, seats }
}

/** What is missing in the organisation, counted: for the first page of those who keep it. */
export type OrganisationGaps = {
  /** Open seats by office, those without any left out. */
  readonly open: readonly { readonly office: OfficeCode; readonly word: string; readonly count: number }[]
  /** Offices no rule speaks of. */
  readonly unset: readonly OfficeCode[]
}

/** The gaps of the whole city on a date, counted. Four queries. */
export async function organisationGaps(tx: Tx, on: string): Promise<OrganisationGaps> {
  const { open } = await seatsOn(tx, on, {}, await unitsOn(tx, on))
  const rules = await tx
    .selectFrom('office_rule')
    .select(['office', 'word'])
    .where('valid_from', '<=', on)
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', on)]))
    .orderBy('sort', 'desc')
    .execute()
  const words = new Map(rules.map((rule): [OfficeCode, string] => [rule.office, rule.word]))
  return {
    open: officeCodes.flatMap((office) => {
      const count = open.filter((place) => place.office === office).length
      return count === 0 ? [] : [{ office, word: words.get(office) ?? offices[office].word, count }]
    }),
    unset: officeCodes.filter((office) => !words.has(office)),
  }
}

/** Seats that follow from rank, of units where nobody has that rank nor a right lent for the vacancy. One query. */
async function withoutHolder(tx: Tx, on: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<Place>`
    with held as materialized (
      select distinct p.unit_id, p.rank
        from post p
       where p.unit_id is not null and p.rank <> 'staff'
         and p.valid_from <= ${on}::date and (p.valid_to is null or p.valid_to > ${on}::date)
         and exists (
           select 1 from appointment a join person n on n.id = a.person_id
            where a.post_id = p.id
              and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
              and n.valid_from <= ${on}::date and (n.valid_to is null or n.valid_to > ${on}::date))),
    lent as materialized (
      select p.unit_id, p.rank, nullif(r.scope -> 'offices', 'null') as offices
        from acting_right r join post p on p.id = r.post_id
       where r.applies_when <> '不在'
         and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)
         and (exists (select 1 from person n where n.id = r.holder_person_id
                and n.valid_from <= ${on}::date and (n.valid_to is null or n.valid_to > ${on}::date))
           or exists (select 1 from appointment a where a.post_id = r.holder_post_id
                and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date))))
    select r.office, u.id as "unitId"
      from office_rule r
      join unit_at u on r.rule -> 'kinds' ? u.kind
      left join held h on h.unit_id = u.id and h.rank = r.rule ->> 'rank'
     where r.rule ->> 'by' = 'rank'
       and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)
       and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
     group by r.office, u.id
    having count(h.unit_id) = 0
       and not exists (
         select 1 from lent l join office_rule s on s.rule ->> 'by' = 'rank' and s.rule ->> 'rank' = l.rank
          where l.unit_id = u.id and s.office = r.office and (l.offices is null or l.offices ? r.office))`.execute(
    tx,
  )
  return new Set(rows.map(keyOf))
}
