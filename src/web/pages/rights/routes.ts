import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

/** The pages of rights to act, office rules and 兼務の禁止, below the frame of the house. */
export function rightRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/organisation/rights',
      component: lazyRouteComponent(() => import('./rights-page.tsx'), 'RightsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/organisation/rules',
      component: lazyRouteComponent(() => import('./rules-page.tsx'), 'OfficeRulesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/organisation/separation',
      component: lazyRouteComponent(() => import('./separation-page.tsx'), 'SeparationPage'),
    }),
  ] as const
}
