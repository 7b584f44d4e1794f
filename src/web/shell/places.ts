/** The main places, in the order of the head of the page. A place is shown once its route exists. */
export const places = [
  { key: 'home', path: '/today' },
  { key: 'apply', path: '/apply' },
  { key: 'inbox', path: '/inbox' },
  { key: 'registers', path: '/registers' },
  { key: 'policies', path: '/policies' },
  { key: 'ledger', path: '/ledger' },
  { key: 'organisation', path: '/organisation' },
  { key: 'settings', path: '/settings' },
] as const

export type Place = (typeof places)[number]
export type PlaceKey = Place['key']

/** Those of the places that have a page. */
export function openPlaces(routes: Readonly<Record<string, unknown>>): Place[] {
  return places.filter((place) => place.path in routes)
}

/** Where somebody lands after signing in. */
export function landing(routes: Readonly<Record<string, unknown>>): string {
  return openPlaces(routes)[0]?.path ?? '/account'
}

/** Pages that lie in a place beside those under its own path. */
const alsoIn: Readonly<Record<string, readonly string[]>> = {
  '/apply': ['/cases'],
  '/organisation': ['/council', '/joining'],
  '/ledger': ['/signs'],
  '/policies': ['/procedures'],
  '/today': ['/tasks'],
  '/settings': ['/forms'],
  '/registers': ['/ids', '/cards', '/checks', '/stocktakes', '/whereabouts', '/entry'],
}

/** Whether a page lies in a place. A case, wherever it was opened from, lies in 申請. */
export function liesIn(pathname: string, path: string): boolean {
  const places = [path, ...(alsoIn[path] ?? [])]
  return places.some((each) => pathname === each || pathname.startsWith(`${each}/`))
}
