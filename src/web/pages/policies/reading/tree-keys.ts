import type { ClauseNode } from '../types.ts'

/** What a key does in the tree of contents. */
export type TreeMove =
  | { readonly kind: 'go'; readonly wid: string }
  | { readonly kind: 'turn'; readonly wid: string }
  | { readonly kind: 'take'; readonly wid: string }

type Item = Pick<ClauseNode, 'wid' | 'parentWid'>

/**
 * The keys of a tree (WAI-ARIA Authoring Practices) over its items in sight. Undefined where a key does nothing.
 * `parent` says whether an item has others below it.
 */
export function treeMove(
  key: string,
  from: string | undefined,
  items: readonly Item[],
  open: ReadonlySet<string>,
  parent: (wid: string) => boolean,
): TreeMove | undefined {
  const at = items.findIndex((item) => item.wid === from)
  const item = items[at]
  const go = (target: Item | undefined): TreeMove | undefined =>
    target === undefined ? undefined : { kind: 'go', wid: target.wid }
  if (key === 'Home') return go(items[0])
  if (key === 'End') return go(items.at(-1))
  if (item === undefined) return undefined
  switch (key) {
    case 'ArrowDown':
      return go(items[at + 1])
    case 'ArrowUp':
      return go(items[at - 1])
    case 'ArrowRight':
      if (!parent(item.wid)) return undefined
      return open.has(item.wid) ? go(items[at + 1]) : { kind: 'turn', wid: item.wid }
    case 'ArrowLeft':
      if (parent(item.wid) && open.has(item.wid)) return { kind: 'turn', wid: item.wid }
      return go(items.find((other) => other.wid === item.parentWid))
    case 'Enter':
    case ' ':
      return { kind: 'take', wid: item.wid }
    default:
      return undefined
  }
}
