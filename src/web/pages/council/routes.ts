import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

/** The pages of the councils, below the frame of the house. */
export function councilRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/council',
      component: lazyRouteComponent(() => import('./council-page.tsx'), 'CouncilPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/council/$meetingId',
      component: lazyRouteComponent(() => import('./meeting-page.tsx'), 'MeetingPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/council/rules/$unitId',
      component: lazyRouteComponent(() => import('./rules-page.tsx'), 'RulesPage'),
    }),
  ] as const
}
