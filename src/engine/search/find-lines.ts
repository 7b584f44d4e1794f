import { sql } from 'kysely'
import { unitNames } from '#authority/units.ts'
import { accessOf, reachOf } from '#engine/register/access.ts'
import type { Act } from '#ground/operation/act.ts'
import { searchTerms } from '#ground/words/fold.ts'
import type { SearchHit } from './contract.ts'
import { mostHits, type Asked, type Found, type SearchPorts } from './service.ts'

const ASSET = 'asset'

type Row = { id: string; register: string; number: string; label: string; unitId: string }

/** Lines of all registers that hold all words, of those units whose lines the actor reads: a number first. Six queries. */
export async function findLines(
  act: Act,
  asked: Asked,
  ports: SearchPorts,
): Promise<{ assets: Found; others: Found }> {
  const { tx } = act
  const reach = await reachOf(act, ports.organisation)
  const wide: string[] = []
  const own: string[] = []
  for (const definition of ports.registers) {
    ;(accessOf(reach, definition).read === 'all' ? wide : own).push(definition.key)
  }
  const { grams, patterns } = searchTerms(asked.terms)
  const typed = asked.query.normalize('NFKC').trim()
  // The line whose number was typed is found also where the words are found in many lines.
  const { rows } = await sql<Row>`
    select e.entry_id as id, e.register, e.number, e.label, e.unit_id as "unitId"
      from register_entry e
     where e.entry_id in (
             select hit from line_hits(${wide}::text[], ${own}::text[], ${[...reach.own]}::uuid[],
               ${[...grams]}::text[], ${[...patterns]}::text[], ${mostHits + 1}) as hit)
        or (e.register = any(${[...wide, ...own]}::text[])
            and e.number = any(${[...new Set([typed, typed.toUpperCase()])]}::text[]) and e.state = 'current'
            and (e.register = any(${wide}::text[]) or e.unit_id = any(${[...reach.own]}::uuid[])))
     order by e.number = any(${[typed, typed.toUpperCase()]}::text[]) desc, char_length(e.label), e.number
     limit ${mostHits + 2}`.execute(tx)
  const assets = rows.filter((row) => row.register === ASSET)
  const others = rows.filter((row) => row.register !== ASSET)
  const shown = [...assets.slice(0, asked.size), ...others.slice(0, asked.size)]
  const names = await unitNames(
    tx,
    shown.map((row) => row.unitId),
    act.today,
  )
  const nameOf = new Map(ports.registers.map(({ key, name }) => [key, name]))
  const more = rows.length > mostHits
  const found = (lines: readonly Row[]): Found => ({
    hits: lines.slice(0, asked.size).map((row): SearchHit => ({
      id: row.id,
      mark: row.number,
      title: row.label,
      detail: [row.register === ASSET ? '' : nameOf.get(row.register), names.get(row.unitId)]
        .filter((part) => part !== undefined && part !== '')
        .join(' '),
      href: `/registers/${row.register}?open=${row.id}`,
    })),
    total: Math.min(lines.length, mostHits),
    more: more && lines.length > 0,
  })
  return { assets: found(assets), others: found(others) }
}
