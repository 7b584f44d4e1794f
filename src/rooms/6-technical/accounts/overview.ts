import { sql } from 'kysely'
import { standingsOf, unitNames } from '#authority/reads.ts'
import type { Act } from '#ground/operation/act.ts'
import type { z } from 'zod'
import type { idsOverview } from './contract.ts'
import { inSight, type AccountPorts } from './differences.ts'
import type { DifferenceKind } from './difference.ts'
import { checkValues, systemsOn } from './load.ts'
import { bestIn, mayImport, REVIEW, sightOf } from './who-may.ts'

type Out = z.input<typeof idsOverview.output>

/** The first page of IDs: systems and what can be said of them, the running stock-take, one's own sheets. */
export async function overview(act: Act, ports: AccountPorts): Promise<Out> {
  const { tx } = act
  const sight = await sightOf(act, ports.organisation)
  const systems = await systemsOn(tx, act.today)
  const { rows: live } = await sql<{ systemId: string; count: number }>`
    select text_2 as "systemId", count(*)::int as count from register_entry
     where register = 'account' and state = 'current' and text_5 = 'live' group by text_2`.execute(tx)
  const { rows: found } = await sql<{ systemId: string; kind: DifferenceKind; count: number }>`
    select d.system_id as "systemId", d.kind, count(*)::int as count from account_difference d
     where d.resolved_at is null and ${inSight(sight, systems)}
     group by d.system_id, d.kind order by count desc, d.kind`.execute(tx)
  const { rows: checks } = await sql<NonNullable<Out['lastCheck']>>`
    select checked_at as at, accounts, open, dormant_days as "dormantDays" from account_check
     order by checked_at desc limit 1`.execute(tx)
  const names = await unitNames(
    tx,
    systems.map((system) => system.unitId),
    act.today,
  )
  const liveIn = new Map(live.map((row) => [row.systemId, row.count]))
  const differencesOf = Map.groupBy(found, (row) => row.systemId)
  const values = await checkValues(tx, act.today)
  const review = await currentReview(act)
  return {
    on: act.today,
    systems: systems.map((system) => ({
      systemId: system.systemId,
      number: system.number,
      name: system.name,
      unit: { id: system.unitId, name: names.get(system.unitId) ?? '' },
      exportEvery: system.exportEvery,
      state:
        system.state.can === 'partly' ? { can: 'partly', untold: [...system.state.untold] } : system.state,
      latest:
        system.latest === undefined
          ? null
          : {
              takenOn: system.latest.takenOn,
              readAt: system.latest.readAt,
              fileName: system.latest.fileName,
              lines: system.latest.lines,
              refused: system.latest.refused,
              problem: system.latest.problem,
            },
      accounts: liveIn.get(system.systemId) ?? 0,
      differences: (differencesOf.get(system.systemId) ?? []).map(({ kind, count }) => ({ kind, count })),
      mayImport: mayImport(sight, system.unitId),
    })),
    unreadable: systems.filter((system) => system.state.can === 'cannot').length,
    differences: summed(found),
    lastCheck: checks[0] ?? null,
    usualDormantDays: values.usual,
    dormantDays: values.dormantDays,
    review,
    mySheets: review === null ? [] : await mySheets(act, review.reviewId),
    mayManage: sight.manages
      ? { allowed: true }
      : { allowed: false, because: '棚卸を始めたり締め切ったりするのは、事務局です。' },
    cites: [...(await ports.citations(tx, 'register:account', act.today))],
  }
}

/** The differences of all systems in sight, most frequent first. */
function summed(
  found: readonly { readonly kind: DifferenceKind; readonly count: number }[],
): { kind: DifferenceKind; count: number }[] {
  const counts = new Map<DifferenceKind, number>()
  for (const { kind, count } of found) counts.set(kind, (counts.get(kind) ?? 0) + count)
  return [...counts].map(([kind, count]) => ({ kind, count })).toSorted((a, b) => b.count - a.count)
}

async function currentReview(act: Act): Promise<Out['review']> {
  const { rows } = await sql<NonNullable<Out['review']>>`
    select r.review_id as "reviewId", r.title, r.as_of as "asOf", r.due_on as "dueOn", r.state,
           count(s.unit_id)::int as sheets, count(s.signed_at)::int as signed,
           coalesce(sum(s.total), 0)::int as lines,
           coalesce(sum(s.kept + s.removing + s.unknown), 0)::int as answered
      from (select * from id_review order by (state <> 'closed') desc, opened_at desc limit 1) r
      left join id_review_sheet s on s.tenant_id = r.tenant_id and s.review_id = r.review_id
     group by r.review_id, r.title, r.as_of, r.due_on, r.state`.execute(act.tx)
  return rows[0] ?? null
}

/** The sheets whose office the viewer holds or stands in for. Four queries. */
async function mySheets(act: Act, reviewId: string): Promise<Out['mySheets']> {
  if (act.actor.kind !== 'person') return []
  const standings = await standingsOf(act.tx, act.actor.personId, act.today)
  const units = [...new Set(standings.flatMap((standing) => standing.unitId ?? []))]
  if (units.length === 0) return []
  const sheets = await act.tx
    .selectFrom('id_review_sheet')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('unit_id', 'in', units)
    .execute()
  const mine = sheets.filter((sheet) => bestIn(standings, sheet.office, sheet.unit_id, REVIEW) !== undefined)
  const names = await unitNames(
    act.tx,
    mine.map((sheet) => sheet.unit_id),
    act.today,
  )
  return mine.map((sheet) => ({
    unit: { id: sheet.unit_id, name: names.get(sheet.unit_id) ?? '' },
    total: sheet.total,
    answered: sheet.kept + sheet.removing + sheet.unknown,
    signedAt: sheet.signed_at,
  }))
}
