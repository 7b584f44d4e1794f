import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { authorNames, mayManage } from '../author.ts'
import { nodeOut, placeOut, selectNodes, type NodeRow } from './browse.ts'
import { policyProvision } from '../contract.ts'
import { findEdition, selectEditions, standingOn } from '../editions/editions.ts'
import { refOut } from '../review/norm-out.ts'
import { indexPlaces } from '../review/norm-places.ts'
import type { StoredRef } from '../review/norm-tables.ts'
import { indexOf } from '../norms/context.ts'
import { crossRefsOf } from '../norms/cross-refs.ts'
import { plainOf, printedRange } from '../norms/plain.ts'
import type { TextNode } from '../norms/types.ts'
import type { PolicyPorts } from '../ports.ts'
import { sentenceSpans, sentencesOf } from '../sentences.ts'
import { termsIn } from '../findings/terms.ts'
import { termFinder } from '../norms/terms.ts'

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
    const find = termFinder(await termsIn(act, edition.version_id))
    const places = indexPlaces(rows)
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
      refs: pointersOf(row, rows, edition.title).map((ref) => refOut(ref, places)),
      terms: find(row.text).map(({ term, start, end }) => ({
        word: term.word,
        start,
        end,
        wid: term.node,
        number: places.number(term.node),
        meaning: term.meaning,
      })),
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

/** The pointers of a provision's own words, lead-ins and norms alike, with the places of this edition they mean. */
function pointersOf(row: NodeRow, rows: readonly NodeRow[], title: string): StoredRef[] {
  const eidOf = new Map(rows.map((each) => [each.wid, each.eid]))
  const widOf = new Map(rows.map((each) => [each.eid, each.wid]))
  const nodes = rows.map(({ eid, parent_wid, level, label, heading, type, text }, order): TextNode => ({
    id: eid,
    parent: parent_wid === null ? null : (eidOf.get(parent_wid) ?? null),
    order,
    level,
    label,
    heading,
    type,
    text,
  }))
  const doc = indexOf(title, nodes)
  const node = doc.byId.get(row.eid)
  if (node === undefined) return []
  return sentenceSpans(row.text).flatMap(([from, to]) => {
    const plain = plainOf(row.text.slice(from, to))
    return crossRefsOf(plain.text, node, doc).map((ref): StoredRef => {
      const [start, end] = printedRange(plain, ref.start, ref.end)
      const where = ref.to.flatMap((id) => (id.startsWith('ext:') ? [id] : (widOf.get(id) ?? [])))
      return { ...ref, start: from + start, end: from + end, to: where }
    })
  })
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
  const slots = [...(await ports.slots(act.tx)), ...ports.planned()]
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
