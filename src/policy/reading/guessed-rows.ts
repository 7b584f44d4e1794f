import { rowProvisions } from '../import/row-provisions.ts'
import type { ReadNode, Reading } from './types.ts'

/**
 * The nodes of a reading with the guessed rows of its tables after their owners, numbered as a confirmed table numbers
 * them (`第4-2-表[…]-1`, `第5-1-(1)-分類2-・3`). Each is flagged `guessed`, has the region of the table as its span
 * and owns no characters: nobody has confirmed it yet. Rows whose office the guess does not know are left out.
 */
export function nodesWithGuessedRows(reading: Reading): ReadNode[] {
  const tables = Map.groupBy(reading.tables, (t) => t.nodeId)
  const nodes: Omit<ReadNode, 'order'>[] = []
  for (const node of reading.nodes) {
    nodes.push(node)
    for (const table of tables.get(node.id) ?? []) {
      const rows = table.rows.filter((r) => r.key !== '')
      for (const row of rowProvisions({ eid: node.id, depth: node.depth }, table.kind, rows)) {
        const { eid, parent, depth, label, heading, type, text } = row
        const level = type === 'row' ? '行' : table.kind === 'roles' ? 'N' : '・'
        nodes.push({
          id: eid,
          parent,
          depth,
          level,
          label,
          heading,
          type,
          text,
          span: table.span,
          pieces: [],
          guessed: true,
        })
      }
    }
  }
  return nodes.map((n, order) => ({ ...n, order }))
}
