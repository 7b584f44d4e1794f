import { createRecorder } from '#ledger/recorder.ts'
import { createRegistry } from '#ledger/recorded-table.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Database, Tx } from '#ground/database/database.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act, Actor } from '#ground/operation/act.ts'
import type { OrganisationPort, RegisterStanding } from '../access.ts'
import { recordedTables } from '../recorded.ts'

/** A small city: 健康部 with 長寿支援課 and 国保課, and 税務課 beside it. */
export type City = {
  readonly units: {
    readonly bureau: string
    readonly care: string
    readonly insurance: string
    readonly tax: string
  }
  readonly people: {
    readonly careChief: string
    readonly careClerk: string
    readonly bureauChief: string
    readonly taxChief: string
    readonly policyClerk: string
    readonly stranger: string
  }
  readonly organisation: OrganisationPort
}

/** Puts the city's units and people into a tenant. */
export async function makeCity(db: Database, tenantId: string): Promise<City> {
  const units = { bureau: newId(), care: newId(), insurance: newId(), tax: newId() }
  const names = {
    careChief: ['佐伯', '真由美'],
    careClerk: ['小川', '直樹'],
    bureauChief: ['原', '誠'],
    taxChief: ['髙橋', '薫'],
    policyClerk: ['森', '優'],
    stranger: ['林', '翼'],
  } as const
  const people = {
    careChief: newId(),
    careClerk: newId(),
    bureauChief: newId(),
    taxChief: newId(),
    policyClerk: newId(),
    stranger: newId(),
  }
  const bodyId = newId()
  await db.inTenant(tenantId, async (tx) => {
    const valid = { tenant_id: tenantId, valid_from: '2020-04-01', valid_to: null }
    await tx
      .insertInto('body')
      .values({ ...valid, id: bodyId, name: '市長部局' })
      .execute()
    const unit = (id: string, parent: string | null, code: string, name: string, kind: '部' | '課') => ({
      ...valid,
      id,
      body_id: bodyId,
      parent_id: parent,
      code,
      name,
      kind,
      symbol: null,
      search: name,
    })
    await tx
      .insertInto('unit')
      .values([
        unit(units.bureau, null, '10', '健康部', '部'),
        unit(units.care, units.bureau, '1010', '長寿支援課', '課'),
        unit(units.insurance, units.bureau, '1020', '国保課', '課'),
        unit(units.tax, null, '2010', '税務課', '課'),
      ])
      .execute()
    const numbered = [
      [people.careChief, ...names.careChief],
      [people.careClerk, ...names.careClerk],
      [people.bureauChief, ...names.bureauChief],
      [people.taxChief, ...names.taxChief],
      [people.policyClerk, ...names.policyClerk],
      [people.stranger, ...names.stranger],
    ] as const
    await tx
      .insertInto('person')
      .values(
        numbered.map(([id, family, given], index) => ({
          ...valid,
          id,
          number: `000${index + 1}`,
          family,
          given,
          mail: null,
          extension: null,
          search: family + given,
        })),
      )
      .execute()
  })
  return { units, people, organisation: organisationOf(units, people) }
}

function organisationOf(units: City['units'], people: City['people']): OrganisationPort {
  const standing = (office: string, unitId: string | null): RegisterStanding => ({
    office,
    unitId,
    capacity: '本人',
  })
  const standings = new Map<string, RegisterStanding[]>([
    [people.careChief, [standing('sec-manager', units.care)]],
    [people.bureauChief, [standing('sec-manager', units.bureau)]],
    [people.taxChief, [standing('sec-manager', units.tax)]],
    [people.policyClerk, [standing('policy-office', null)]],
  ])
  const homes = new Map<string, string[]>([
    [people.careChief, [units.care]],
    [people.careClerk, [units.care]],
    [people.bureauChief, [units.bureau]],
    [people.taxChief, [units.tax]],
  ])
  return {
    standingsOf: async (_tx, personId) => standings.get(personId) ?? [],
    unitsOf: async (_tx, personId) => homes.get(personId) ?? [],
    unitsUnder: async (_tx, unitIds) => [
      ...unitIds,
      ...(unitIds.includes(units.bureau) ? [units.care, units.insurance] : []),
    ],
  }
}

/** A person as the actor of an operation. */
export function asPerson(personId: string, rights: readonly string[] = []): Actor {
  return { kind: 'person', personId, accountId: newId(), rights: new Set(rights) }
}

export const operator: Actor = { kind: 'operator', name: 'root' }

const unused = (): never => {
  throw new Error('the register engine keeps no files')
}

/** Runs one act as the house would: in one transaction, with the ledger's own recorder. */
export async function perform<T>(
  db: Database,
  tenantId: string,
  actor: Actor,
  work: (act: Act) => Promise<T>,
  at = '2026-11-24T00:05:00.000Z',
): Promise<T> {
  return db.inTenant(tenantId, async (tx: Tx) => {
    const recorder = createRecorder({
      tx,
      registry: createRegistry([recordedTables]),
      tenantId,
      at,
      actor,
      operation: 'register.test',
    })
    return work({
      tx,
      tenantId,
      actor,
      at,
      today: jstDate(at),
      origin: 'http://localhost',
      recorder,
      jobs: { send: async () => newId() },
      files: { put: unused, read: unused, find: unused },
      part: unused,
      places: unused,
    })
  })
}
