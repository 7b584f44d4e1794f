import { sql } from 'kysely'
import { unitNames } from '#authority/units.ts'
import { caseReach } from '#engine/procedure/case-scopes.ts'
import type { Act } from '#ground/operation/act.ts'
import { mostHits, type Asked, type Found, type SearchPorts } from './service.ts'

type Row = {
  id: string
  number: string | null
  title: string
  procedure: string
  unitId: string
  family: string
  given: string
}

/** Cases whose title or number holds all words, of those the actor's list of cases shows. Five queries. */
export async function findCases(act: Act, asked: Asked, ports: SearchPorts): Promise<Found> {
  const { tx, actor } = act
  if (actor.kind !== 'person') return { hits: [], total: 0, more: false }
  const reach = await caseReach(tx, actor, act.today)
  const words = asked.query.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean)
  const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`)
  const pairs = [...new Set(words.flatMap(pairsOf))]
  if (pairs.length === 0) return { hits: [], total: 0, more: false }
  const { rows } = await sql<Row>`
    select a.application_id as id, a.number, a.title, a.procedure, a.unit_id as "unitId", p.family, p.given
      from application a
      join person p on p.tenant_id = a.tenant_id and p.id = a.applicant_id
     where a.application_id in (
             select hit from case_hits(${pairs}::text[], ${patterns}::text[], ${reach.all},
               ${[...reach.units]}::uuid[], ${actor.personId}::uuid, ${mostHits + 1}) as hit)
     order by a.created_at desc, a.application_id limit ${mostHits + 1}`.execute(tx)
  const shown = rows.slice(0, asked.size)
  const names = await unitNames(
    tx,
    shown.map((row) => row.unitId),
    act.today,
  )
  const nameOf = new Map(ports.procedures.map(({ key, name }) => [key, name]))
  return {
    hits: shown.map((row) => ({
      id: row.id,
      mark: row.number ?? '',
      title: row.title,
      detail: [
        nameOf.get(row.procedure) ?? row.procedure,
        names.get(row.unitId) ?? '',
        `${row.family} ${row.given}`,
      ]
        .map((part) => part.trim())
        .filter(Boolean)
        .join(' '),
      href: `/cases/${row.id}`,
    })),
    total: Math.min(rows.length, mostHits),
    more: rows.length > mostHits,
  }
}

/** Neighbouring characters as the index keeps them. */
function pairsOf(word: string): string[] {
  const characters = Array.from(word)
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`)
}
