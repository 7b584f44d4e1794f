import { sql, type Selectable } from 'kysely'
import { bestStanding } from '#authority/deciders.ts'
import { officeCodes, type OfficeCode } from '#authority/offices.ts'
import { standingsOf } from '#authority/reads.ts'
import type { Standing } from '#authority/standing.ts'
import { accessOf, holds, reachOf, type Reach } from '#engine/register/access.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import type { Scope } from '#engine/register/list.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { StocktakePorts } from './ports.ts'
import type { StocktakeSheetTable, StocktakeTable } from './tables.ts'

/** What the matter is called to a right that was lent for some matters only. */
export const STOCKTAKE = 'stocktake'

export type CampaignRow = Selectable<StocktakeTable>
export type SheetRow = Selectable<StocktakeSheetTable>

export function officeOf(office: string): OfficeCode {
  return officeCodes.find((code) => code === office) ?? 'sec-manager'
}

/** Runs whole stock-takes: the policy office, and the house itself. */
export function manages(act: Act): boolean {
  const { actor } = act
  return actor.kind === 'person' ? actor.rights.has('policy.manage') : actor.kind !== 'nobody'
}

/** What the actor reads and counts of a register. */
export type Sight = {
  readonly reach: Reach
  /** Units whose lines he reads, and so whose sheets he sees. */
  readonly read: Scope
  readonly manages: boolean
}

export async function sightOf(
  act: Act,
  definition: RegisterDefinition,
  ports: StocktakePorts,
): Promise<Sight> {
  const reach = await reachOf(act, ports.organisation)
  return { reach, read: accessOf(reach, definition).read, manages: manages(act) }
}

/** Whoever works in the section counts its things, and whoever answers for it. */
export function mayCountIn(sight: Sight, unitId: string): boolean {
  return sight.reach.actor.kind === 'person' && sight.reach.own.includes(unitId)
}

/** Sees the sheet at all. */
export function seesSheet(sight: Sight, unitId: string): boolean {
  return sight.manages || holds(sight.read, unitId) || mayCountIn(sight, unitId)
}

/** The unit that answers today for what a unit left when it ended: the last of its heirs. One query. */
export async function answeringUnit(tx: Tx, unitId: string, on: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with recursive heirs as (
      select ${unitId}::uuid as id, 0 as step
      union all
      select s.to_unit_id, h.step + 1 from heirs h
        join unit_succession s on s.from_unit_id = h.id and s.heir and s.effective_on <= ${on}::date
       where s.to_unit_id is not null and h.step < 20)
    select id from heirs order by step desc limit 1`.execute(tx)
  return rows[0]?.id ?? unitId
}

/** The right in which the actor answers for a sheet today. Two queries. */
export async function standingFor(
  act: Act,
  sheet: { readonly office: string; readonly unit_id: string },
): Promise<Standing | undefined> {
  if (act.actor.kind !== 'person') return undefined
  const standings = await standingsOf(act.tx, act.actor.personId, act.today)
  const unitId = await answeringUnit(act.tx, sheet.unit_id, act.today)
  return bestStanding(standings, { office: officeOf(sheet.office), unitId, matter: STOCKTAKE }, null)
}

/** @throws Refusal 'not-found'. */
export async function getCampaign(
  act: Act,
  stocktakeId: string,
  ports: StocktakePorts,
  lock = false,
): Promise<{ campaign: CampaignRow; definition: RegisterDefinition }> {
  const campaign = await act.tx
    .selectFrom('stocktake')
    .selectAll()
    .where('stocktake_id', '=', stocktakeId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  const definition = ports.definitions.find(({ key }) => key === campaign?.register)
  return campaign === undefined || definition === undefined ? noSuchStocktake() : { campaign, definition }
}

export function noSuchStocktake(): never {
  return refuse('not-found', 'その棚卸はありません。一覧から選び直してください。')
}

export function noSuchSheet(): never {
  return refuse('not-found', 'その課の棚卸の表はありません。一覧から選び直してください。')
}

/** @throws Refusal 'not-found'. */
export async function getSheet(
  act: Act,
  stocktakeId: string,
  unitId: string,
  lock = false,
): Promise<SheetRow> {
  const row = await act.tx
    .selectFrom('stocktake_sheet')
    .selectAll()
    .where('stocktake_id', '=', stocktakeId)
    .where('unit_id', '=', unitId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row ?? noSuchSheet()
}

/** Why nothing can be counted on this sheet now; undefined when it can. */
export function countingObstacle(campaign: CampaignRow, sheet: SheetRow, may: boolean): string | undefined {
  if (!may) return 'この課の物を数えるのは、この課の職員です。ほかの課の分は数えられません。'
  if (campaign.state === 'closed') return 'この棚卸は、締め切られています。'
  if (campaign.state === 'preparing')
    return 'この棚卸は、まだ表を配っている途中です。少し待って開き直してください。'
  if (sheet.signed_at !== null)
    return 'この課の棚卸は、もう確かめ終えています。直すには、事務局に相談してください。'
  return undefined
}

/** The sheet, locked, for whoever counts on it. @throws Refusal with the reason. */
export async function demandCounting(
  act: Act,
  key: { stocktakeId: string; unitId: string },
  ports: StocktakePorts,
) {
  const { campaign, definition } = await getCampaign(act, key.stocktakeId, ports)
  const sight = await sightOf(act, definition, ports)
  const sheet = await getSheet(act, campaign.stocktake_id, key.unitId, true)
  if (!seesSheet(sight, sheet.unit_id)) return noSuchSheet()
  const may = mayCountIn(sight, sheet.unit_id)
  const because = countingObstacle(campaign, sheet, may)
  if (because !== undefined) return refuse(may ? 'conflict' : 'forbidden', because)
  return { campaign, definition, sheet }
}
