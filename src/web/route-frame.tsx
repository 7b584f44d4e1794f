import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { usePlaceCounts } from './pages/home/place-counts.ts'
import { EntryFrame, HouseFrame } from './shell/frame.tsx'
import { HouseFailure, NotFound } from './shell/lost.tsx'
import { safeTarget } from './shell/safe-target.ts'
import { sessionQuery, setupQuery } from './shell/session.ts'

export type Context = {
  readonly queryClient: QueryClient
  /** The first of the places that have a page. */
  readonly landing: () => string
}

export const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  errorComponent: HouseFailure,
  notFoundComponent: () => (
    <EntryFrame>
      <NotFound />
    </EntryFrame>
  ),
})

/** Pages before the sign-in. */
export const entry = createRoute({ getParentRoute: () => root, id: 'entry', component: () => <EntryFrame /> })

/** Pages behind the sign-in. Without a session they lead to it, and from it back. */
export const house = createRoute({
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
    const toAddOne = ['/account', '/password'].includes(location.pathname)
    if (me.mustAddFactor && !toAddOne) throw redirect({ to: '/account' })
  },
  component: () => <HouseFrame counts={usePlaceCounts()} />,
  // the guard above failed: there is no frame to show the failure in
  errorComponent: HouseFailure,
})
