import { formatDate } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { unitNames } from '#authority/units.ts'

/** What went with units to their heirs, one line for each kind of thing. */
export type Followed = { readonly key: string; readonly label: string; readonly what: string }

/** One kind of thing that hangs on units. `house-ports.ts` lists them, since none of them knows this room. */
export type UnitFollower = {
  readonly key: string
  /** 「台帳の登録」 */
  readonly label: string
  /** Lets what hangs on each unit go to its heir; may run again and then finds nothing. Answers how many went. */
  follow(
    act: Act,
    heirs: ReadonlyMap<string, string>,
    words: { readonly why: string; note(from: string, to: string): string },
  ): Promise<number>
  /** What hangs on the units now, for whoever looks at a reorganisation before it is done. */
  count(
    tx: Tx,
    unitIds: readonly string[],
  ): Promise<readonly { readonly label: string; readonly count: number }[]>
}

/**
 * Lets everything that hangs on units that ended on the day follow their heirs, in the act's own transaction. Safe to
 * run again. The caller describes the act.
 */
export async function followUnits(
  act: Act,
  on: string,
  followers: readonly UnitFollower[],
): Promise<readonly Followed[]> {
  const heirs = await heirsOn(act.tx, on)
  if (heirs.size === 0) return []
  const former = await unitNames(act.tx, [...heirs.keys()], on)
  const now = await unitNames(act.tx, [...heirs.values()], on)
  const why = `${formatDate(on)}の組織改正`
  const note = (from: string, to: string): string =>
    `${why}により、${former.get(from) ?? ''}から${now.get(to) ?? ''}へ引き継ぎました。`
  const followed: Followed[] = []
  for (const { key, label, follow } of followers) {
    const count = await follow(act, heirs, { why, note })
    if (count > 0) followed.push({ key, label, what: `${count}件` })
  }
  return followed
}

/** Which unit takes over from each that ended on the day. One query. */
async function heirsOn(tx: Tx, on: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('unit_succession')
    .select(['from_unit_id', 'to_unit_id'])
    .where('heir', '=', true)
    .where('effective_on', '=', on)
    .execute()
  const heirs = new Map<string, string>()
  for (const { from_unit_id: from, to_unit_id: to } of rows) if (to !== null) heirs.set(from, to)
  return heirs
}
