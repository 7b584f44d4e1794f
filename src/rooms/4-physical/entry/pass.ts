import type { z } from 'zod'
import { formatInstant } from '#ground/clock/wareki.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { doorsOf, requireArea } from './areas.ts'
import { insideNow } from './board.ts'
import type { passDoor } from './contract-keeping.ts'
import type { EntryPorts } from './ports.ts'
import { writeLine } from './record.ts'
import { whoKey } from './store.ts'

/** A reader that is held a moment too long types its number twice. */
const bounceSeconds = 5

/**
 * Writes by a card that somebody goes in, or out if he is inside. Whose card it is stands in the card register; a card
 * nobody has opens nothing here, one reported lost is written and told at once: somebody goes in with it.
 */
export async function passWithCard(
  act: Act,
  input: z.output<typeof passDoor.input>,
  ports: EntryPorts,
): Promise<z.input<typeof passDoor.output>> {
  const area = requireArea((await doorsOf(act, ports)).kept, input.areaId)
  const card = input.card.normalize('NFKC')
  const holder = (await ports.cardHolders(act.tx, [card])).get(card)
  if (holder === undefined) {
    return refuse(
      'invalid',
      `カード番号「${card}」は、いま誰にも渡されていません。番号を確かめるか、氏名から選んで書いてください。`,
      { problems: [{ at: 'card', message: 'ICカード台帳にある番号を入れてください。', value: card }] },
    )
  }
  const { personId } = holder
  const who = whoKey({ personId, card: null, name: '', company: null })
  await refuseBounce(act, area.areaId, who)
  const inside = await insideNow(act.tx, area.areaId, act.today)
  const direction = input.direction ?? (inside.some((line) => line.who === who) ? 'out' : 'in')
  const { lineId, name, warnings } = await writeLine(
    act,
    { areaId: area.areaId, direction, kind: 'staff', personId },
    ports,
    card,
  )
  return {
    lineId,
    name,
    direction,
    warnings: [
      ...warnings,
      ...(holder.lost
        ? [`このカードは、${name}さんから紛失の届出があります。持っている人が本人かを確かめてください。`]
        : []),
    ],
  }
}

/** @throws Refusal 'conflict' where the same person was written down a moment ago. */
async function refuseBounce(act: Act, areaId: string, who: string): Promise<void> {
  const since = new Date(Date.parse(act.at) - bounceSeconds * 1_000).toISOString()
  const last = await act.tx
    .selectFrom('entry_line')
    .select(['at', 'name', 'direction'])
    .where('area_id', '=', areaId)
    .where('who', '=', who)
    .where('at', '>', since)
    .where('origin', '=', 'typed')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last === undefined) return
  refuse(
    'conflict',
    `${last.name}さんの${last.direction === 'in' ? '入室' : '退室'}は、${formatInstant(last.at)}に書いたばかりです。続けて書くときは、少し待ってください。`,
  )
}
