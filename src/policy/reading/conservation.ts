import type { Reading } from './types.ts'

/**
 * Places of non-blank characters that are not in exactly one node's own pieces or unread stretch.
 * Empty for every reading: the law that an import loses nothing silently.
 */
export function lostOrDoubled(source: string, reading: Reading): number[] {
  const owners = new Uint8Array(source.length)
  const count = (start: number, end: number) => {
    for (let i = start; i < end; i += 1) owners[i] = (owners[i] ?? 0) + 1
  }
  for (const node of reading.nodes) for (const [start, end] of node.pieces) count(start, end)
  for (const { start, end } of reading.unread) count(start, end)
  const wrong: number[] = []
  for (let i = 0; i < source.length; i += 1) {
    if (owners[i] !== 1 && /\S/.test(source.charAt(i))) wrong.push(i)
  }
  return wrong
}
