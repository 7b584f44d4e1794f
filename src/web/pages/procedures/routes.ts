import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'
import { readDesignSearch } from './addresses.ts'

/** The pages of the procedures the city makes itself, below the frame of the house. */
export function procedureRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/procedures',
      component: lazyRouteComponent(() => import('./procedures-page.tsx'), 'ProceduresPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/procedures/$key',
      validateSearch: readDesignSearch,
      component: lazyRouteComponent(() => import('./designer-page.tsx'), 'DesignerPage'),
    }),
  ] as const
}
