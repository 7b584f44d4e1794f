import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

/** The pages at the doors of controlled areas, below the frame of the house. */
export function entryRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/entry',
      component: lazyRouteComponent(() => import('./door-page.tsx'), 'DoorPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/entry/log',
      component: lazyRouteComponent(() => import('./log-page.tsx'), 'LogPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/entry/expired',
      component: lazyRouteComponent(() => import('./expired-page.tsx'), 'ExpiredPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/entry/import',
      component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
    }),
  ] as const
}
