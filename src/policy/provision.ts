import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { authorNames, mayManage } from './author.ts'
import { nodeOut, placeOut, selectNodes, type NodeRow } from './browse.ts'
import { policyProvision } from './contract.ts'
import { findEdition, selectEditions, standingOn } from './editions.ts'
import type { PolicyPorts } from './ports.ts'
import { sentencesOf } from './sentences.ts'

/** One provision: where it stands, its sentences, what hangs on it, and the same provision in other editions. */
export function provisionOperation(ports: PolicyPorts): Implementation {
  return implement(policyProvision, async (act, input) => {
    const edition = await findEdition(act, input.editionId)
    const rows = await selectNodes(act, edition.version_id).execute()
    const at = rows.findIndex((r) => (input.wid === undefined ? r.eid === input.eid : r.wid === input.wid))
    const row = rows[at]
    if (row === undefined)
      return refuse('not-found', 'その条文はこの版にありません。目次から選び直してください。')
    const byWid = new Map(rows.map((r) => [r.wid, r]))
    const manage = mayManage(act)
    const previous = rows[at - 1]
    const next = rows[at + 1]
    return {
      editionId: edition.version_id,
      editionLabel: edition.label,
      documentMark: edition.document_mark,
      node: nodeOut(row),
      sentences: sentencesOf(row.text),
      path: ancestors(byWid, row).map(placeOut),
      children: rows.filter((r) => r.parent_wid === row.wid).map(placeOut),
      previous: previous === undefined ? null : placeOut(previous),
      next: next === undefined ? null : placeOut(next),
      mechanisms: await mechanismsOf(act, ports, edition.version_id, row.wid),
      history: await historyOf(act, edition.version_id, row, manage),
      mayManage: manage,
    }
  })
}

function ancestors(byWid: ReadonlyMap<string, NodeRow>, row: NodeRow): NodeRow[] {
  const path: NodeRow[] = []
  let parent = row.parent_wid === null ? undefined : byWid.get(row.parent_wid)
  while (parent !== undefined && path.length < 30) {
    path.unshift(parent)
    parent = parent.parent_wid === null ? undefined : byWid.get(parent.parent_wid)
  }
  return path
}

async function mechanismsOf(act: Act, ports: PolicyPorts, editionId: string, wid: string) {
  const bindings = await act.tx
    .selectFrom('binding')
    .selectAll()
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .where('wid', '=', wid)
    .orderBy('mechanism')
    .orderBy('slot')
    .orderBy('sentence')
    .execute()
  if (bindings.length === 0) return []
  const slots = ports.slots()
  const counts = await ports.counts(act.tx, [...new Set(bindings.map((b) => b.mechanism))], act.today)
  const name = await authorNames(
    act.tx,
    ports,
    bindings.map((b) => ({ kind: b.confirmed_by_kind, id: b.confirmed_by })),
  )
  return bindings.map((b) => {
    const slot = slots.find((s) => s.mechanism === b.mechanism && s.slot === b.slot)
    return {
      bindingId: b.binding_id,
      mechanism: b.mechanism,
      mechanismName:
        slot?.mechanismName ?? slots.find((s) => s.mechanism === b.mechanism)?.mechanismName ?? b.mechanism,
      kind: slot?.kind ?? '',
      slot: b.slot,
      need: slot?.need ?? '',
      sentence: b.sentence,
      quote: b.quote,
      carried: b.carried_from !== null,
      confirmedAt: b.confirmed_at,
      confirmedBy: name(b.confirmed_by_kind, b.confirmed_by),
      counts: (counts.get(b.mechanism) ?? []).map((c) => ({ ...c })),
    }
  })
}

async function historyOf(act: Act, editionId: string, row: NodeRow, manage: boolean) {
  const found = await selectEditions(act.tx, act.tenantId)
    .innerJoin('provision as n', (join) =>
      join.onRef('n.tenant_id', '=', 'v.tenant_id').onRef('n.version_id', '=', 'v.version_id'),
    )
    .where('n.wid', '=', row.wid)
    .where('v.version_id', '<>', editionId)
    .select(['n.eid', 'n.text', 'n.heading'])
    .orderBy('v.sequence', 'desc')
    .execute()
  return found
    .filter((e) => manage || e.state !== 'draft')
    .map((e) => ({
      editionId: e.version_id,
      label: e.label,
      standing: standingOn(e, act.today),
      eid: e.eid,
      sameText: e.text === row.text && e.heading === row.heading,
    }))
}
