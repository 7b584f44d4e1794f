import { sql } from 'kysely'
import { offices, type OfficeCode } from './offices.ts'
import type { Tx } from '#ground/database/database.ts'
import './tables.ts'

/** The section a unit belongs to, and the office whose holder answers for the IDs of its people. */
export type Section = { readonly unitId: string; readonly office: OfficeCode }

export type Sections = {
  /** undefined: a unit of no place in the tree that day. */
  of(unitId: string): Section | undefined
}

type Unit = { id: string; parentId: string | null; kind: string }

/** Who answers, nearest first: the head of the section, then the head of the department. */
const answering: readonly OfficeCode[] = ['sec-manager', 'dept-iso']

/**
 * Which section answers for the IDs of people of a unit on a date: going up, the first unit whose kind the city's rules
 * give a 情報セキュリティ管理者; where there is none above, the first that has a 情報セキュリティ責任者; else the unit
 * itself. A unit that has ended hands its IDs to its heir. Three queries.
 */
export async function sectionsOn(tx: Tx, on: string): Promise<Sections> {
  const { rows: units } = await sql<Unit>`
    select distinct on (u.id) u.id, u.parent_id as "parentId", u.kind from unit_at u
     order by u.id, (u.valid_from <= ${on}::date) desc, abs(u.valid_from - ${on}::date)`.execute(tx)
  const { rows: ended } = await sql<{ from: string; to: string }>`
    select s.from_unit_id as "from", s.to_unit_id as "to" from unit_succession s
     where s.heir and s.to_unit_id is not null and s.effective_on <= ${on}::date
     order by s.effective_on`.execute(tx)
  const { rows: rules } = await sql<{ office: string; kinds: string[] }>`
    select r.office, array(select jsonb_array_elements_text(r.rule -> 'kinds')) as kinds from office_rule r
     where r.rule ->> 'by' = 'rank' and r.office in ('sec-manager', 'dept-iso')
       and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)`.execute(tx)
  const kindsOf = new Map<string, Set<string>>()
  for (const { office, kinds } of rules) {
    kindsOf.set(office, new Set([...(kindsOf.get(office) ?? []), ...kinds]))
  }
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const heirs = new Map(ended.map(({ from, to }) => [from, to]))
  const known = new Map<string, Section | undefined>()
  const find = (unitId: string): Section | undefined => {
    const path: Unit[] = []
    const seen = new Set<string>()
    let at: string | null = unitId
    while (at !== null && !seen.has(at)) {
      seen.add(at)
      const unit: Unit | undefined = byId.get(at)
      const heir = heirs.get(at)
      if (heir !== undefined) {
        at = heir
        continue
      }
      if (unit === undefined) break
      path.push(unit)
      at = unit.parentId
    }
    for (const office of answering) {
      const found = path.find((unit) => kindsOf.get(office)?.has(unit.kind) === true)
      if (found !== undefined) return { unitId: found.id, office }
    }
    const [first] = path
    return first === undefined ? undefined : { unitId: first.id, office: answering[0] ?? 'sec-manager' }
  }
  return {
    of: (unitId) => {
      if (!known.has(unitId)) known.set(unitId, find(unitId))
      return known.get(unitId)
    },
  }
}

/** The word of an office where the city has set none. */
export const wordOfOffice = (office: OfficeCode): string => offices[office].word
