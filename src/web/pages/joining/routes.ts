import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readTasksSearch } from '../tasks/search.ts'
import { entry, house } from '../../route-frame.tsx'

/* やること, 入庁・異動・退職 and the signatures that go with them. */

export const tasks = createRoute({
  getParentRoute: () => house,
  path: '/tasks',
  validateSearch: readTasksSearch,
  component: lazyRouteComponent(() => import('../tasks/tasks-page.tsx'), 'TasksPage'),
})

export const joining = createRoute({
  getParentRoute: () => house,
  path: '/joining',
  component: lazyRouteComponent(() => import('./joining-page.tsx'), 'JoiningPage'),
})

export const signers = createRoute({
  getParentRoute: () => house,
  path: '/joining/signers',
  component: lazyRouteComponent(() => import('../consent/signers-page.tsx'), 'SignersPage'),
})

export const ownConsent = createRoute({
  getParentRoute: () => house,
  path: '/joining/consent',
  component: lazyRouteComponent(() => import('../consent/own-consent-page.tsx'), 'OwnConsentPage'),
})

export const checklist = createRoute({
  getParentRoute: () => house,
  path: '/joining/$checklistId',
  component: lazyRouteComponent(() => import('./checklist-page.tsx'), 'ChecklistPage'),
})

/** A link that is used once, without an account. */
export const consent = createRoute({
  getParentRoute: () => entry,
  path: '/consent',
  component: lazyRouteComponent(() => import('../consent/consent-page.tsx'), 'ConsentPage'),
})
