import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { findEntryByNumber } from '#engine/register/reads.ts'
import type { noteSurplus, settleSurplus } from './contract-sheet.ts'
import { saveTally } from './count.ts'
import type { StocktakePorts } from './ports.ts'
import { readNumber } from './scan-rules.ts'
import { demandCounting, getCampaign, getSheet, mayCountIn, seesSheet, sightOf } from './who-may.ts'

/** Notes a thing that no line has. */
export async function note(
  act: Act,
  input: z.output<typeof noteSurplus.input>,
  ports: StocktakePorts,
): Promise<{ surplusId: string }> {
  const { campaign, definition, sheet } = await demandCounting(act, input, ports)
  const surplusId = newId()
  await act.recorder.save('stocktake_surplus', {
    tenant_id: act.tenantId,
    surplus_id: surplusId,
    stocktake_id: campaign.stocktake_id,
    unit_id: sheet.unit_id,
    number: input.number === undefined ? null : readNumber(input.number),
    label: input.label,
    note: input.note ?? null,
    way: 'list',
    state: 'open',
    at: act.at,
    by: personOf(act).personId,
  })
  await saveTally(act, sheet)
  act.recorder.describe({
    act: '台帳にない物の書留め',
    subject: { kind: 'stocktake', id: campaign.stocktake_id, label: `${definition.name} ${campaign.title}` },
    note: input.label,
  })
  return { surplusId }
}

/** Ties such a thing to the line that was registered for it, or takes it back with a reason; also after the signature. */
export async function settle(
  act: Act,
  input: z.output<typeof settleSurplus.input>,
  ports: StocktakePorts,
): Promise<{ state: 'registered' | 'dropped' }> {
  const { personId } = personOf(act)
  const found = await act.tx
    .selectFrom('stocktake_surplus')
    .selectAll()
    .where('surplus_id', '=', input.surplusId)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return noSuchThing()
  const { campaign, definition } = await getCampaign(act, found.stocktake_id, ports)
  const sight = await sightOf(act, definition, ports)
  if (!seesSheet(sight, found.unit_id)) return noSuchThing()
  if (!mayCountIn(sight, found.unit_id)) {
    return refuse('forbidden', 'これを片付けるのは、見つけた課の職員です。')
  }
  if (found.state !== 'open') {
    return refuse('conflict', 'これは、もう片付いています。開き直してください。')
  }
  const sheet = await getSheet(act, campaign.stocktake_id, found.unit_id, true)
  const settled = { settled_at: act.at, settled_by: personId }
  if (input.how.as === 'registered') {
    const number = readNumber(input.how.number)
    const entry = await findEntryByNumber(act.tx, definition, number)
    if (entry === undefined || entry.state === 'closed') {
      return refuse(
        'invalid',
        `管理番号「${number}」の行は「${definition.name}」の現在の行にありません。登録してから、その番号を入れてください。`,
        {
          problems: [{ at: 'how.number', message: '登録した行の管理番号を入れてください。', value: number }],
        },
      )
    }
    await act.recorder.save('stocktake_surplus', {
      ...found,
      ...settled,
      state: 'registered',
      entry_id: entry.entryId,
    })
  } else {
    await act.recorder.save('stocktake_surplus', {
      ...found,
      ...settled,
      state: 'dropped',
      reason: input.how.reason,
    })
  }
  await saveTally(act, sheet)
  act.recorder.describe({
    act: input.how.as === 'registered' ? '台帳にない物の登録' : '台帳にない物の取消し',
    subject: { kind: 'stocktake', id: campaign.stocktake_id, label: `${definition.name} ${campaign.title}` },
    note: input.how.as === 'registered' ? input.how.number : input.how.reason,
  })
  return { state: input.how.as }
}

function noSuchThing(): never {
  return refuse('not-found', 'その書留めはありません。棚卸の表から選び直してください。')
}
