/**
 * The page to return to after signing in, if it is one of ours: an address made by somebody else must not lead
 * a person who has just typed a password to another site. Undefined for anything else, and for the entry pages.
 */
export function safeTarget(target: unknown): string | undefined {
  if (typeof target !== 'string' || !target.startsWith('/')) return undefined
  const here = 'http://kijun.invalid'
  const address = URL.canParse(target, here) ? new URL(target, here) : undefined
  if (address === undefined || address.origin !== here) return undefined
  if (['/', '/sign-in', '/start'].includes(address.pathname) || address.pathname.startsWith('/api/'))
    return undefined
  return address.pathname + address.search + address.hash
}
