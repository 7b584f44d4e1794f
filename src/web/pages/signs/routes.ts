import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

/** The pages of the signs, below the frame of the house. */
export function signRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/signs',
      component: lazyRouteComponent(() => import('./signs-page.tsx'), 'SignsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/signs/$sign',
      component: lazyRouteComponent(() => import('./sign-page.tsx'), 'SignPage'),
    }),
  ] as const
}
