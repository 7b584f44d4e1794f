import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

/** The pages of classes and handling, below the frame of the house. */
export function classificationRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/classification',
      component: lazyRouteComponent(() => import('./schemes-page.tsx'), 'SchemesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/registers/$register/$entryId/handling',
      component: lazyRouteComponent(() => import('./handling-page.tsx'), 'HandlingPage'),
    }),
  ] as const
}
