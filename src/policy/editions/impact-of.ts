import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Act } from '#ground/operation/act.ts'
import { compareEditions, type ComparedEdition } from '../compare/rows.ts'
import { fatesOf, impactItems, type Dependent, type Fate, type ImpactItem } from '../compare/impact.ts'
import { comparedEdition } from '../compare/compared-edition.ts'
import { editionBefore } from '../compare/compare-editions.ts'
import type { ImpactDecisionTable } from './edition-tables.ts'
import './edition-tables.ts'
import type { EditionRow } from './editions.ts'
import type { PolicyPorts } from '../ports.ts'
import { slotKey, type BindingRow } from './impact-words.ts'
import { impactWords } from './impact-words.ts'

export type Decision = Selectable<ImpactDecisionTable>

export type DecidedItem = ImpactItem & {
  readonly decision: Decision | null
  /** The provision changed again after the decision. */
  readonly stale: boolean
  /** 確認し直す that has not been done. */
  readonly open: boolean
}

export type Impact = {
  readonly against: EditionRow | null
  readonly items: readonly DecidedItem[]
  /** What must be decided before the edition comes into force. */
  readonly undecided: readonly DecidedItem[]
  readonly fates: ReadonlyMap<string, Fate>
  readonly bindings: readonly BindingRow[]
  readonly after: ComparedEdition
}

/** What an edition does to everything that rests on the one before it, with what has been decided. */
export async function impactOf(act: Act, ports: PolicyPorts, edition: EditionRow): Promise<Impact> {
  const against = await editionBefore(act, edition)
  const after = await comparedEdition(act, edition.version_id)
  if (against === null) return { against, items: [], undecided: [], fates: new Map(), bindings: [], after }
  const before = await comparedEdition(act, against.version_id)
  const fates = fatesOf(before, after, compareEditions(before, after))
  const bindings = await bindingsOf(act, against.version_id)
  const dependents = await everythingThatRests(act, ports, against, before, after, bindings)
  const decisions = new Map((await decisionsOf(act, edition.version_id)).map((d) => [d.item, d]))
  const again = await doneAgain(act, edition.version_id)
  const items = impactItems(dependents, fates, fingerprint)
    .toSorted((a, b) => Number(b.required) - Number(a.required))
    .map((item): DecidedItem => {
      const decision = decisions.get(item.item) ?? null
      const stale = decision !== null && decision.fingerprint !== item.fingerprint
      const open = decision !== null && decision.choice === 'reconfirm' && !again(item, decision)
      return { ...item, decision, stale, open }
    })
  return {
    against,
    items,
    undecided: items.filter((item) => item.required && (item.decision === null || item.stale)),
    fates,
    bindings,
    after,
  }
}

const fingerprint = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

const bindingsOf = (act: Act, versionId: string): Promise<BindingRow[]> =>
  act.tx
    .selectFrom('binding')
    .selectAll()
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .orderBy('mechanism')
    .orderBy('slot')
    .orderBy('wid')
    .orderBy('sentence')
    .orderBy('binding_id')
    .execute()

const decisionsOf = (act: Act, versionId: string): Promise<Decision[]> =>
  act.tx
    .selectFrom('impact_decision')
    .selectAll()
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .execute()

async function everythingThatRests(
  act: Act,
  ports: PolicyPorts,
  against: EditionRow,
  before: ComparedEdition,
  after: ComparedEdition,
  bindings: readonly BindingRow[],
): Promise<Dependent[]> {
  const names = new Map([...(await ports.slots(act.tx)), ...ports.planned()].map((s) => [slotKey(s), s]))
  const out: Dependent[] = bindings.map((b) => {
    const slot = names.get(slotKey(b))
    return {
      item: impactWords.bindingItem(b),
      kind: 'binding',
      kindLabel: impactWords.kinds.binding,
      label: `${slot?.mechanismName ?? b.mechanism}: ${slot?.need ?? b.slot}`,
      count: 1,
      address: `/policies/${against.version_id}/bindings`,
      wids: [b.wid],
      binding: true,
    }
  })
  out.push(...(await parametersThatRest(act, before, after)))
  const widsOf = Map.groupBy(bindings, (b) => b.mechanism)
  const others = await ports.dependents(act.tx, {
    editionId: against.version_id,
    wids: before.places.map((p) => p.wid),
    mechanisms: [...widsOf.keys()],
    on: act.today,
  })
  for (const other of others) {
    const { kind, kindLabel, key, label, count, address, mechanism, never } = other
    const through = mechanism === null ? [] : (widsOf.get(mechanism) ?? []).map((b) => b.wid)
    out.push({
      item: `${kind}|${key}`,
      kind,
      kindLabel,
      label,
      count,
      address,
      wids: [...other.wids, ...through],
      binding: true,
      ...(never === undefined ? {} : { never }),
    })
  }
  return out
}

/** Open values with the provisions that leave them open. A decision is needed where the city has set a value. */
async function parametersThatRest(
  act: Act,
  before: ComparedEdition,
  after: ComparedEdition,
): Promise<Dependent[]> {
  const cited = new Map<string, Set<string>>()
  for (const norm of before.norms ?? []) {
    for (const id of norm.parameters) cited.set(id, (cited.get(id) ?? new Set()).add(norm.wid))
  }
  if (cited.size === 0) return []
  const rows = await act.tx
    .selectFrom('parameter_value')
    .select(['parameter', 'value'])
    .distinctOn('parameter')
    .where('tenant_id', '=', act.tenantId)
    .orderBy('parameter')
    .orderBy('revision', 'desc')
    .execute()
  const known = await openValuesRead(act)
  const valueOf = new Map(rows.map((r) => [r.parameter, r.value]))
  const still = new Set((after.norms ?? []).flatMap((norm) => norm.parameters))
  return [...cited].map(([id, wids]): Dependent => {
    const value = valueOf.get(id) ?? null
    return {
      item: `parameter|${id}`,
      kind: 'parameter',
      kindLabel: impactWords.kinds.parameter,
      label: impactWords.parameter(known.get(id)?.label ?? id, value, known.get(id)?.unit ?? ''),
      count: 1,
      address: null,
      wids: [...wids],
      binding: value !== null,
      ...(still.has(id) ? {} : { never: ['carry'] }),
    }
  })
}

async function openValuesRead(act: Act): Promise<Map<string, { label: string; unit: string }>> {
  const rows = await act.tx
    .selectFrom('edition_reading')
    .select('parameters')
    .where('tenant_id', '=', act.tenantId)
    .orderBy('read_at')
    .execute()
  return new Map(rows.flatMap((r) => r.parameters).map((p) => [p.id, p]))
}

/** Whether 確認し直す has been done: a binding of the same slot in the new edition, a value set after the decision. */
async function doneAgain(
  act: Act,
  versionId: string,
): Promise<(item: ImpactItem, decision: Decision) => boolean> {
  // What the import carried over is what was to be looked at again.
  const fresh = (await bindingsOf(act, versionId)).filter((b) => b.carried_from === null)
  const bound = new Set(fresh.map(slotKey))
  const set = await act.tx
    .selectFrom('parameter_value')
    .select('parameter')
    .select((eb) => eb.fn.max('set_at').as('at'))
    .where('tenant_id', '=', act.tenantId)
    .groupBy('parameter')
    .execute()
  const setAt = new Map(set.map((r) => [`parameter|${r.parameter}`, r.at]))
  return (item, decision) => {
    if (item.kind === 'binding') return bound.has(impactWords.slotOfItem(item.item))
    const at = setAt.get(item.item)
    return at !== undefined && at > decision.decided_at
  }
}
