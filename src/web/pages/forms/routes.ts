import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'

/** The pages of 様式 and 文書番号, below the frame of the house. */
export function formRoutes<Parent extends AnyRoute>(house: Parent) {
  const getParentRoute = (): Parent => house
  return [
    createRoute({
      getParentRoute,
      path: '/forms',
      component: lazyRouteComponent(() => import('./forms-page.tsx'), 'FormsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/forms/numbering',
      component: lazyRouteComponent(() => import('./numbering-page.tsx'), 'NumberingPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/forms/$procedure',
      component: lazyRouteComponent(() => import('./designer-page.tsx'), 'DesignerPage'),
    }),
  ] as const
}
