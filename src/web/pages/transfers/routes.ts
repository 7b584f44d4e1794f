import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

/** The pages of transfers, below the frame of the house. */
export function transferRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/organisation/transfers',
      component: lazyRouteComponent(() => import('./transfers-page.tsx'), 'TransfersPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/organisation/transfers/$planId',
      component: lazyRouteComponent(() => import('./plan-page.tsx'), 'PlanPage'),
    }),
  ] as const
}
