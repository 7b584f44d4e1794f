/** What a key does on a node of the chart (WAI-ARIA Authoring Practices, tree view). */
export type TreeMove =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'open'
  | 'close'
  | 'into'
  | 'out'
  | 'take'
  | 'stay'

/** `open` is undefined for a node with nothing below it; `fixed` for one that is always open. */
export function treeMove(
  key: string,
  node: { readonly open: boolean | undefined; readonly fixed: boolean },
): TreeMove {
  switch (key) {
    case 'ArrowDown':
      return 'next'
    case 'ArrowUp':
      return 'previous'
    case 'Home':
      return 'first'
    case 'End':
      return 'last'
    case 'Enter':
    case ' ':
      return 'take'
    case 'ArrowRight':
      if (node.open === undefined) return 'stay'
      return node.open ? 'into' : 'open'
    case 'ArrowLeft':
      return node.open === true && !node.fixed ? 'close' : 'out'
    default:
      return 'stay'
  }
}
