import { sql } from 'kysely'
import type { z } from 'zod'
import { offices } from '#authority/offices.ts'
import { personNames, unitNames } from '#authority/reads.ts'
import type { Values } from '#engine/register/definition.ts'
import type { Act } from '#ground/operation/act.ts'
import { fold } from '#ground/words/fold.ts'
import { describeCampaign } from './campaigns.ts'
import type { CountWay, Outcome } from './contract.ts'
import type { stocktakeSheet } from './contract-sheet.ts'
import type { StocktakePorts } from './ports.ts'
import { signingObstacle } from './sign.ts'
import { awayOf } from './snapshot.ts'
import {
  countingObstacle,
  getCampaign,
  getSheet,
  mayCountIn,
  noSuchSheet,
  officeOf,
  seesSheet,
  sightOf,
  standingFor,
} from './who-may.ts'

type In = z.output<typeof stocktakeSheet.input>
type Out = z.input<typeof stocktakeSheet.output>

const onlys = {
  all: sql`true`,
  open: sql`c.outcome is null`,
  differs: sql`c.outcome in ('elsewhere', 'damaged', 'missing', 'unseen')`,
} as const

/** One section's sheet, a page at a time. Fifteen queries whatever its size. */
export async function readSheet(act: Act, input: In, ports: StocktakePorts): Promise<Out> {
  const { tx } = act
  const { campaign, definition } = await getCampaign(act, input.stocktakeId, ports)
  const sight = await sightOf(act, definition, ports)
  const sheet = await getSheet(act, campaign.stocktake_id, input.unitId)
  if (!seesSheet(sight, sheet.unit_id)) return noSuchSheet()
  const right = await standingFor(act, sheet)
  const only =
    input.only === 'all' || input.only === 'open' || input.only === 'differs'
      ? onlys[input.only]
      : sql`c.outcome = ${input.only}`
  const like = `%${fold(input.search ?? '').replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`
  type Row = Omit<Out['lines'][number], 'countedBy' | 'seenBy' | 'away'> & {
    now: Values
    outcome: Outcome | null
    way: CountWay | null
    by: string | null
    seenIn: string | null
    shown: number
  }
  const { rows } = await sql<Row>`
    select l.*, k.unit_id as "seenIn" from (
      select l.entry_id as "entryId", l.number, l.label, l.classes, l.place, c.outcome, c.note, c.way, c.by,
             e.values as now, e.state = 'closed' as "closedSince", count(*) over ()::int as shown,
             exists (select 1 from stocktake_count b
                      where b.tenant_id = l.tenant_id and b.stocktake_id = ${campaign.previous_id}::uuid
                        and b.entry_id = l.entry_id and b.outcome = 'missing') as "missedBefore"
        from stocktake_line l
        join register_entry e on e.tenant_id = l.tenant_id and e.entry_id = l.entry_id
        left join stocktake_count c
          on c.tenant_id = l.tenant_id and c.stocktake_id = l.stocktake_id and c.entry_id = l.entry_id
       where l.stocktake_id = ${campaign.stocktake_id}::uuid and l.unit_id = ${sheet.unit_id}::uuid and ${only}
         and (${input.search ?? ''} = '' or lower(l.number) like ${like} or e.search like ${like})
       order by l.number limit ${input.size} offset ${(input.page - 1) * input.size}) l
      left join lateral (
        select k.unit_id from stocktake_scan k
         where k.stocktake_id = ${campaign.stocktake_id}::uuid and k.entry_id = l."entryId"
           and k.result = 'other-unit' limit 1) k on true
     order by l.number`.execute(tx)
  const { rows: surplus } = await sql<Omit<Out['surplus'][number], 'by'> & { by: string }>`
    select surplus_id as "surplusId", number, label, note, state, entry_id as "entryId", reason, at, by
      from stocktake_surplus
     where stocktake_id = ${campaign.stocktake_id}::uuid and unit_id = ${sheet.unit_id}::uuid
     order by state = 'dropped', at, surplus_id limit 200`.execute(tx)
  const { rows: counters } = await sql<{ by: string; lines: number }>`
    select by, count(*)::int as lines from stocktake_count
     where stocktake_id = ${campaign.stocktake_id}::uuid and unit_id = ${sheet.unit_id}::uuid
     group by by order by 2 desc, by limit 20`.execute(tx)
  const people = await personNames(tx, [
    ...rows.flatMap((row) => row.by ?? []),
    ...surplus.map((row) => row.by),
    ...counters.map((row) => row.by),
    ...[sheet.signed_by ?? [], sheet.right_of ?? []].flat(),
  ])
  const names = await unitNames(tx, [sheet.unit_id, ...rows.flatMap((row) => row.seenIn ?? [])], act.today)
  const mayCount = countingObstacle(campaign, sheet, mayCountIn(sight, sheet.unit_id))
  const maySign = signingObstacle(campaign, sheet, right)
  const me = act.actor.kind === 'person' ? act.actor.personId : null
  const { found, elsewhere, damaged, missing, unseen, total } = sheet
  return {
    campaign: await describeCampaign(tx, campaign, definition),
    unit: { id: sheet.unit_id, name: names.get(sheet.unit_id) ?? '' },
    officeWord: right?.word ?? offices[officeOf(sheet.office)].word,
    tally: { total, found, elsewhere, damaged, missing, unseen, surplus: sheet.surplus },
    shown: rows[0]?.shown ?? 0,
    lines: rows.map(({ by, seenIn, now, ...row }) => ({
      ...row,
      away: awayOf(definition, now),
      countedBy: by === null ? null : (people.get(by) ?? ''),
      seenBy: seenIn === null ? null : (names.get(seenIn) ?? ''),
    })),
    surplus: surplus.map((row) => ({ ...row, by: people.get(row.by) ?? '' })),
    counters: counters.map(({ by, lines }) => ({ name: people.get(by) ?? '', lines })),
    signed:
      sheet.signed_at === null
        ? null
        : {
            at: sheet.signed_at,
            name: people.get(sheet.signed_by ?? '') ?? '',
            capacity: sheet.capacity ?? '',
            rightOf: sheet.right_of === null ? null : (people.get(sheet.right_of) ?? null),
            reason: sheet.reason,
          },
    mayCount: mayCount === undefined ? { allowed: true } : { allowed: false, because: mayCount },
    maySign: maySign === undefined ? { allowed: true } : { allowed: false, because: maySign },
    capacity: right?.capacity ?? null,
    countedMyself: counters.some(({ by }) => by === me),
    cites: (await ports.citations(tx, definition.key, definition.slots)).filter(
      ({ slot }) => slot === definition.stockTake?.slot,
    ),
    page: input.page,
    size: input.size,
  }
}
