import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { authorNames, authorOf, mayManage } from '../author.ts'
import { changedSince } from './changed-since.ts'
import { policyNorms } from '../contract-norms.ts'
import { findEdition, type EditionRow } from '../editions/editions.ts'
import { bindingsByNorm, bindingsOf } from '../bindings/norm-bound.ts'
import { normOut } from './norm-out.ts'
import { chapterIn, placesOf, type Places } from './norm-places.ts'
import { bindingStates, chaptersOf, lightNorms, progressOf } from './norm-progress.ts'
import type { PolicyPorts } from '../ports.ts'
import { slotIndex } from '../bindings/propose.ts'
import { normsIn } from './stored-norms.ts'

const ACTS = 30

/** Norms of an edition or of one chapter, with progress and who has been working on it. Six queries and those for names; one more for a chapter. */
export function normsOperation(ports: PolicyPorts): Implementation {
  return implement(policyNorms, async (act, input) => {
    const edition = await findEdition(act, input.editionId)
    const places = await placesOf(act, edition.version_id)
    const wids =
      input.chapter === undefined ? undefined : chapterIn(places, input.chapter).map((place) => place.wid)
    const rows = await normsIn(act.tx, act.tenantId, edition.version_id, places, wids)
    const light = wids === undefined ? rows : await lightNorms(act, edition.version_id)
    const bindings = await bindingsOf(act, edition.version_id)
    const acts = await recentActs(act, edition.version_id)
    const read = light.length > 0 || (await wasRead(act, edition))
    const nameOf = await authorNames(act.tx, ports, [
      ...acts.map((each) => ({ kind: each.by_kind, id: each.by })),
      ...rows.flatMap((row) =>
        row.decided_by === null || row.decided_by_kind === null
          ? []
          : [{ kind: row.decided_by_kind, id: row.decided_by }],
      ),
    ])
    const revisions = new Map(light.map((norm) => [norm.norm_id, norm.revision]))
    const index = await slotIndex(act.tx, ports)
    const view = { places, index, bound: bindingsByNorm(light, bindings), nameOf }
    return {
      editionId: edition.version_id,
      editionLabel: edition.label,
      documentMark: edition.document_mark,
      read,
      norms: rows.map((row) => normOut(row, view)),
      progress: progressOf(light),
      chapters: chaptersOf(light, places, bindingStates(light, bindings, index)),
      acts: acts.map((each, i) =>
        actOut(act, each, {
          places,
          nameOf,
          undoable: changedSince(each, acts.slice(0, i).toReversed(), revisions).length === 0,
        }),
      ),
      mayManage: mayManage(act),
    }
  })
}

/** Whether norms were ever read of this edition: a text may have none. */
async function wasRead(act: Act, edition: EditionRow): Promise<boolean> {
  const row = await act.tx
    .selectFrom('edition_reading')
    .select('version_id')
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', edition.version_id)
    .executeTakeFirst()
  return row !== undefined
}

const recentActs = (act: Act, editionId: string) =>
  act.tx
    .selectFrom('norm_act')
    .select(['act_id', 'kind', 'at', 'by_kind', 'by', 'undoes', 'touched'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .orderBy('act_id', 'desc')
    .limit(ACTS)
    .execute()

function actOut(
  act: Act,
  row: Awaited<ReturnType<typeof recentActs>>[number],
  view: {
    places: Places
    nameOf: Awaited<ReturnType<typeof authorNames>>
    undoable: boolean
  },
) {
  const me = authorOf(act)
  const chapters = row.touched.flatMap((each) => view.places.top(each.wid)?.wid ?? [])
  return {
    actId: row.act_id,
    kind: row.kind,
    at: row.at,
    by: view.nameOf(row.by_kind, row.by),
    mine: row.by_kind === me.kind && row.by === me.id,
    norms: row.touched.length,
    number: view.places.number(row.touched[0]?.wid ?? ''),
    chapters: [...new Set(chapters)],
    undoable: view.undoable,
  }
}
