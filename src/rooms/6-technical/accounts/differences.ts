import { sql } from 'kysely'
import { personNames, unitNames } from '#authority/reads.ts'
import type { Citation } from '#engine/citation.ts'
import { holds, type OrganisationPort } from '#engine/register/access.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import type { z } from 'zod'
import type { idsDifferences } from './contract.ts'
import type { DifferenceKind } from './difference.ts'
import { systemsOn, type SystemOn } from './load.ts'
import { sightOf, type Sight } from './who-may.ts'

/** Clauses bound to the register of IDs; `house.ts` plugs them in. */
export type CitationsPort = (tx: Tx, mechanism: string, on: string) => Promise<readonly Citation[]>

export type AccountPorts = {
  readonly organisation: OrganisationPort
  readonly citations: CitationsPort
}

type In = z.output<typeof idsDifferences.input>
type Out = z.input<typeof idsDifferences.output>

/**
 * What the viewer sees of the differences: of the units he reads and of the systems he answers for. `where` to be put
 * behind the alias `d`.
 */
export function inSight(sight: Sight, systems: readonly SystemOn[]) {
  const units = sight.accounts.read
  if (units === 'all') return sql<boolean>`true`
  const mine = systems
    .filter((system) => holds(sight.systems.write, system.unitId))
    .map((each) => each.systemId)
  return sql<boolean>`(d.unit_id = any(${[...units]}::uuid[]) or d.system_id = any(${mine}::uuid[]))`
}

/** Open differences by kind within sight. One query. */
export async function countsInSight(
  tx: Tx,
  sight: Sight,
  systems: readonly SystemOn[],
  more = sql<boolean>`true`,
) {
  const { rows } = await sql<{ kind: DifferenceKind; count: number }>`
    select d.kind, count(*)::int as count from account_difference d
     where d.resolved_at is null and ${inSight(sight, systems)} and ${more}
     group by d.kind order by count desc, d.kind`.execute(tx)
  return rows
}

/** A page of the open differences, oldest first. Nine queries whatever the size. */
export async function listDifferences(act: Act, input: In, ports: AccountPorts): Promise<Out> {
  const { tx } = act
  const sight = await sightOf(act, ports.organisation)
  const systems = await systemsOn(tx, act.today)
  const narrowed = sql<boolean>`
    (${input.systemId ?? null}::uuid is null or d.system_id = ${input.systemId ?? null}::uuid)
    and (${input.unitId ?? null}::uuid is null or d.unit_id = ${input.unitId ?? null}::uuid)`
  const counts = await countsInSight(tx, sight, systems, narrowed)
  const { rows } = await sql<{
    differenceId: string
    kind: DifferenceKind
    slot: string
    systemId: string
    entryId: string | null
    login: string
    unitId: string
    personId: string | null
    since: string | null
    foundAt: string
  }>`
    select d.difference_id as "differenceId", d.kind, d.slot, d.system_id as "systemId", d.entry_id as "entryId",
           d.login, d.unit_id as "unitId", d.person_id as "personId", d.since, d.found_at as "foundAt"
      from account_difference d
     where d.resolved_at is null and ${inSight(sight, systems)} and ${narrowed}
       and (${input.kind ?? null}::text is null or d.kind = ${input.kind ?? null})
     order by d.found_at, d.kind, d.login, d.difference_id
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(tx)
  const units = await unitNames(
    tx,
    rows.map((row) => row.unitId),
    act.today,
  )
  const people = await personNames(
    tx,
    rows.flatMap((row) => row.personId ?? []),
  )
  const systemOf = new Map(systems.map((system) => [system.systemId, system]))
  const shown = counts.filter((row) => input.kind === undefined || row.kind === input.kind)
  const inQuestion = systems.filter(
    (system) => input.systemId === undefined || system.systemId === input.systemId.toLowerCase(),
  )
  return {
    on: act.today,
    rows: rows.map(({ systemId, unitId, personId, ...row }) => ({
      ...row,
      system: { id: systemId, name: systemOf.get(systemId)?.name ?? '' },
      unit: { id: unitId, name: units.get(unitId) ?? '' },
      person: personId === null ? null : { id: personId, name: people.get(personId) ?? '' },
      checkable: systemOf.get(systemId)?.state.can !== 'cannot',
    })),
    total: shown.reduce((sum, row) => sum + row.count, 0),
    counts,
    unreadable: inQuestion
      .filter((system) => system.state.can === 'cannot')
      .map(({ systemId, name }) => ({ systemId, name })),
    cites: [...(await ports.citations(tx, 'register:account', act.today))],
    page: input.page,
    size: input.size,
  }
}
