import type { Segment } from './layout.ts'
import type { Line } from './line-kinds.ts'

/** Words with which a sentence goes on about the whole of what was listed before it. */
const GOES_ON = /^(?:ただし|但し|この場合|これらの場合|なお|前項|前各号)/

/**
 * The provision to which a line goes back after a list of items: a new sentence that is less indented than the label of
 * the item before it, and no less than the provision's own. Null where the print says nothing, so that the line stays
 * with the item.
 */
export function goesBackTo(
  view: string,
  line: Line,
  starts: readonly Segment[],
  ended: boolean,
): string | null {
  const item = starts.at(-1)
  if (item === undefined || !ended || !GOES_ON.test(line.text)) return null
  const indent = line.at - line.start
  if (indent >= indentOf(view, item)) return null
  let parent = item.accepted.parent
  for (let i = starts.length - 2; i >= 0 && parent !== null; i -= 1) {
    const start = starts[i]
    if (start === undefined || start.accepted.id !== parent) continue
    parent = start.accepted.parent
    if (indentOf(view, start) > indent) continue
    // A title says nothing that could go on.
    const from = start.firstParagraph?.span[1] ?? start.accepted.marker.end
    return view.slice(from, starts[i + 1]?.at).includes('。') ? start.accepted.id : null
  }
  return null
}

/** How far from the margin the label of a provision stands. */
function indentOf(view: string, { accepted }: Segment): number {
  const at = accepted.marker.start
  return at - (at === 0 ? 0 : view.lastIndexOf('\n', at - 1) + 1)
}
