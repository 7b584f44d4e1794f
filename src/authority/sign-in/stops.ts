import { jstDate } from '#ground/clock/clock.ts'
import type { Tx } from '#ground/database/database.ts'
import { formatInstant } from '#ground/clock/calendar.ts'
import '../tables.ts'
import './tables.ts'

export type Stop = { readonly stopId: string; readonly until: string | null; readonly reason: string }

/** The stop that bars a person at an instant, the one that lasts longest. One query. */
export async function stopOf(tx: Tx, personId: string, at: string): Promise<Stop | null> {
  const rows = await tx
    .selectFrom('account_stop')
    .select(['stop_id', 'stop_until', 'reason'])
    .where('person_id', '=', personId)
    .where('lifted_at', 'is', null)
    .where('stop_from', '<=', at)
    .where((where) => where.or([where('stop_until', 'is', null), where('stop_until', '>', at)]))
    .orderBy('stop_until', (order) => order.desc().nullsFirst())
    .limit(1)
    .execute()
  const [row] = rows
  return row === undefined ? null : { stopId: row.stop_id, until: row.stop_until, reason: row.reason }
}

/** What a stopped person is told. The reason is told by people, not by a screen somebody else may see. */
export function stopSentence(stop: Stop): string {
  const until = stop.until === null ? '解除されるまで' : `${formatInstant(stop.until)}まで`
  return `利用が止められています(${until})。所属の情報セキュリティ管理者か情報政策課に確かめてください。`
}

/** What somebody who left is told, at the door and in a session that was still open. */
export const leftSentence =
  '退職または任期の満了により、このログインIDは使えません。続けて勤めているときは、情報政策課に確かめてください。'

/** Whether somebody has left by the Japanese date of an instant: from 00:00 of that day, whatever else is still open. One query. */
export async function hasLeft(tx: Tx, personId: string, at: string): Promise<boolean> {
  const row = await tx
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .where('valid_to', '<=', jstDate(at))
    .executeTakeFirst()
  return row !== undefined
}

/** The same as the runner asks it: why this person may do nothing now. Two queries. */
export async function barredBy(tx: Tx, personId: string, at: string): Promise<string | null> {
  const stop = await stopOf(tx, personId, at)
  if (stop !== null) return stopSentence(stop)
  return (await hasLeft(tx, personId, at)) ? leftSentence : null
}
