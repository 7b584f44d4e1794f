import { refuse, type Problem } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { authorOf } from '../author.ts'
import { policyConfirmTable } from '../contract.ts'
import { displayNumber } from '../display-number.ts'
import { findEdition } from '../editions/editions.ts'
import { foldedProvision } from './import-plan.ts'
import { readStoredEdition } from '../review/keep-norms.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { MOST_ROW_NODES, rowProvisions, type RowNode } from './row-provisions.ts'
import type { ConfirmedRow } from '../tables.ts'

/**
 * Takes the rows of a table as an officer typed them from the original; they become provisions below their owner.
 * May be repeated until the edition is in force; a row that keeps its number keeps its permanent id.
 */
export function confirmTableOperation(): Implementation {
  return implement(policyConfirmTable, async (act, input) => {
    await oneAtATime(act, 'policy.bind')
    await oneAtATime(act, 'policy.norms')
    const edition = await findEdition(act, input.editionId)
    const table = await act.tx
      .selectFrom('provision_table')
      .selectAll()
      .where('tenant_id', '=', act.tenantId)
      .where('version_id', '=', edition.version_id)
      .where('wid', '=', input.wid)
      .executeTakeFirst()
    const owner = await act.tx
      .selectFrom('provision')
      .select(['wid', 'eid', 'depth', 'place'])
      .where('tenant_id', '=', act.tenantId)
      .where('version_id', '=', edition.version_id)
      .where('wid', '=', input.wid)
      .executeTakeFirst()
    if (table === undefined || owner === undefined) {
      return refuse('not-found', 'その条文に確かめる表はありません。版の情報から選び直してください。')
    }
    if (edition.state !== 'draft' && table.rows !== null) {
      return refuse(
        'conflict',
        '施行の手続が済んだ版の、確かめ終えた表は直せません。新しい版を取り込んでください。',
      )
    }
    demandKeys(input.rows)
    const nodes = rowProvisions(owner, table.kind, input.rows)
    if (nodes.length > MOST_ROW_NODES) {
      return refuse('invalid', `表の行と項目は合わせて${MOST_ROW_NODES}までです。表を分けてください。`)
    }
    const saved = await saveRows(act, edition.version_id, owner, nodes)
    const author = authorOf(act)
    await act.recorder.save('provision_table', {
      ...table,
      rows: input.rows,
      confirmed_at: act.at,
      confirmed_by_kind: author.kind,
      confirmed_by: author.id,
    })
    // Rows name offices and classes that other sentences speak of: the whole text is read again.
    await readStoredEdition(act, edition)
    act.recorder.describe({
      act: '表の確認',
      subject: {
        kind: 'provision',
        id: owner.wid,
        label: `${edition.document_mark} ${edition.label} ${displayNumber(owner.eid)}`,
      },
      editionId: edition.version_id,
    })
    return { rows: input.rows.length, provisions: saved }
  })
}

/** Two rows of the same name cannot be told apart by those who cite them. */
function demandKeys(rows: readonly ConfirmedRow[]): void {
  const problems: Problem[] = []
  const seen = new Map<string, number>()
  for (const [i, row] of rows.entries()) {
    const first = seen.get(row.key)
    if (first !== undefined) {
      problems.push({ at: `${i + 1}行目`, message: `${first}行目と同じ名前です。`, value: row.key })
    } else seen.set(row.key, i + 1)
  }
  if (problems.length > 0)
    refuse('invalid', '同じ名前の行があります。名前を変えるか、一つの行にまとめてください。', { problems })
}

async function saveRows(
  act: Act,
  versionId: string,
  owner: { readonly wid: string; readonly eid: string; readonly place: number },
  nodes: readonly RowNode[],
): Promise<{ wid: string; eid: string; number: string }[]> {
  const old = await act.tx
    .selectFrom('provision')
    .select(['wid', 'eid', 'parent_wid'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .where('confirmed', '=', true)
    .where('place', '>', owner.place)
    .where('place', '<=', owner.place + MOST_ROW_NODES)
    .orderBy('place', 'desc')
    .execute()
  const wids = new Map(old.map((o) => [o.eid, o.wid]))
  const kept = new Set(nodes.map((n) => n.eid))
  const gone = old.filter((o) => !kept.has(o.eid))
  await demandUnbound(act, versionId, gone)
  for (const node of nodes) if (!wids.has(node.eid)) wids.set(node.eid, newId())
  await act.recorder.saveAll(
    'provision',
    nodes.map((n, i) => ({
      tenant_id: act.tenantId,
      version_id: versionId,
      wid: wids.get(n.eid) ?? newId(),
      eid: n.eid,
      parent_wid: n.parent === owner.eid ? owner.wid : (wids.get(n.parent) ?? owner.wid),
      place: owner.place + i + 1,
      depth: n.depth,
      level: '行' as const,
      label: n.label,
      heading: n.heading,
      type: n.type,
      text: n.text,
      folded: foldedProvision(n.eid, n.heading, n.text),
      span_start: 0,
      span_end: 0,
      pieces: [],
      confirmed: true,
    })),
  )
  await removeNormsOf(act, versionId, gone)
  for (const row of gone) await act.recorder.remove('provision', { version_id: versionId, wid: row.wid })
  return nodes.map((n) => ({ wid: wids.get(n.eid) ?? '', eid: n.eid, number: displayNumber(n.eid) }))
}

async function removeNormsOf(
  act: Act,
  versionId: string,
  gone: readonly { readonly wid: string }[],
): Promise<void> {
  if (gone.length === 0) return
  const norms = await act.tx
    .selectFrom('norm')
    .select(['version_id', 'norm_id'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .where(
      'wid',
      'in',
      gone.map((each) => each.wid),
    )
    .execute()
  await act.recorder.removeAll('norm', norms)
}

async function demandUnbound(
  act: Act,
  versionId: string,
  gone: readonly { readonly wid: string; readonly eid: string }[],
): Promise<void> {
  if (gone.length === 0) return
  const bound = await act.tx
    .selectFrom('binding')
    .select('wid')
    .distinct()
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .where(
      'wid',
      'in',
      gone.map((g) => g.wid),
    )
    .execute()
  if (bound.length === 0) return
  const wids = new Set(bound.map((b) => b.wid))
  refuse('conflict', '仕掛けに対応付けた行をなくすことはできません。先に対応付けを外してください。', {
    problems: gone
      .filter((g) => wids.has(g.wid))
      .map((g) => ({ at: displayNumber(g.eid), message: '対応付けがあります。' })),
  })
}
