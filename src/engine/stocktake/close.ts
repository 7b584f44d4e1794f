import type { z } from 'zod'
import { closeTasks } from '#engine/task/tasks.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { closeStocktake } from './contract.ts'
import type { StocktakePorts } from './ports.ts'
import {
  getCampaign,
  manages,
  sightOf,
  seesSheet,
  standingFor,
  noSuchStocktake,
  type CampaignRow,
} from './who-may.ts'

/** Why the actor may not close it now; undefined when he may. A whole one is the policy office's, a section's its own. */
export async function closingObstacle(act: Act, campaign: CampaignRow): Promise<string | undefined> {
  if (campaign.state === 'closed') return 'この棚卸は、もう締め切られています。'
  if (campaign.state === 'preparing') return 'この棚卸は、まだ表を配っている途中です。'
  if (manages(act)) return undefined
  if (campaign.wide) return '全庁の棚卸を締め切るのは、事務局です。'
  for (const unitId of campaign.unit_ids ?? []) {
    const sheet = await act.tx
      .selectFrom('stocktake_sheet')
      .select(['office', 'unit_id'])
      .where('stocktake_id', '=', campaign.stocktake_id)
      .where('unit_id', '=', unitId)
      .executeTakeFirst()
    if (sheet !== undefined && (await standingFor(act, sheet)) !== undefined) return undefined
  }
  return 'この棚卸を締め切るのは、始めた課の情報セキュリティ管理者か、事務局です。'
}

/** Ends a stock-take: sections that have not signed stay visible as such, with the reason. */
export async function endStocktake(
  act: Act,
  input: z.output<typeof closeStocktake.input>,
  ports: StocktakePorts,
): Promise<{ unsigned: number }> {
  const { campaign, definition } = await getCampaign(act, input.stocktakeId, ports, true)
  const sight = await sightOf(act, definition, ports)
  if (!campaign.wide && !sight.manages && !(campaign.unit_ids ?? []).some((id) => seesSheet(sight, id))) {
    return noSuchStocktake()
  }
  const because = await closingObstacle(act, campaign)
  if (because !== undefined) {
    const forbidden = campaign.state === 'open'
    refuse(forbidden ? 'forbidden' : 'conflict', because)
  }
  const unsigned = await act.tx
    .selectFrom('stocktake_sheet')
    .select('unit_id')
    .where('stocktake_id', '=', campaign.stocktake_id)
    .where('signed_at', 'is', null)
    .execute()
  if (unsigned.length > 0 && input.reason === undefined) {
    refuse(
      'invalid',
      `まだ確かめ終えていない課が${unsigned.length}あります。締め切る理由を書いてください。`,
      {
        problems: [{ at: 'reason', message: '終わっていない課を残して締め切る理由を書いてください。' }],
      },
    )
  }
  for (const { unit_id } of unsigned) {
    await closeTasks(
      act,
      {
        subject: { kind: 'stocktake-sheet', id: `${campaign.stocktake_id}:${unit_id}` },
        kind: 'stocktake.count',
      },
      { state: 'dropped', outcome: '確かめ終わらないまま、棚卸が締め切られました。' },
    )
  }
  await closeTasks(
    act,
    { subject: { kind: 'stocktake', id: campaign.stocktake_id } },
    { state: 'done', outcome: '結果を確かめ、締め切りました。' },
  )
  await act.recorder.save('stocktake', {
    ...campaign,
    state: 'closed',
    closed_at: act.at,
    closed_by: act.actor.kind === 'person' ? act.actor.personId : null,
  })
  act.recorder.describe({
    act: '棚卸の締切り',
    subject: { kind: 'stocktake', id: campaign.stocktake_id, label: `${definition.name} ${campaign.title}` },
    note:
      unsigned.length === 0
        ? 'すべての課が確かめ終えた'
        : `確かめ終えていない課 ${unsigned.length}。${input.reason ?? ''}`,
  })
  return { unsigned: unsigned.length }
}
