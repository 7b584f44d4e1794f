import type { ReadNode } from '../reading/types.ts'
import type { ExtractedText } from './extract-file.ts'
import { sourceMap, sourceRange } from './source-map.ts'

/** The numbers and titles from the top of the text down to a node: 「第7 人的セキュリティ対策」, 「1」 … */
function pathsOf(nodes: readonly ReadNode[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>()
  for (const node of nodes) {
    const above = node.parent === null ? [] : (paths.get(node.parent) ?? [])
    paths.set(node.id, [...above, node.heading === null ? node.label : `${node.label} ${node.heading}`])
  }
  return paths
}

/** What `kijun policy extract FILE --json` prints: nodes, norms, open values, findings, and what was not read. */
export function printableOf({ source, reading, nodes, extraction }: ExtractedText) {
  const paths = pathsOf(nodes)
  const byId = new Map(nodes.map((n) => [n.id, n]))
  const maps = new Map(nodes.map((n) => [n.id, sourceMap(source, n)]))
  return {
    nodes: nodes.map((n) => ({
      id: n.id,
      type: n.type,
      path: paths.get(n.id) ?? [],
      heading: n.heading,
      text: n.text,
      src: { start: n.span[0], end: n.span[1] },
      ...(n.guessed === true ? { guessed: true } : {}),
    })),
    norms: extraction.norms.map((norm) => {
      const node = byId.get(norm.node)
      const [start, end] =
        node === undefined ? [0, 0] : sourceRange(maps.get(norm.node) ?? null, node, norm.range)
      return {
        id: norm.id,
        node: norm.node,
        seq: norm.seq,
        text: norm.text,
        src: { start, end },
        subject: norm.subject,
        modality: norm.modality,
        trigger: norm.trigger,
        approval: norm.approval,
        record: norm.record,
        recordFields: norm.recordFields,
        targetClass: norm.targetClass,
        deadline: norm.deadline,
        crossRefs: norm.crossRefs.map(({ text, to }) => ({ text, to })),
        qualifiers: norm.qualifiers,
        exception: norm.exception,
        parameters: norm.parameters,
        kind: norm.kind,
        cues: norm.cues,
        colour: norm.colour,
      }
    }),
    parameters: extraction.parameters,
    lints: extraction.lints,
    terms: extraction.terms,
    unread: reading.unread.map(({ start, end, text, reason }) => ({ start, end, text, reason })),
  }
}
