/** Where each kind of mechanism has its page: the route that must exist, and the address without the key. */
const pages: Readonly<Record<string, { route: string; address: string }>> = {
  procedure: { route: '/apply/$procedure', address: '/apply/' },
  register: { route: '/registers/$register', address: '/registers/' },
  checklist: { route: '/joining', address: '/' },
  authority: { route: '/organisation', address: '/organisation' },
}

/** The page of a mechanism ('procedure:carry-out'); undefined where it has none. */
export function mechanismAddress(
  mechanism: string,
  routes: Readonly<Record<string, unknown>>,
): string | undefined {
  const [kind = '', key = ''] = mechanism.split(':')
  const page = pages[kind]
  if (page === undefined || !(page.route in routes)) return undefined
  return page.address + encodeURIComponent(key)
}
