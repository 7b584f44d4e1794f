import { sql } from 'kysely'
import type { z } from 'zod'
import { personNames, unitNames } from '#authority/reads.ts'
import type { Act } from '#ground/operation/act.ts'
import { fold } from '#ground/words/fold.ts'
import { describeCampaign, noSums, sumColumns, type Sums } from './campaigns.ts'
import { closingObstacle } from './close.ts'
import type { stocktakeProgress } from './contract.ts'
import { changeCounts, previousCampaign } from './differences.ts'
import type { StocktakePorts } from './ports.ts'
import { getCampaign, noSuchStocktake, sightOf } from './who-may.ts'

type In = z.output<typeof stocktakeProgress.input>
type Out = z.input<typeof stocktakeProgress.output>

const states = {
  all: sql`true`,
  untouched: sql`s.signed_at is null and s.found + s.elsewhere + s.damaged + s.missing + s.unseen = 0`,
  counting: sql`s.signed_at is null and s.found + s.elsewhere + s.damaged + s.missing + s.unseen between 1 and s.total - 1`,
  ready: sql`s.signed_at is null and s.found + s.elsewhere + s.damaged + s.missing + s.unseen = s.total`,
  signed: sql`s.signed_at is not null`,
  differs: sql`s.elsewhere + s.damaged + s.missing + s.surplus > 0`,
}

/** How far a stock-take is: sums, departments, sections. Sixteen queries whatever the size of the city. */
export async function readProgress(act: Act, input: In, ports: StocktakePorts): Promise<Out> {
  const { tx } = act
  const { campaign, definition } = await getCampaign(act, input.stocktakeId, ports)
  const sight = await sightOf(act, definition, ports)
  const scope = sight.manages
    ? 'all'
    : sight.read === 'all'
      ? 'all'
      : [...new Set([...sight.read, ...sight.reach.own])]
  const units = scope === 'all' ? null : [...scope]
  const base = sql`s.stocktake_id = ${campaign.stocktake_id}::uuid
    and (${units}::uuid[] is null or s.unit_id = any(${units}::uuid[]))`
  const { rows: sums } = await sql<Sums>`select ${sumColumns} from stocktake_sheet s where ${base}`.execute(
    tx,
  )
  const [sum = noSums] = sums
  if (!campaign.wide && sum.sheets === 0 && !sight.manages && campaign.state !== 'preparing')
    return noSuchStocktake()
  const unitOn = sql`
    left join lateral (
      select a.parent_id, a.code, a.name, a.search from unit_at a where a.id = s.unit_id
       order by (a.valid_from <= ${act.today}::date) desc, abs(a.valid_from - ${act.today}::date) limit 1) u on true`
  const { rows: groups } = await sql<Omit<Out['groups'][number], 'parent'> & { parentId: string | null }>`
    select u.parent_id as "parentId", count(*)::int as sheets, count(s.signed_at)::int as signed,
           sum(s.total)::int as lines, sum(s.found + s.elsewhere + s.damaged + s.missing + s.unseen)::int as counted
      from stocktake_sheet s ${unitOn} where ${base}
     group by u.parent_id order by min(u.code) limit 300`.execute(tx)
  const like = `%${fold(input.search ?? '').replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`
  const narrowed = sql`${base} and ${states[input.only]}
    and (${input.parentId ?? null}::uuid is null or u.parent_id = ${input.parentId ?? null}::uuid)
    and (${input.search ?? ''} = '' or u.search like ${like} or u.name like ${like})`
  type Row = Omit<Out['rows'][number], 'unit' | 'parentName'> & {
    unitId: string
    name: string
    parentId: string | null
    shown: number
  }
  const { rows } = await sql<Row>`
    select s.unit_id as "unitId", u.name, u.parent_id as "parentId", s.total, s.found, s.elsewhere, s.damaged,
           s.missing, s.unseen, s.surplus, s.signed_at as "signedAt", s.signed_by as "signedBy", s.capacity,
           s.reason, count(*) over ()::int as shown
      from stocktake_sheet s ${unitOn} where ${narrowed}
     order by u.code, s.unit_id limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  const parents = [...groups, ...rows].flatMap((row) => row.parentId ?? [])
  const names = await unitNames(tx, parents, act.today)
  const people = await personNames(
    tx,
    rows.flatMap((row) => row.signedBy ?? []),
  )
  const because = await closingObstacle(act, campaign)
  return {
    campaign: await describeCampaign(tx, campaign, definition),
    ...sum,
    groups: groups.map(({ parentId, ...group }) => ({
      parent: parentId === null ? null : { id: parentId, name: names.get(parentId) ?? '' },
      ...group,
    })),
    rows: rows.map(({ unitId, name, parentId, signedBy, ...row }) => ({
      ...row,
      unit: { id: unitId, name: name ?? '' },
      parentName: names.get(parentId ?? '') ?? '',
      signedBy: signedBy === null ? null : (people.get(signedBy) ?? ''),
    })),
    total: rows[0]?.shown ?? 0,
    changes: await changeCounts(tx, campaign, units),
    previous: await previousCampaign(tx, campaign.previous_id),
    mayClose: because === undefined ? { allowed: true } : { allowed: false, because },
    cites: (await ports.citations(tx, definition.key, definition.slots)).filter(
      ({ slot }) => slot === definition.stockTake?.slot,
    ),
    page: input.page,
    size: input.size,
  }
}
