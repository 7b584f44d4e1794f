import type { OfficeCode } from '#authority/offices.ts'
import { bestStanding } from '#authority/deciders.ts'
import { standingsOf } from '#authority/reads.ts'
import type { Standing } from '#authority/standing.ts'
import { accessOf, holds, reachOf, type Access, type OrganisationPort } from '#engine/register/access.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { systemRegister } from '../systems/definition.ts'
import { accountRegister } from './definition.ts'

/** What matters are called to a right that was lent for some matters only. */
export const REVIEW = 'ids.review'
export const PRIVILEGE = 'ids.privilege'

/** What the actor may see and do with IDs and systems, from one reading of the organisation. */
export type Sight = {
  readonly accounts: Access
  readonly systems: Access
  /** Looks after the whole: opens stock-takes, brings lists of any system. */
  readonly manages: boolean
}

export async function sightOf(act: Act, organisation: OrganisationPort): Promise<Sight> {
  const reach = await reachOf(act, organisation)
  const { actor } = act
  return {
    accounts: accessOf(reach, accountRegister),
    systems: accessOf(reach, systemRegister),
    manages: actor.kind === 'person' ? actor.rights.has('policy.manage') : actor.kind !== 'nobody',
  }
}

/** Whether somebody may bring the list of a system: who answers for the system, and the policy office. */
export function mayImport(sight: Sight, unitId: string): { allowed: boolean; because?: string } {
  if (sight.manages || holds(sight.systems.write, unitId)) return { allowed: true }
  return {
    allowed: false,
    because: 'このシステムの利用者の書出しを読み込むのは、システムを所管する課の役割の人か、事務局です。',
  }
}

/** The right in which somebody answers for a section's IDs; undefined: he does not. Two queries. */
export async function standingFor(
  act: Act,
  office: string,
  unitId: string,
  matter: string,
): Promise<Standing | undefined> {
  if (act.actor.kind !== 'person') return undefined
  const standings = await standingsOf(act.tx, act.actor.personId, act.today)
  return bestIn(standings, office, unitId, matter)
}

/** The same from standings that are at hand. Pure. */
export function bestIn(
  standings: readonly Standing[],
  office: string,
  unitId: string | null,
  matter: string,
): Standing | undefined {
  const code = standings.find((standing) => standing.office === office)?.office
  return code === undefined ? undefined : bestStanding(standings, seat(code, unitId, matter), null)
}

const seat = (office: OfficeCode, unitId: string | null, matter: string) => ({ office, unitId, matter })

/** Daily work and the command line only. @throws Refusal. */
export function requireHouse(act: Act): void {
  if (act.actor.kind !== 'system' && act.actor.kind !== 'operator') {
    refuse('forbidden', 'この操作は日々の処理だけが行います。')
  }
}
