import type { ConfirmedRow } from '../tables.ts'
import type { NodeType, TableRegion } from '../reading/types.ts'

/** A provision that a confirmed table row makes. */
export type RowNode = {
  readonly eid: string
  readonly parent: string
  readonly depth: number
  readonly label: string
  readonly heading: string | null
  readonly type: NodeType
  readonly text: string
}

/** Most provisions one table may make: they are placed between their owner and the next provision. */
export const MOST_ROW_NODES = 900

/**
 * The provisions that the rows of a table are. Roles: one node per office, its duties below it, a single duty in the
 * office's own node. Classification: one node per class (the criterion), its restrictions below it.
 */
export function rowProvisions(
  owner: { readonly eid: string; readonly depth: number },
  kind: TableRegion['kind'],
  rows: readonly ConfirmedRow[],
): RowNode[] {
  const nodes: RowNode[] = []
  const seen = new Map<string, number>()
  for (const [at, row] of rows.entries()) {
    const stem =
      kind === 'roles'
        ? `${owner.eid}-表[${row.key}]`
        : kind === 'classification'
          ? `${owner.eid}-分類${row.key.normalize('NFKC')}`
          : `${owner.eid}-行${at + 1}`
    const again = (seen.get(stem) ?? 0) + 1
    seen.set(stem, again)
    const eid = again === 1 ? stem : `${stem}~${again}`
    const single = kind === 'roles' && row.items.length === 1
    nodes.push({
      eid,
      parent: owner.eid,
      depth: owner.depth + 1,
      label: kind === 'classification' ? `分類${row.key}` : row.key,
      heading: kind === 'classification' || row.detail === '' ? null : row.detail,
      type: 'row',
      text: kind === 'classification' ? row.detail : single ? (row.items[0] ?? '') : '',
    })
    if (single) continue
    for (const [i, item] of row.items.entries()) {
      nodes.push({
        eid: kind === 'roles' ? `${eid}-${i + 1}` : `${eid}-・${i + 1}`,
        parent: eid,
        depth: owner.depth + 2,
        label: kind === 'roles' ? `${i + 1}` : '・',
        heading: null,
        type: 'bullet',
        text: item,
      })
    }
  }
  return nodes
}
