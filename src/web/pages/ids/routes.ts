import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

/** The pages of IDs and IC cards, below the frame of the house. */
export function idRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/ids',
      component: lazyRouteComponent(() => import('./ids-page.tsx'), 'IdsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/ids/differences',
      component: lazyRouteComponent(() => import('./differences-page.tsx'), 'DifferencesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/ids/import/$systemId',
      component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/ids/reviews/$reviewId',
      component: lazyRouteComponent(() => import('./review-page.tsx'), 'ReviewPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/ids/reviews/$reviewId/$unitId',
      component: lazyRouteComponent(() => import('./sheet-page.tsx'), 'SheetPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/cards',
      component: lazyRouteComponent(() => import('../cards/cards-page.tsx'), 'CardsPage'),
    }),
  ] as const
}
