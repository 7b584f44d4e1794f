import type { EditionModel, ModelNode } from './edition-model.ts'
import { treesOf, type ModelTree } from './edition-model.ts'
import type { Difference, PlainNode } from './plain-node.ts'

/** By permanent id, what a format must say because its own shape says something else. */
export type Differences = ReadonlyMap<string, Difference>

export const NONE: Differences = new Map()

/** The provisions in the order they are written: parents first. */
export function inOrder(trees: readonly ModelTree[]): ModelNode[] {
  return trees.flatMap((t) => [t.node, ...inOrder(t.children)])
}

/**
 * Compares what a reader finds in a file with what was written into it. Where the number of provisions is not the
 * same the shape itself is wrong, which is our own fault.
 * @throws TypeError then.
 */
export function differences(model: EditionModel, read: readonly PlainNode[]): Differences {
  const wanted = inOrder(treesOf(model.nodes))
  if (wanted.length !== read.length) {
    throw new TypeError(`${wanted.length} provisions were written and ${read.length} read back`)
  }
  const out = new Map<string, Difference>()
  const renamed = new Set<string>()
  for (const [i, node] of wanted.entries()) {
    const found = read[i]
    if (found === undefined) continue
    // What hangs below a provision of another number is looked at again once that number is said.
    if (node.parent !== null && renamed.has(node.parent)) {
      renamed.add(node.wid)
      continue
    }
    const difference: Difference = {
      id: found.id === node.eid ? undefined : node.eid,
      level: found.level === node.level ? undefined : node.level,
      type: found.type === node.type ? undefined : node.type,
      label: found.label === node.label ? undefined : node.label,
      heading: found.heading === node.heading ? undefined : node.heading,
      text: found.text === node.text ? undefined : node.text,
    }
    if (difference.id !== undefined || difference.level !== undefined) renamed.add(node.wid)
    if (Object.values(difference).some((v) => v !== undefined)) out.set(node.wid, difference)
  }
  return out
}

/** Deeper than any numbering. */
const MOST_ROUNDS = 20

/**
 * Writes a model so that reading it back gives the same provisions: first as the format's own shape tells it, then
 * with what that shape does not tell. A number that is said changes what is inferred below it, hence level by level.
 */
export function written(
  model: EditionModel,
  write: (model: EditionModel, says: Differences) => string,
  read: (file: string) => readonly PlainNode[],
): string {
  let says = NONE
  let file = write(model, says)
  for (let i = 0; i < MOST_ROUNDS; i += 1) {
    const more = differences(model, read(file))
    if (more.size === 0) return file
    const merged = new Map(says)
    for (const [wid, d] of more) merged.set(wid, { ...clean(merged.get(wid)), ...clean(d) })
    says = merged
    file = write(model, says)
  }
  return file
}

function clean(difference: Difference | undefined): Difference {
  return Object.fromEntries(Object.entries(difference ?? {}).filter(([, v]) => v !== undefined))
}
