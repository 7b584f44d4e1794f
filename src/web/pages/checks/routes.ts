import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

/** The pages of the checks, below the frame of the house. */
export function checkRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/checks',
      component: lazyRouteComponent(() => import('./checks-page.tsx'), 'ChecksPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/checks/$check',
      component: lazyRouteComponent(() => import('./check-page.tsx'), 'CheckPage'),
    }),
  ] as const
}
