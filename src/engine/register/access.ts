import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { ReadRule, RegisterDefinition } from './definition.ts'
import { mayWrite, writtenByEvents } from './engine.ts'
import type { Scope } from './list.ts'

/** One right to act, as far as registers care. */
export type RegisterStanding = {
  readonly office: string
  /** null = for the whole city */
  readonly unitId: string | null
  readonly capacity: string
  /** Procedures a delegation is limited to; a limited delegation does not reach registers. */
  readonly matters?: readonly string[] | null
}

/** What the engine asks of the organisation; `house.ts` plugs in `#authority`. */
export type OrganisationPort = {
  standingsOf(tx: Tx, personId: string, on: string): Promise<readonly RegisterStanding[]>
  /** Units in which the person has a post on the date. */
  unitsOf(tx: Tx, personId: string, on: string): Promise<readonly string[]>
  /** The units and everything below them on the date. */
  unitsUnder(tx: Tx, unitIds: readonly string[], on: string): Promise<readonly string[]>
}

/** Who reads every unit's lines: whoever looks after the policy, leads its keeping, or audits it. */
export const wideReaders = {
  offices: ['policy-office', 'ciso', 'chief-iso', 'audit-head', 'auditor'],
  rights: ['policy.manage', 'audit.read'],
} as const

/** What somebody may do with one register. */
export type Access = {
  readonly read: Scope
  /** Units whose lines he may write; empty when none. */
  readonly write: Scope
  /** In what right he writes. */
  readonly capacity: string | undefined
  /** Why he may not write, for the screen; undefined when he may. */
  readonly because: string | undefined
}

/** What is known of the actor, read once per operation and used for every register. */
export type Reach = {
  readonly actor: Act['actor']
  readonly standings: readonly RegisterStanding[]
  /** His own units and everything below them. */
  readonly own: readonly string[]
  /** Units under a set of units, of those his offices are for. */
  readonly under: ReadonlyMap<string, readonly string[]>
}

/** Reads the actor's standings and units. */
export async function reachOf(act: Act, organisation: OrganisationPort): Promise<Reach> {
  if (act.actor.kind !== 'person') return { actor: act.actor, standings: [], own: [], under: new Map() }
  const { personId } = act.actor
  const all = await organisation.standingsOf(act.tx, personId, act.today)
  const standings = all.filter((standing) => standing.matters === undefined || standing.matters === null)
  const officeUnits = [...new Set(standings.flatMap((standing) => standing.unitId ?? []))]
  const home = await organisation.unitsOf(act.tx, personId, act.today)
  const under = new Map<string, readonly string[]>()
  for (const unitId of officeUnits) {
    under.set(unitId, [...new Set([unitId, ...(await organisation.unitsUnder(act.tx, [unitId], act.today))])])
  }
  const below = home.length === 0 ? [] : await organisation.unitsUnder(act.tx, home, act.today)
  const own = [...new Set([...home, ...below, ...[...under.values()].flat()])]
  return { actor: act.actor, standings, own, under }
}

/** What the actor may do with a register. Pure. */
export function accessOf(reach: Reach, definition: RegisterDefinition): Access {
  const { actor } = reach
  if (actor.kind === 'operator' || actor.kind === 'system') {
    const closed = definition.written === 'by-events'
    return {
      read: 'all',
      write: closed ? [] : 'all',
      capacity: undefined,
      because: closed ? writtenByEvents(definition) : undefined,
    }
  }
  if (actor.kind !== 'person')
    return { read: [], write: [], capacity: undefined, because: 'サインインしてください。' }
  return { read: readScopeOf(reach, definition.readableBy), ...writeAccess(reach, definition, actor.rights) }
}

/** Units whose lines the actor reads under a rule. Pure. */
export function readScopeOf(reach: Reach, rule: ReadRule): Scope {
  const { actor, standings, own } = reach
  if (actor.kind === 'operator' || actor.kind === 'system') return 'all'
  if (actor.kind !== 'person') return []
  const wide =
    rule === 'everyone' ||
    wideReaders.rights.some((right) => actor.rights.has(right)) ||
    standings.some((standing) => wideReaders.offices.some((office) => office === standing.office))
  return wide ? 'all' : own
}

function writeAccess(
  reach: Reach,
  definition: RegisterDefinition,
  rights: ReadonlySet<string>,
): Pick<Access, 'write' | 'capacity' | 'because'> {
  const none = (because: string) => ({ write: [], capacity: undefined, because })
  if (definition.written === 'by-events') return none(writtenByEvents(definition))
  const rule = definition.editableBy
  if ('right' in rule) {
    return rights.has(rule.right)
      ? { write: 'all', capacity: undefined, because: undefined }
      : none(`「${definition.name}」に書ける権限がありません。担当する役割の人に依頼してください。`)
  }
  const standings = reach.standings.filter((standing) => rule.offices.includes(standing.office))
  const [first] = standings
  if (first === undefined) {
    return none(
      `「${definition.name}」に書くのは、その課の情報セキュリティ管理者などの役割の人です。あなたの課の担当に依頼してください。`,
    )
  }
  const everywhere = rule.of === 'every-unit' || standings.some((standing) => standing.unitId === null)
  const units = standings.flatMap((standing) => reach.under.get(standing.unitId ?? '') ?? [])
  return { write: everywhere ? 'all' : [...new Set(units)], capacity: first.capacity, because: undefined }
}

/**
 * Who keeps a register: whoever may write it, and of one that no hand writes the offices or the right its definition
 * names for it. The operator keeps all.
 */
export async function keeperAccess(
  act: Act,
  organisation: OrganisationPort,
  definition: RegisterDefinition,
): Promise<Access> {
  return accessOf(await reachOf(act, organisation), { ...definition, written: 'by-people' })
}

/** True when the scope holds the unit. */
export function holds(scope: Scope, unitId: string): boolean {
  return scope === 'all' || scope.includes(unitId.toLowerCase())
}

/** The part of the reading scope that the asker asked for. @throws Refusal 'not-found' for a unit outside it. */
export function narrowed(access: Access, units: readonly string[] | undefined): Scope {
  if (units === undefined || units.length === 0) return access.read
  const asked = units.map((unitId) => unitId.toLowerCase())
  if (asked.some((unitId) => !holds(access.read, unitId))) {
    refuse('not-found', 'その部・課は、あなたが見られる範囲にありません。一覧から選び直してください。')
  }
  return asked
}

/** @throws Refusal 'forbidden' with the reason, when the actor may not write lines of this unit. */
export function demandWrite(access: Access, definition: RegisterDefinition, unitId: string): void {
  mayWrite(definition, 'person')
  if (access.because !== undefined) refuse('forbidden', access.because)
  if (!holds(access.write, unitId)) {
    refuse(
      'forbidden',
      `この部・課の${definition.noun}を書く役割があなたにはありません。その部・課の情報セキュリティ管理者に依頼してください。`,
    )
  }
}
