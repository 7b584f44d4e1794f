import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { personName } from '#authority/reads.ts'
import { addDays } from '#ground/clock/calendar.ts'
import type { ChangeRow } from './apply.ts'
import { refOf } from './add-changes.ts'
import type { TouchedPerson } from './ports.ts'

type Row = {
  id: string
  number: string
  family: string
  given: string
  kind: string | null
  unit_id: string | null
  unit_name: string | null
  title: string | null
  rank: string | null
  unit_kind: string | null
  former_kind: string | null
  former_unit_id: string | null
  former_unit_name: string | null
  former_title: string | null
  former_rank: string | null
  former_unit_kind: string | null
}

const sections = new Set(['課', '室', '機関', '施設'])

/**
 * The joiners, movers and leavers of a plan, with where they work the day before and on the day; read from the
 * organisation as it stands with the plan's rows in it. Changes that could not be made are to be left out. One query.
 */
export async function touchedPeople(
  tx: Tx,
  on: string,
  changes: readonly Pick<ChangeRow, 'change'>[],
): Promise<TouchedPerson[]> {
  const ids: string[] = []
  const numbers: string[] = []
  const kinds = new Map<string, TouchedPerson['kind']>()
  for (const { change } of changes) {
    const ref = refOf(change)
    if (ref === undefined) continue
    const kind =
      change.kind === 'hire'
        ? 'joiner'
        : change.kind === 'retire'
          ? 'leaver'
          : change.kind === 'move' || change.kind === 'promote'
            ? 'mover'
            : undefined
    if (kind === undefined) continue
    if ('id' in ref) ids.push(ref.id)
    else numbers.push(ref.number)
    kinds.set('id' in ref ? ref.id : ref.number, kind)
  }
  if (kinds.size === 0) return []
  const at = (alias: string, day: string) => sql`
    left join lateral (
      select a.kind, p.unit_id, coalesce(u.name, b.name) as unit_name, p.title, p.rank, u.kind as unit_kind
        from appointment a
        join post p on p.id = a.post_id
        join body b on b.id = p.body_id
        left join unit_at u on u.id = p.unit_id and u.valid_from <= ${day}::date
                           and (u.valid_to is null or u.valid_to > ${day}::date)
       where a.person_id = n.id and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
       order by a.kind not in ('本務', '再任用', '会計年度任用', '臨時', '派遣', '労働者派遣', '委託先要員'),
                a.valid_from, a.id
       limit 1) ${sql.raw(alias)} on true`
  const { rows } = await sql<Row>`
    select n.id, n.number, n.family, n.given,
           now_at.kind, now_at.unit_id, now_at.unit_name, now_at.title, now_at.rank, now_at.unit_kind,
           was.kind as former_kind, was.unit_id as former_unit_id, was.unit_name as former_unit_name,
           was.title as former_title, was.rank as former_rank, was.unit_kind as former_unit_kind
      from person n ${at('now_at', on)} ${at('was', addDays(on, -1))}
     where n.id = any(${ids}::uuid[]) or n.number = any(${numbers}::text[])
     order by n.number`.execute(tx)
  return rows.flatMap((row) => {
    const kind = kinds.get(row.id) ?? kinds.get(row.number)
    if (kind === undefined) return []
    const manages = row.rank === 'head' && sections.has(row.unit_kind ?? '')
    const managed =
      row.former_rank === 'head' &&
      sections.has(row.former_unit_kind ?? '') &&
      row.former_unit_id === row.unit_id
    return [
      {
        personId: row.id,
        number: row.number,
        name: personName(row),
        kind,
        appointment: (kind === 'leaver' ? row.former_kind : row.kind) ?? '本務',
        unitId: kind === 'leaver' ? row.former_unit_id : row.unit_id,
        unitName: (kind === 'leaver' ? row.former_unit_name : row.unit_name) ?? '',
        formerUnitId: row.former_unit_id,
        formerUnitName: row.former_unit_name ?? '',
        title: (kind === 'leaver' ? row.former_title : row.title) ?? '',
        formerTitle: row.former_title ?? '',
        newManager: kind !== 'leaver' && manages && !managed,
      },
    ]
  })
}
