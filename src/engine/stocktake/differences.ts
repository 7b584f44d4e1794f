import { sql } from 'kysely'
import type { z } from 'zod'
import { unitNames } from '#authority/reads.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { describeCampaign } from './campaigns.ts'
import { differenceKinds, type DifferenceKind, type stocktakeDifferences } from './contract.ts'
import type { StocktakePorts } from './ports.ts'
import { getCampaign, sightOf, type CampaignRow } from './who-may.ts'

type In = z.output<typeof stocktakeDifferences.input>
type Out = z.input<typeof stocktakeDifferences.output>

/** Lines that were not there this time and not the time before. */
const missingTwice = (campaign: CampaignRow) => sql`
  stocktake_count c
    join stocktake_count b on b.tenant_id = c.tenant_id and b.stocktake_id = ${campaign.previous_id}::uuid
     and b.entry_id = c.entry_id and b.outcome = 'missing'
   where c.stocktake_id = ${campaign.stocktake_id}::uuid and c.outcome = 'missing'`

const within = (column: string, units: readonly string[] | null) =>
  sql`(${units}::uuid[] is null or ${sql.ref(column)} = any(${units}::uuid[]))`

/** How many lines differ from the stock-take before, by kind. Two queries. */
export async function changeCounts(
  tx: Tx,
  campaign: CampaignRow,
  units: readonly string[] | null,
): Promise<{ kind: DifferenceKind; count: number }[]> {
  if (campaign.previous_id === null) return []
  const { rows } = await sql<{ kind: DifferenceKind; count: number }>`
    select kind, count(*)::int as count from stocktake_change
     where stocktake_id = ${campaign.stocktake_id}::uuid and ${within('unit_id', units)} group by kind`.execute(
    tx,
  )
  const { rows: twice } = await sql<{ count: number }>`
    select count(*)::int as count from ${missingTwice(campaign)} and ${within('c.unit_id', units)}`.execute(
    tx,
  )
  const found = new Map(rows.map(({ kind, count }) => [kind, count]))
  found.set('missing-twice', twice[0]?.count ?? 0)
  return differenceKinds.map((kind) => ({ kind, count: found.get(kind) ?? 0 }))
}

/** The stock-take it was compared with. One query. */
export async function previousCampaign(tx: Tx, previousId: string | null): Promise<Out['previous']> {
  if (previousId === null) return null
  const row = await tx
    .selectFrom('stocktake')
    .select(['stocktake_id', 'title', 'as_of'])
    .where('stocktake_id', '=', previousId)
    .executeTakeFirst()
  return row === undefined ? null : { stocktakeId: row.stocktake_id, title: row.title, asOf: row.as_of }
}

/** The lines of one kind of difference, of the sections the viewer reads. Ten queries. */
export async function readDifferences(act: Act, input: In, ports: StocktakePorts): Promise<Out> {
  const { tx } = act
  const { campaign, definition } = await getCampaign(act, input.stocktakeId, ports)
  const sight = await sightOf(act, definition, ports)
  const units =
    sight.manages || sight.read === 'all' ? null : [...new Set([...sight.read, ...sight.reach.own])]
  type Row = Omit<Out['rows'][number], 'unit'> & { unitId: string; total: number }
  const paging = sql`limit ${input.size} offset ${(input.page - 1) * input.size}`
  const { rows } =
    input.kind === 'missing-twice'
      ? await sql<Row>`
          select t.*, l.number, l.label, l.place as was, l.place as now from (
            select c.entry_id as "entryId", c.unit_id as "unitId", count(*) over ()::int as total
              from ${missingTwice(campaign)} and ${within('c.unit_id', units)}) t
            join stocktake_line l on l.stocktake_id = ${campaign.stocktake_id}::uuid and l.entry_id = t."entryId"
           order by l.number ${paging}`.execute(tx)
      : await sql<Row>`
          select entry_id as "entryId", unit_id as "unitId", number, label, was, now, count(*) over ()::int as total
            from stocktake_change
           where stocktake_id = ${campaign.stocktake_id}::uuid and kind = ${input.kind} and ${within('unit_id', units)}
           order by number ${paging}`.execute(tx)
  const names = await unitNames(
    tx,
    rows.map((row) => row.unitId),
    act.today,
  )
  return {
    campaign: await describeCampaign(tx, campaign, definition),
    previous: await previousCampaign(tx, campaign.previous_id),
    changes: await changeCounts(tx, campaign, units),
    rows: rows.map(({ unitId, ...row }) => ({
      ...row,
      unit: { id: unitId, name: names.get(unitId) ?? '' },
    })),
    total: rows[0]?.total ?? 0,
    page: input.page,
    size: input.size,
  }
}
