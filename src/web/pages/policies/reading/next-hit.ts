import type { Outline } from './outline.ts'

/** The next clause in the order of the text that was found, round the end; undefined when none was. */
export function nextHit(
  outline: Pick<Outline, 'nodes' | 'at'>,
  hits: ReadonlyMap<string, unknown>,
  from: string | undefined,
  step: 1 | -1,
): string | undefined {
  const places = outline.nodes.filter((node) => hits.has(node.wid)).map((node) => node.wid)
  const now = from === undefined ? -1 : (outline.at.get(from) ?? -1)
  const placeOf = (wid: string): number => outline.at.get(wid) ?? -1
  return step === 1
    ? (places.find((wid) => placeOf(wid) > now) ?? places[0])
    : (places.findLast((wid) => placeOf(wid) < now) ?? places.at(-1))
}
