import type { ReadNode, Reading } from '#policy/reading/types.ts'
import { levels, type Piece, type Text } from './text-tree.ts'

/** A text that was read, as one that can be amended: labels are counted anew where they count plainly. */
export function textOfReading(reading: Reading): Text {
  const text: Text = { roots: [], nextId: 0 }
  const pieces = new Map<string, Piece>()
  for (const node of reading.nodes) {
    text.nextId += 1
    const piece: Piece = {
      id: text.nextId,
      level: node.level,
      heading: node.heading,
      text: node.text,
      type: node.type,
      children: [],
      ...(counts(node) ? {} : { fixedLabel: lastPart(node) }),
    }
    pieces.set(node.id, piece)
    const above = node.parent === null ? undefined : pieces.get(node.parent)
    ;(above?.children ?? text.roots).push(piece)
  }
  return text
}

const counts = (node: ReadNode) => levels.includes(node.level) && node.level !== '条'
const lastPart = (node: ReadNode) =>
  node.parent !== null && node.id.startsWith(`${node.parent}-`)
    ? node.id.slice(node.parent.length + 1)
    : node.id
