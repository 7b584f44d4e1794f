import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { Loading } from './parts/states.tsx'
import { EntryFrame, HouseFrame } from './shell/frame.tsx'
import { HouseFailure, NotFound, PageFailure } from './shell/lost.tsx'
import { landing } from './shell/places.ts'
import { safeTarget } from './shell/safe-target.ts'
import { sessionQuery, setupQuery } from './shell/session.ts'

type Context = {
  readonly queryClient: QueryClient
  /** The first of the places that have a page. */
  readonly landing: () => string
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  errorComponent: HouseFailure,
  notFoundComponent: () => (
    <EntryFrame>
      <NotFound />
    </EntryFrame>
  ),
})

/** Pages before the sign-in. */
const entry = createRoute({ getParentRoute: () => root, id: 'entry', component: () => <EntryFrame /> })

const start = createRoute({
  getParentRoute: () => entry,
  path: '/start',
  component: lazyRouteComponent(() => import('./pages/start/start-page.tsx'), 'StartPage'),
})

type SignInSearch = { to?: string; expired?: true }

const signIn = createRoute({
  getParentRoute: () => entry,
  path: '/sign-in',
  validateSearch: (search): SignInSearch => {
    const to = safeTarget(search['to'])
    return {
      ...(to === undefined ? {} : { to }),
      ...(search['expired'] === true ? { expired: true as const } : {}),
    }
  },
  beforeLoad: async ({ context: { queryClient, landing: home }, search }) => {
    const me = await queryClient.ensureQueryData(sessionQuery)
    if (me !== null) throw redirect({ href: search.to ?? home(), replace: true })
  },
  errorComponent: PageFailure,
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

/** Pages behind the sign-in. Without a session they lead to it, and from it back. */
const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  beforeLoad: async ({ context: { queryClient }, location }) => {
    const me = await queryClient.ensureQueryData(sessionQuery)
    if (me === null) {
      const { tenants } = await queryClient.ensureQueryData(setupQuery)
      if (tenants.length === 0) throw redirect({ to: '/start' })
      const to = safeTarget(location.href)
      throw redirect({ to: '/sign-in', search: to === undefined ? {} : { to } })
    }
    if (me.mustChangePassword && location.pathname !== '/password') throw redirect({ to: '/password' })
  },
  component: () => <HouseFrame />,
  // the guard above failed: there is no frame to show the failure in
  errorComponent: HouseFailure,
})

const index = createRoute({
  getParentRoute: () => house,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ href: context.landing(), replace: true })
  },
})

const password = createRoute({
  getParentRoute: () => house,
  path: '/password',
  component: lazyRouteComponent(() => import('./pages/password/password-page.tsx'), 'PasswordPage'),
})

const account = createRoute({
  getParentRoute: () => house,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/account-page.tsx'), 'AccountPage'),
})

const routeTree = root.addChildren([
  entry.addChildren([start, signIn]),
  house.addChildren([index, password, account]),
])

/** The router of the application, with the cache its guards read. */
export function makeRouter(queryClient: QueryClient) {
  const router = createRouter({
    routeTree,
    context: { queryClient, landing: (): string => landing(router.routesByPath) },
    defaultErrorComponent: PageFailure,
    defaultPendingComponent: () => <Loading />,
    defaultPreload: false,
    scrollRestoration: true,
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
