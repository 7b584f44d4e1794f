import { build } from './build.ts'
import { layoutOfFlattened } from './flattened.ts'
import { layoutOfLines } from './lines.ts'
import { widthView } from './markers.ts'
import { titleOf } from './front-matter.ts'
import type { Reading, Strategy } from './types.ts'

/**
 * Reads a policy text into its tree of provisions. Pure and deterministic.
 * Every non-blank character of `source` lies in exactly one node's own pieces or in `unread`.
 */
export function readPolicy(source: string): Reading {
  const view = widthView(source)
  const strategy = strategyOf(view)
  const layout = strategy === 'flattened' ? layoutOfFlattened(view) : layoutOfLines(view, source)
  const { nodes, unread, tables } = build(source, strategy, layout)
  return { strategy, title: titleOf(source, layout.starts[0]?.at ?? source.length), nodes, unread, tables }
}

/** A transcript whose lines were lost carries most of its text in lines with many labels inside. */
function strategyOf(view: string): Strategy {
  let flat = 0
  let total = 0
  for (const line of view.split('\n')) {
    const size = line.replaceAll(' ', '').length
    total += size
    const labels = line.match(/(?<=\S )(?:第[0-9]+条?|[0-9]+\.?|\([0-9]+\)|[アイウ]|①|②)(?= )/g)?.length ?? 0
    if (size > 300 && labels >= 3) flat += size
  }
  return total > 0 && flat / total > 0.5 ? 'flattened' : 'lines'
}
