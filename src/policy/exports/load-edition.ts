import type { Act } from '#ground/operation/act.ts'
import type { EditionRow } from '../editions/editions.ts'
import { extractNorms } from '../norms/extract-norms.ts'
import '../review/norm-tables.ts'
import '../editions/edition-tables.ts'
import type { PolicyPorts } from '../ports.ts'
import { bindingsByNorm, bindingsOf, type BindingOfNorm } from '../bindings/norm-bound.ts'
import { slotIndex, type SlotIndex } from '../bindings/propose.ts'
import { normsOf } from '../review/stored-norms.ts'
import type { EditionModel, ModelNode, ModelNorm, ModelParameter } from './edition-model.ts'

/**
 * Everything the exports need of an edition the caller may read. Norms as the officers left them; of an edition whose
 * norms were never stored, as the machine reads them now. At most ten queries.
 */
export async function loadEdition(act: Act, edition: EditionRow, ports: PolicyPorts): Promise<EditionModel> {
  const { tx, tenantId } = act
  const here = edition.version_id
  const city = await tx
    .selectFrom('tenant')
    .select('name')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  const provisions = await tx
    .selectFrom('provision')
    .select(['wid', 'eid', 'parent_wid as parent', 'level', 'label', 'heading', 'type', 'text'])
    .where('tenant_id', '=', tenantId)
    .where('version_id', '=', here)
    .orderBy('place')
    .execute()
  const tables = await tx
    .selectFrom('provision_table')
    .select(['wid', 'kind', 'columns', 'raw', 'rows'])
    .where('tenant_id', '=', tenantId)
    .where('version_id', '=', here)
    .execute()
  const nodes = provisions.map((p, order): ModelNode => ({ ...p, order }))
  const index = await slotIndex(act.tx, ports)
  const bound = await bindingsOf(act, here)
  const bindings = bound.map((b) => ({ ...b, ...kept(b, index) }))
  const { norms, parameters } = await said(act, edition, nodes, bound, index)
  const document = await tx
    .selectFrom('policy')
    .select('body_name')
    .where('tenant_id', '=', tenantId)
    .where('policy_id', '=', edition.policy_id)
    .executeTakeFirst()
  const publication = await tx
    .selectFrom('publication')
    .select('published_on')
    .where('tenant_id', '=', tenantId)
    .where('version_id', '=', here)
    .where('state', '<>', 'withdrawn')
    .orderBy('published_on')
    .limit(1)
    .executeTakeFirst()
  return {
    city: { id: tenantId, name: city?.name ?? '' },
    policy: {
      id: edition.policy_id,
      title: edition.title,
      kind: edition.kind,
      body: document?.body_name ?? null,
      public: edition.public,
    },
    edition: {
      id: here,
      sequence: edition.sequence,
      label: edition.label,
      decidedBy: edition.decided_by,
      decidedOn: edition.decided_on,
      effectiveFrom: edition.effective_from,
      publishedOn: publication?.published_on ?? null,
      importedAt: edition.imported_at,
      draft: edition.state === 'draft',
    },
    nodes,
    tables: tables.map((t) => ({
      owner: t.wid,
      kind: t.kind,
      columns: t.columns,
      raw: t.rows === null ? t.raw : '',
    })),
    norms,
    parameters,
    bindings: bindings.map(({ wid, sentence, mechanism, slot, name }) => ({
      wid,
      sentence,
      mechanism,
      slot,
      mechanismName: name,
    })),
  }
}

/** Norms and open values with the city's values, as they hold on the day of the act. */
async function said(
  act: Act,
  edition: EditionRow,
  nodes: readonly ModelNode[],
  bound: readonly BindingOfNorm[],
  index: SlotIndex,
): Promise<Pick<EditionModel, 'norms' | 'parameters'>> {
  const read = await act.tx
    .selectFrom('edition_reading')
    .select('parameters')
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', edition.version_id)
    .executeTakeFirst()
  if (read === undefined) return extracted(act, edition, nodes, bound, index)
  const eidOf = new Map(nodes.map((n) => [n.wid, n.eid]))
  const stored = await normsOf(act.tx, act.tenantId, edition.version_id)
  const byNorm = bindingsByNorm(stored, bound)
  const norms = stored.flatMap((row): ModelNorm[] => {
    if (row.state === 'dismissed') return []
    return [
      {
        ...row.reading,
        id: row.nid,
        node: row.eid,
        seq: row.seq,
        text: row.text,
        range: [row.range_start, row.range_end],
        crossRefs: row.refs.map((r) => ({ ...r, to: r.to.map((to) => eidOf.get(to) ?? to) })),
        parameters: row.parameters,
        cues: row.cues,
        colour: row.colour,
        state: row.state,
        mechanisms: (byNorm.get(row.norm_id) ?? []).map((b) => kept(b, index)),
      },
    ]
  })
  const citing = (id: string) => norms.filter((n) => n.parameters.includes(id)).map((n) => n.id)
  return {
    norms,
    parameters: await valued(
      act,
      read.parameters.map((p) => ({ ...p, norms: citing(p.id) })),
    ),
  }
}

async function extracted(
  act: Act,
  edition: EditionRow,
  nodes: readonly ModelNode[],
  bound: readonly BindingOfNorm[],
  index: SlotIndex,
) {
  const widOf = new Map(nodes.map((n) => [n.eid, n.wid]))
  const eidOf = new Map(nodes.map((n) => [n.wid, n.eid]))
  const { norms, parameters } = extractNorms({
    title: edition.title,
    nodes: nodes.map((n) => ({
      ...n,
      id: n.eid,
      parent: n.parent === null ? null : (eidOf.get(n.parent) ?? null),
    })),
  })
  return {
    norms: norms.map((n): ModelNorm => ({
      ...n,
      state: 'unconfirmed',
      mechanisms: bound
        .filter((b) => b.wid === widOf.get(n.node) && b.sentence === n.seq)
        .map((b) => kept(b, index)),
    })),
    parameters: await valued(act, parameters),
  }
}

/** The value that holds today: of those begun by then the one that began last, and of those the latest set. */
async function valued(
  act: Act,
  parameters: readonly Omit<ModelParameter, 'value'>[],
): Promise<ModelParameter[]> {
  const rows = await act.tx
    .selectFrom('parameter_value')
    .distinctOn('parameter')
    .select(['parameter', 'value'])
    .where('tenant_id', '=', act.tenantId)
    .where('valid_from', '<=', act.today)
    .orderBy('parameter')
    .orderBy('valid_from', 'desc')
    .orderBy('revision', 'desc')
    .execute()
  const values = new Map(rows.map((r) => [r.parameter, r.value]))
  return parameters.map((p) => ({ ...p, value: values.get(p.id) ?? null }))
}

/** What a binding leads to; a slot that is no longer declared is no mechanism that keeps anything. */
function kept({ mechanism, slot }: BindingOfNorm, index: SlotIndex) {
  const found = index.find(mechanism, slot)
  return { name: found?.mechanismName ?? mechanism, ready: found?.ready ?? false }
}
