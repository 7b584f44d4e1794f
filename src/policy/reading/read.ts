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
  const shape = shapeOf(view)
  const first = readAs(source, view, shape)
  // A wrapped print puts stray numbers at the beginning of lines: then the stricter reading is the better one.
  const strays = shape === 'lines' ? repeats(first) : 0
  if (strays === 0) return first
  const strict = readAs(source, view, 'flattened')
  const enough = Math.max(first.nodes.length - 2 * strays, first.nodes.length * 0.9)
  return repeats(strict) === 0 && strict.nodes.length >= enough ? strict : first
}

function readAs(source: string, view: string, strategy: Strategy): Reading {
  const layout = strategy === 'flattened' ? layoutOfFlattened(view) : layoutOfLines(view, source)
  const { nodes, unread, tables } = build(source, strategy, layout)
  return { strategy, title: titleOf(source, layout.starts[0]?.at ?? source.length), nodes, unread, tables }
}

/** Labels that came a second time at the same place: a sign that something was read as a label that is none. */
const repeats = (reading: Reading) => reading.nodes.filter((n) => /~[0-9]+$/.test(n.id)).length

/** A transcript whose lines were lost carries most of its text in lines with many labels inside. */
function shapeOf(view: string): Strategy {
  let flat = 0
  let total = 0
  for (const line of view.split('\n')) {
    const size = line.replaceAll(' ', '').length
    total += size
    const labels = line.match(/(?<=\S )(?:第[0-9]+条?|[0-9]+\.?|\([0-9]+\)|[アイウ]|①|②)(?= )/g)?.length ?? 0
    if (size > 200 && labels >= 3) flat += size
  }
  return total > 0 && flat / total > 0.5 ? 'flattened' : 'lines'
}
