import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

/** The pages of stock-takes, below the frame of the house. */
export function stocktakeRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/stocktakes',
      component: lazyRouteComponent(() => import('./stocktakes-page.tsx'), 'StocktakesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/stocktakes/$stocktakeId',
      component: lazyRouteComponent(() => import('./board-page.tsx'), 'BoardPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/stocktakes/$stocktakeId/differences',
      component: lazyRouteComponent(() => import('./differences-page.tsx'), 'DifferencesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/stocktakes/$stocktakeId/$unitId',
      component: lazyRouteComponent(() => import('./sheet-page.tsx'), 'SheetPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/stocktakes/$stocktakeId/$unitId/scan',
      component: lazyRouteComponent(() => import('./scan-page.tsx'), 'ScanPage'),
    }),
  ] as const
}
