import { build } from './build.ts'
import { candidates } from './candidates.ts'
import { blanked, layoutOfFlattened } from './flattened.ts'
import type { Layout } from './layout.ts'
import { layoutOfLines } from './lines.ts'
import { isQuantity, widthView } from './markers.ts'
import { titleOf } from './front-matter.ts'
import type { Hints, Reading, Strategy } from './types.ts'

/**
 * Reads a policy text into its tree of provisions. Pure and deterministic.
 * `hints` is what the format of the file knows beyond the characters (spans are ranges of `source`); it is believed
 * before any guess. Every non-blank character of `source` lies in exactly one node's own pieces or in `unread`.
 */
export function readPolicy(source: string, hints: Hints | null = null): Reading {
  const view = withoutAsides(widthView(source), hints)
  if (hints !== null && (hints.labels.length > 0 || hints.tables.length > 0 || hints.headings.length > 0)) {
    return readAs(source, view, 'lines', hints)
  }
  const shape = shapeOf(view)
  const first = readAs(source, view, shape, hints)
  if (shape === 'flattened') return first
  // A wrapped print puts stray numbers at the beginning of lines, and a print that lost some of its line feeds hides
  // labels inside lines: then the stricter reading, which does not look at lines, is the better one.
  const strays = repeats(first)
  if (strays === 0 && !hidesLabels(view, first.nodes.length)) return first
  const strict = readAs(source, view, 'flattened', hints)
  if (repeats(strict) > 0) return first
  const enough =
    strays > 0
      ? Math.max(first.nodes.length - 2 * strays, first.nodes.length * 0.9)
      : first.nodes.length * 1.15
  return strict.nodes.length >= enough ? strict : first
}

/** Whether many labels seem to stand inside lines. */
function hidesLabels(view: string, nodes: number): boolean {
  const inside = candidates(view, 1).filter(
    ({ at }) => view[at - 1] !== '\n' && view.lastIndexOf('\n', at) >= 0,
  )
  return (
    inside.filter(
      ({ at, readings }) =>
        !/^\s*$/.test(view.slice(view.lastIndexOf('\n', at) + 1, at)) &&
        readings.some((m) => m.level !== '・' && m.level !== '一'),
    ).length > Math.max(5, nodes * 0.2)
  )
}

function readAs(source: string, view: string, strategy: Strategy, hints: Hints | null): Reading {
  const layout = strategy === 'flattened' ? flattenedWith(view, hints) : layoutOfLines(view, source, hints)
  const { nodes, unread, tables } = build(source, strategy, layout)
  return { strategy, title: titleOf(source, layout.starts[0]?.at ?? source.length), nodes, unread, tables }
}

function flattenedWith(view: string, hints: Hints | null): Layout {
  const layout = layoutOfFlattened(view)
  return { ...layout, asides: [...layout.asides, ...(hints?.asides ?? [])] }
}

/** What the format leaves out is blank to the reader; line feeds and places stay. */
function withoutAsides(view: string, hints: Hints | null): string {
  const spans = (hints?.asides ?? []).map((a) => a.span)
  return blanked(
    view,
    spans.sort((a, b) => a[0] - b[0]),
  )
}

/** Labels that came a second time at the same place: a sign that something was read as a label that is none. */
const repeats = (reading: Reading) => reading.nodes.filter((n) => /~[0-9]+$/.test(n.id)).length

/** A transcript whose lines were lost carries most of its text in lines with many labels inside. */
function shapeOf(view: string): Strategy {
  if (isShredded(view)) return 'flattened'
  let flat = 0
  let total = 0
  let at = 0
  for (const line of view.split('\n')) {
    const size = line.replaceAll(' ', '').length
    total += size
    if (size > 80 && candidates(view, at + 1, at + line.length).length >= 2) flat += size
    at += line.length + 1
  }
  return total > 0 && flat / total > 0.5 ? 'flattened' : 'lines'
}

/** Whether the lines of a text break at every blank, so that numbers inside sentences stand on lines of their own. */
function isShredded(view: string): boolean {
  let inside = 0
  let lone = 0
  for (const m of view.matchAll(/(?<=\n)[0-9]{1,3}(?=\n)/g)) {
    lone += 1
    if (isQuantity(view, m.index + m[0].length)) inside += 1
  }
  return inside >= 5 && inside * 5 >= lone
}
