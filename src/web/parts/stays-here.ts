/** The keys and button of a click on a link. */
export type Click = {
  readonly button: number
  readonly metaKey: boolean
  readonly ctrlKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/**
 * Whether a click on a link is ours to handle: a plain click to a page of the application.
 * Clicks that ask for another tab, links to a place on this page and to files are the browser's.
 */
export function staysHere(click: Click, href: string): boolean {
  if (click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return false
  return href.startsWith('/') && !href.startsWith('//') && !href.startsWith('/api/')
}
