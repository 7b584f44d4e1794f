import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

/** The pages of units through time, below the frame of the house. */
export function unitRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/organisation/units',
      component: lazyRouteComponent(() => import('./units-page.tsx'), 'UnitsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/organisation/units/change',
      component: lazyRouteComponent(() => import('./change-page.tsx'), 'ChangeUnitsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/organisation/units/$unitId',
      component: lazyRouteComponent(() => import('./unit-page.tsx'), 'UnitPage'),
    }),
  ] as const
}
