import { sql } from 'kysely'
import type { z } from 'zod'
import { personNames, standingsOf, unitNames } from '#authority/reads.ts'
import type { Act } from '#ground/operation/act.ts'
import { accessOf, reachOf } from '#engine/register/access.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import { campaignOf, noSums, sumColumns, type Sums } from './campaigns.ts'
import type { stocktakeOverview } from './contract.ts'
import { dutyState } from './duty.ts'
import type { StocktakePorts } from './ports.ts'
import { filterColumnsOf } from './snapshot.ts'
import { manages, STOCKTAKE, type CampaignRow } from './who-may.ts'

type In = z.output<typeof stocktakeOverview.input>
type Out = z.input<typeof stocktakeOverview.output>

/** What stands where: when each register was last counted, what runs, whose turn it is. Twelve queries and one per register. */
export async function readOverview(act: Act, input: In, ports: StocktakePorts): Promise<Out> {
  const { tx } = act
  const definitions = ports.definitions.filter(
    ({ key, written }) => written === 'by-people' && (input.register === undefined || key === input.register),
  )
  const reach = await reachOf(act, ports.organisation)
  const wide = manages(act)
  const own = await ownUnits(act)
  const names = await unitNames(tx, [...reach.own, ...own], act.today)
  const { rows: running } = await sql<CampaignRow>`
    select * from stocktake where state <> 'closed' order by due_on, opened_at limit 100`.execute(tx)
  const { rows: history } = await sql<CampaignRow & { total: number }>`
    select *, count(*) over ()::int as total from stocktake
     where state = 'closed' and (${input.register ?? null}::text is null or register = ${input.register ?? null})
     order by as_of desc, opened_at desc
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  const sums = await sumsOf(tx, [...running, ...history], reachScope(definitions, reach, wide))
  const people = await personNames(
    tx,
    [...running, ...history].flatMap((row) => row.opened_by ?? []),
  )
  const definitionOf = (key: string) => ports.definitions.find((each) => each.key === key)
  const shown = (row: CampaignRow) => ({
    ...campaignOf(row, definitionOf(row.register), people),
    ...(sums.get(row.stocktake_id) ?? noSums),
  })
  // A section's own stock-take is nobody's business who sees none of its sheets.
  const visible = (row: CampaignRow): boolean =>
    wide || row.wide || (sums.get(row.stocktake_id)?.sheets ?? 0) > 0
  const states = await dutyStates(tx, ports.definitions, act.today)
  const registers = []
  for (const definition of definitions) {
    const state = states.get(definition.key)
    const cites = await ports.citations(tx, definition.key, definition.slots)
    registers.push({
      key: definition.key,
      name: definition.name,
      noun: definition.noun,
      every: definition.stockTake?.every ?? null,
      lastAsOf: state?.lastAsOf ?? null,
      nextDue: state?.nextDue ?? null,
      overdue: state?.overdue ?? false,
      running: running.some((row) => row.register === definition.key && row.wide && row.unit_ids === null),
      cites: cites.filter(({ slot }) => slot === definition.stockTake?.slot),
      filters: filterColumnsOf(definition).map(({ key, label, choices = [] }) => ({
        key,
        label,
        choices: choices.map(({ value, label: text }) => ({ value, label: text })),
      })),
    })
  }
  return {
    on: act.today,
    registers,
    running: running.filter(visible).map(shown),
    mine: await mySheets(act, running, reach.own, names, definitionOf),
    history: history.filter(visible).map(shown),
    total: history[0]?.total ?? 0,
    mayOpen:
      wide || own.length > 0
        ? { allowed: true }
        : {
            allowed: false,
            because: '棚卸を始めるのは、事務局か、自分の課の分について情報セキュリティ管理者です。',
          },
    mayOpenWide: wide,
    ownUnits: own.map((id) => ({ id, name: names.get(id) ?? '' })),
    page: input.page,
    size: input.size,
  }
}

/** Units whose sheets are summed: those the viewer reads in every register shown; all for the policy office. */
function reachScope(
  definitions: readonly RegisterDefinition[],
  reach: Parameters<typeof accessOf>[0],
  wide: boolean,
): readonly string[] | 'all' {
  if (wide) return 'all'
  return definitions.some((definition) => accessOf(reach, definition).read !== 'all') ? reach.own : 'all'
}

async function sumsOf(
  tx: Tx,
  campaigns: readonly CampaignRow[],
  scope: readonly string[] | 'all',
): Promise<Map<string, Sums>> {
  const ids = campaigns.map((row) => row.stocktake_id)
  if (ids.length === 0) return new Map()
  const units = scope === 'all' ? null : [...scope]
  const { rows } = await sql<Sums & { id: string }>`
    select s.stocktake_id as id, ${sumColumns} from stocktake_sheet s
     where s.stocktake_id = any(${ids}::uuid[]) and (${units}::uuid[] is null or s.unit_id = any(${units}::uuid[]))
     group by s.stocktake_id`.execute(tx)
  return new Map(rows.map(({ id, ...sums }) => [id, sums]))
}

/** Sections the actor answers for by an office of a unit. One query. */
async function ownUnits(act: Act): Promise<string[]> {
  if (act.actor.kind !== 'person') return []
  const standings = await standingsOf(act.tx, act.actor.personId, act.today)
  return [
    ...new Set(
      standings
        .filter((each) => each.office === 'sec-manager' && each.fault === null && each.units === null)
        .filter((each) => each.matters === null || each.matters.includes(STOCKTAKE))
        .flatMap((each) => each.unitId ?? []),
    ),
  ]
}

async function mySheets(
  act: Act,
  running: readonly CampaignRow[],
  own: readonly string[],
  names: ReadonlyMap<string, string>,
  definitionOf: (key: string) => RegisterDefinition | undefined,
): Promise<Out['mine']> {
  const open = new Map(running.filter((row) => row.state === 'open').map((row) => [row.stocktake_id, row]))
  if (open.size === 0 || own.length === 0) return []
  const { rows } = await sql<{
    id: string
    unitId: string
    total: number
    counted: number
    signedAt: string | null
  }>`
    select stocktake_id as id, unit_id as "unitId", total, found + elsewhere + damaged + missing + unseen as counted,
           signed_at as "signedAt"
      from stocktake_sheet
     where stocktake_id = any(${[...open.keys()]}::uuid[]) and unit_id = any(${[...own]}::uuid[])
     order by signed_at nulls first, unit_id limit 50`.execute(act.tx)
  return rows.flatMap(({ id, unitId, ...row }) => {
    const campaign = open.get(id)
    if (campaign === undefined) return []
    return [
      {
        stocktakeId: id,
        title: campaign.title,
        registerName: definitionOf(campaign.register)?.name ?? campaign.register,
        dueOn: campaign.due_on,
        unit: { id: unitId, name: names.get(unitId) ?? '' },
        ...row,
      },
    ]
  })
}

/** Where each register that the text wants counted stands. Two queries. */
export async function dutyStates(
  tx: Tx,
  definitions: readonly RegisterDefinition[],
  on: string,
): Promise<Map<string, ReturnType<typeof dutyState> & { lastAsOf: string | null }>> {
  const keys = definitions.filter((each) => each.stockTake !== undefined).map((each) => each.key)
  const { rows } = await sql<{ register: string; lastAsOf: string | null; dueOn: string | null }>`
    select register, max(as_of) filter (where state = 'closed') as "lastAsOf",
           max(due_on) filter (where state <> 'closed') as "dueOn"
      from stocktake
     where wide and unit_ids is null and filters = '{}'::jsonb and register = any(${keys}::text[])
     group by register`.execute(tx)
  const { rows: filled } = await sql<{ register: string }>`
    select k as register from unnest(${keys}::text[]) k
     where exists (select 1 from register_entry e where e.register = k and e.state = 'current')`.execute(tx)
  const hasLines = new Set(filled.map((row) => row.register))
  return new Map(
    definitions.map((definition) => {
      const row = rows.find(({ register }) => register === definition.key)
      const lastAsOf = row?.lastAsOf ?? null
      const running = row === undefined || row.dueOn === null ? null : { dueOn: row.dueOn }
      const state = dutyState({
        duty: definition.stockTake,
        lastAsOf,
        running,
        hasLines: hasLines.has(definition.key),
        on,
      })
      return [definition.key, { ...state, lastAsOf }]
    }),
  )
}
