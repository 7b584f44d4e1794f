import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { valueInForce } from '#policy/value-in-force.ts'
import { loginKey } from './export-reading.ts'
import { type AccountKind, accountKinds, type AccountState, accountStates } from './definition.ts'
import { peopleOn, type PersonOn } from './people-on.ts'
import type { Account, CheckValues, SeenAccount, System } from './reconcile.ts'
import { sectionsOn, type Sections } from '#authority/sections.ts'
import { systemState, usualExportEvery, type SystemState } from './system-state.ts'
import './tables.ts'

/** Where the value stands that says when an ID counts as unused, and what holds while the city has set none. */
export const DORMANT = 'dormant-threshold'
export const usualDormantDays = 90

export type SystemOn = {
  readonly systemId: string
  readonly number: string
  readonly name: string
  readonly unitId: string
  readonly exportEvery: number
  readonly state: SystemState
  /** The newest attempt to read its list. */
  readonly latest: SnapshotOn | undefined
}

export type SnapshotOn = {
  readonly snapshotId: string
  readonly systemId: string
  readonly takenOn: string
  readonly readAt: string
  readonly fileName: string
  readonly source: 'file' | 'directory'
  readonly outcome: 'read' | 'empty' | 'unreadable'
  readonly lines: number
  readonly refused: number
  readonly hasState: boolean
  readonly hasLastUsed: boolean
  readonly hasGroups: boolean
  readonly digest: string
  readonly problem: string | null
}

/** Current systems with what can be said of their lists on a day, by name. Two queries. */
export async function systemsOn(tx: Tx, on: string): Promise<SystemOn[]> {
  const { rows: snapshots } = await sql<SnapshotOn>`
    select distinct on (system_id) snapshot_id as "snapshotId", system_id as "systemId", taken_on as "takenOn",
           read_at as "readAt", file_name as "fileName", source, outcome, lines, refused, has_state as "hasState",
           has_last_used as "hasLastUsed", has_groups as "hasGroups", digest, problem
      from account_snapshot order by system_id, read_at desc, snapshot_id desc`.execute(tx)
  const latest = new Map(snapshots.map((row) => [row.systemId, row]))
  const { rows } = await sql<{
    systemId: string
    number: string
    name: string
    unitId: string
    exportEvery: number | null
  }>`
    select entry_id as "systemId", number, label as name, unit_id as "unitId",
           (values ->> 'export_every')::int as "exportEvery"
      from register_entry where register = 'system' and state = 'current' order by number`.execute(tx)
  return rows.map((row) => {
    const exportEvery = row.exportEvery ?? usualExportEvery
    const snapshot = latest.get(row.systemId)
    return { ...row, exportEvery, latest: snapshot, state: systemState(snapshot, exportEvery, on) }
  })
}

/** What the lines of snapshots say. One query. */
export async function seenIn(tx: Tx, snapshotIds: readonly string[]): Promise<Map<string, SeenAccount[]>> {
  const found = new Map<string, SeenAccount[]>(snapshotIds.map((id) => [id, []]))
  if (snapshotIds.length === 0) return found
  const { rows } = await sql<SeenAccount & { snapshotId: string }>`
    select snapshot_id as "snapshotId", login, login_key as key, enabled, last_used as "lastUsed", privileged, mail,
           internet
      from account_line where snapshot_id = any(${[...snapshotIds]}::uuid[])`.execute(tx)
  for (const row of rows) found.get(row.snapshotId)?.push(row)
  return found
}

type AccountRow = {
  entryId: string
  unitId: string
  since: string
  login: string
  system: string
  kind: string
  state: string
  holder: string | null
  users: string[] | null
  approvedBy: string | null
  approvedOn: string | null
  approvedUntil: string | null
  company: string | null
  contract: string | null
  projectEnd: string | null
  mail: boolean | null
  internet: boolean | null
}

/** Every current line of the register of IDs. One query. */
export async function registeredAccounts(tx: Tx): Promise<Account[]> {
  const { rows } = await sql<AccountRow>`
    select entry_id as "entryId", unit_id as "unitId", (created_at at time zone 'Asia/Tokyo')::date as since,
           values ->> 'login' as login, values ->> 'system' as system, values ->> 'kind' as kind,
           values ->> 'state' as state, values ->> 'holder' as holder, values -> 'users' as users,
           values ->> 'approved_by' as "approvedBy", values ->> 'approved_on' as "approvedOn",
           values ->> 'approved_until' as "approvedUntil", values ->> 'company' as company,
           values ->> 'contract' as contract, values ->> 'project_end' as "projectEnd",
           (values ->> 'mail')::boolean as mail, (values ->> 'internet')::boolean as internet
      from register_entry where register = 'account' and state = 'current'
     order by number`.execute(tx)
  return rows.map(({ system, kind, state, users, ...row }) => ({
    ...row,
    systemId: system,
    key: loginKey(row.login),
    kind: kindOf(kind),
    state: stateOf(state),
    users: users ?? [],
  }))
}

const kindOf = (kind: string): AccountKind => accountKinds.find((each) => each === kind) ?? 'personal'
const stateOf = (state: string): AccountState => accountStates.find((each) => each === state) ?? 'live'

/** The values a check uses: the city's own where it has set one. One query. */
export async function checkValues(tx: Tx, on: string): Promise<CheckValues & { readonly usual: boolean }> {
  const typed = await valueInForce(tx, DORMANT, on)
  const days = typed === null ? Number.NaN : Number(typed.normalize('NFKC').replace(/日$/u, '').trim())
  return Number.isInteger(days) && days > 0
    ? { dormantDays: days, usual: false }
    : { dormantDays: usualDormantDays, usual: true }
}

export type Loaded = {
  readonly accounts: readonly Account[]
  readonly systems: readonly SystemOn[]
  /** The same systems as the comparison takes them. */
  readonly compared: readonly System[]
  readonly people: ReadonlyMap<string, PersonOn>
  readonly sections: Sections
  readonly values: CheckValues
}

/** Everything a comparison needs, in nine queries whatever the size of the city. */
export async function loadAll(tx: Tx, on: string): Promise<Loaded> {
  const sections = await sectionsOn(tx, on)
  const people = await peopleOn(tx, on, sections)
  const systems = await systemsOn(tx, on)
  const readable = systems.filter((system) => system.state.can !== 'cannot')
  const lines = await seenIn(
    tx,
    readable.flatMap((system) => system.latest?.snapshotId ?? []),
  )
  const compared = systems.map(({ systemId, unitId, state, latest }): System => {
    const seen = latest === undefined || state.can === 'cannot' ? undefined : lines.get(latest.snapshotId)
    return {
      systemId,
      unitId: sections.of(unitId)?.unitId ?? unitId,
      seen:
        seen === undefined || latest === undefined
          ? null
          : { lines: seen, complete: latest.refused === 0, hasLastUsed: latest.hasLastUsed },
    }
  })
  const registered = await registeredAccounts(tx)
  const accounts = registered.map((account) => ({
    ...account,
    unitId: sections.of(account.unitId)?.unitId ?? account.unitId,
  }))
  return { accounts, systems, compared, people, sections, values: await checkValues(tx, on) }
}
