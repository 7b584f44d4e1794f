import { sql } from 'kysely'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { oneAtATime } from '#policy/one-at-a-time.ts'
import { differenceKinds, endsBy, isDifferenceKind, type Needed } from './difference.ts'
import { loadAll, type Loaded, type SystemOn } from './load.ts'
import { reconcile, type Difference } from './reconcile.ts'
import { loginKey } from './export-reading.ts'
import { settleTasks } from './check-tasks.ts'
import { unneededStill } from './unneeded.ts'

export type CheckResult = {
  readonly accounts: number
  readonly found: number
  readonly resolved: number
  readonly open: number
  readonly systems: number
  readonly unreadable: number
}

type OpenRow = {
  difference_id: string
  once_key: string
  kind: string
  system_id: string
  entry_id: string | null
}

/** Rows sent to the database in one statement. */
const chunkSize = 5_000

/**
 * Compares everything, keeps what is new, ends what is over, and opens and closes the tasks of the sections. What only
 * a list could end stays open while that list cannot be read.
 */
export async function check(act: Act): Promise<CheckResult> {
  const { tx, tenantId } = act
  const on = act.today
  // Two at once would both find what is new.
  await oneAtATime(act, 'ids.check')
  const loaded = await loadAll(tx, on)
  const wanted = new Map<string, Difference>()
  const found = reconcile(loaded.accounts, loaded.compared, loaded.people, loaded.values, on)
  const unneeded = await unneededStill(tx, loaded)
  for (const each of [...found, ...unneeded]) {
    wanted.set(keyOf(each), each)
  }
  const { rows: before } = await sql<OpenRow>`
    select difference_id, once_key, kind, system_id, entry_id from account_difference
     where resolved_at is null`.execute(tx)
  const ends = endingOf(loaded)
  const over = before.filter((row) => !wanted.has(row.once_key) && ends(row))
  const there = new Set(before.map((row) => row.once_key))
  const fresh = [...wanted].filter(([key]) => !there.has(key))
  await keep(act, fresh)
  if (over.length > 0) {
    await sql`
      update account_difference set resolved_at = ${act.at}::timestamptz
       where difference_id = any(${over.map((row) => row.difference_id)}::uuid[])`.execute(tx)
  }
  await settleTasks(act, loaded)
  const result: CheckResult = {
    accounts: loaded.accounts.length,
    found: fresh.length,
    resolved: over.length,
    open: before.length - over.length + fresh.length,
    systems: loaded.systems.length,
    unreadable: loaded.systems.filter((system) => system.state.can === 'cannot').length,
  }
  const checkId = newId()
  await act.recorder.save('account_check', {
    tenant_id: tenantId,
    check_id: checkId,
    on_date: on,
    checked_at: act.at,
    ...result,
    dormant_days: loaded.values.dormantDays,
  })
  act.recorder.describe({
    act: 'IDの突合せ',
    subject: { kind: 'account-check', id: checkId, label: `${result.accounts}件` },
    note: `新しい食い違い${result.found}件、解消${result.resolved}件、残り${result.open}件、確認できない情報システム${result.unreadable}件`,
  })
  return result
}

/** One difference is one fact: the same kind about the same ID (and, for a user of a shared ID, the same person). */
function keyOf(each: Difference): string {
  const about = each.entryId ?? `${each.systemId}:${loginKey(each.login)}`
  return each.kind === 'leaver-user'
    ? `${each.kind} ${about} ${each.personId ?? ''}`
    : `${each.kind} ${about}`
}

/** Whether a difference that is no longer found is really over. */
function endingOf(loaded: Loaded): (row: OpenRow) => boolean {
  const systems = new Map(loaded.systems.map((system) => [system.systemId, system]))
  const live = new Set(
    loaded.accounts.filter((account) => account.state === 'live').map((account) => account.entryId),
  )
  return (row) => {
    const needed: Needed = isDifferenceKind(row.kind) ? endsBy[row.kind] : 'register'
    if (needed === 'register') return true
    const system = systems.get(row.system_id)
    if (system === undefined) return true
    // Its ID is gone from the register of live ones; only "removed, yet it works" needs the list for that.
    if (row.kind !== 'removed-live' && row.entry_id !== null && !live.has(row.entry_id)) return true
    return tells(system, needed)
  }
}

function tells({ state, latest }: SystemOn, needed: Needed): boolean {
  if (state.can === 'cannot' || latest === undefined) return false
  if (needed === 'last-used') return latest.hasLastUsed && latest.refused === 0
  if (needed === 'groups') return latest.hasGroups && latest.refused === 0
  return latest.refused === 0
}

async function keep(act: Act, fresh: readonly (readonly [string, Difference])[]): Promise<void> {
  for (let from = 0; from < fresh.length; from += chunkSize) {
    const rows = fresh.slice(from, from + chunkSize).map(([key, each]) => ({
      id: newId(),
      kind: each.kind,
      key,
      slot: differenceKinds[each.kind],
      system: each.systemId,
      entry: each.entryId,
      login: each.login,
      unit: each.unitId,
      person: each.personId,
      since: each.since,
    }))
    await sql`
      insert into account_difference
        (tenant_id, difference_id, kind, once_key, slot, system_id, entry_id, login, unit_id, person_id, since,
         found_at)
      select ${act.tenantId}::uuid, r.id, r.kind, r.key, r.slot, r.system, r.entry, r.login, r.unit, r.person,
             r.since, ${act.at}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r(id uuid, kind text, key text, slot text, system uuid, entry uuid, login text, unit uuid,
               person uuid, since date)`.execute(act.tx)
  }
}
