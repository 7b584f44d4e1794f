import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { readFormSearch } from './pages/apply/search.ts'
import { readCasesSearch, readInboxSearch } from './pages/cases/search.ts'
import { usePlaceCounts } from './pages/home/place-counts.ts'
import { bindingsSearch, findSearch, readingSearch } from './pages/policies/addresses.ts'
import { Loading } from './parts/states.tsx'
import { EntryFrame, HouseFrame } from './shell/frame.tsx'
import { HouseFailure, NotFound, PageFailure } from './shell/lost.tsx'
import { landing } from './shell/places.ts'
import { safeTarget } from './shell/safe-target.ts'
import { sessionQuery, setupQuery } from './shell/session.ts'

type Context = {
  readonly queryClient: QueryClient
  /** The first of the places that have a page. */
  readonly landing: () => string
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  errorComponent: HouseFailure,
  notFoundComponent: () => (
    <EntryFrame>
      <NotFound />
    </EntryFrame>
  ),
})

/** Pages before the sign-in. */
const entry = createRoute({ getParentRoute: () => root, id: 'entry', component: () => <EntryFrame /> })

const start = createRoute({
  getParentRoute: () => entry,
  path: '/start',
  component: lazyRouteComponent(() => import('./pages/start/start-page.tsx'), 'StartPage'),
})

type SignInSearch = { to?: string; expired?: true }

const signIn = createRoute({
  getParentRoute: () => entry,
  path: '/sign-in',
  validateSearch: (search): SignInSearch => {
    const to = safeTarget(search['to'])
    return {
      ...(to === undefined ? {} : { to }),
      ...(search['expired'] === true ? { expired: true as const } : {}),
    }
  },
  beforeLoad: async ({ context: { queryClient, landing: home }, search }) => {
    const me = await queryClient.ensureQueryData(sessionQuery)
    if (me !== null) throw redirect({ href: search.to ?? home(), replace: true })
  },
  errorComponent: PageFailure,
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

/** Pages behind the sign-in. Without a session they lead to it, and from it back. */
const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  beforeLoad: async ({ context: { queryClient }, location }) => {
    const me = await queryClient.ensureQueryData(sessionQuery)
    if (me === null) {
      const { tenants } = await queryClient.ensureQueryData(setupQuery)
      if (tenants.length === 0) throw redirect({ to: '/start' })
      const to = safeTarget(location.href)
      throw redirect({ to: '/sign-in', search: to === undefined ? {} : { to } })
    }
    if (me.mustChangePassword && location.pathname !== '/password') throw redirect({ to: '/password' })
  },
  component: () => <HouseFrame counts={usePlaceCounts()} />,
  // the guard above failed: there is no frame to show the failure in
  errorComponent: HouseFailure,
})

const index = createRoute({
  getParentRoute: () => house,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ href: context.landing(), replace: true })
  },
})

const password = createRoute({
  getParentRoute: () => house,
  path: '/password',
  component: lazyRouteComponent(() => import('./pages/password/password-page.tsx'), 'PasswordPage'),
})

const account = createRoute({
  getParentRoute: () => house,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/account-page.tsx'), 'AccountPage'),
})

const registers = createRoute({
  getParentRoute: () => house,
  path: '/registers',
  component: lazyRouteComponent(() => import('./pages/registers/registers-page.tsx'), 'RegistersPage'),
})

const register = createRoute({
  getParentRoute: () => house,
  path: '/registers/$register',
  component: lazyRouteComponent(() => import('./pages/registers/register-page.tsx'), 'RegisterPage'),
})

const registerImport = createRoute({
  getParentRoute: () => house,
  path: '/registers/$register/import',
  component: lazyRouteComponent(() => import('./pages/registers/import-page.tsx'), 'ImportPage'),
})

const registerNew = createRoute({
  getParentRoute: () => house,
  path: '/registers/$register/new',
  component: lazyRouteComponent(() => import('./pages/registers/entry-form-page.tsx'), 'NewEntryPage'),
})

const registerEdit = createRoute({
  getParentRoute: () => house,
  path: '/registers/$register/$entryId/edit',
  component: lazyRouteComponent(() => import('./pages/registers/entry-form-page.tsx'), 'EditEntryPage'),
})

const today = createRoute({
  getParentRoute: () => house,
  path: '/today',
  component: lazyRouteComponent(() => import('./pages/home/home-page.tsx'), 'HomePage'),
})

const apply = createRoute({
  getParentRoute: () => house,
  path: '/apply',
  component: lazyRouteComponent(() => import('./pages/apply/apply-page.tsx'), 'ApplyPage'),
})

const applyForm = createRoute({
  getParentRoute: () => house,
  path: '/apply/$procedure',
  validateSearch: readFormSearch,
  component: lazyRouteComponent(() => import('./pages/apply/form-page.tsx'), 'FormPage'),
})

const inbox = createRoute({
  getParentRoute: () => house,
  path: '/inbox',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./pages/inbox/inbox-page.tsx'), 'InboxPage'),
})

const cases = createRoute({
  getParentRoute: () => house,
  path: '/cases',
  validateSearch: readCasesSearch,
  component: lazyRouteComponent(() => import('./pages/cases/cases-page.tsx'), 'CasesPage'),
})

const caseFile = createRoute({
  getParentRoute: () => house,
  path: '/cases/$applicationId',
  component: lazyRouteComponent(() => import('./pages/case/case-page.tsx'), 'CasePage'),
})

const policies = createRoute({
  getParentRoute: () => house,
  path: '/policies',
  component: lazyRouteComponent(() => import('./pages/policies/list/policies-page.tsx'), 'PoliciesPage'),
})

const policyImport = createRoute({
  getParentRoute: () => house,
  path: '/policies/import',
  component: lazyRouteComponent(() => import('./pages/policies/import/import-page.tsx'), 'ImportPage'),
})

const policyEdition = createRoute({
  getParentRoute: () => house,
  path: '/policies/$editionId',
  validateSearch: readingSearch,
  component: lazyRouteComponent(() => import('./pages/policies/reading/edition-page.tsx'), 'EditionPage'),
})

const policyPrepare = createRoute({
  getParentRoute: () => house,
  path: '/policies/$editionId/prepare',
  component: lazyRouteComponent(() => import('./pages/policies/prepare/prepare-page.tsx'), 'PreparePage'),
})

const policyTable = createRoute({
  getParentRoute: () => house,
  path: '/policies/$editionId/tables/$wid',
  component: lazyRouteComponent(() => import('./pages/policies/prepare/table-page.tsx'), 'TablePage'),
})

const policyBindings = createRoute({
  getParentRoute: () => house,
  path: '/policies/$editionId/bindings',
  validateSearch: bindingsSearch,
  component: lazyRouteComponent(() => import('./pages/policies/bindings/bindings-page.tsx'), 'BindingsPage'),
})

const search = createRoute({
  getParentRoute: () => house,
  path: '/search',
  validateSearch: findSearch,
  component: lazyRouteComponent(() => import('./pages/search/search-page.tsx'), 'SearchPage'),
})

const organisation = createRoute({
  getParentRoute: () => house,
  path: '/organisation',
  component: lazyRouteComponent(() => import('./pages/organisation/chart-page.tsx'), 'ChartPage'),
})

const offices = createRoute({
  getParentRoute: () => house,
  path: '/organisation/offices',
  component: lazyRouteComponent(() => import('./pages/organisation/offices-page.tsx'), 'OfficesPage'),
})

const people = createRoute({
  getParentRoute: () => house,
  path: '/organisation/people',
  component: lazyRouteComponent(() => import('./pages/organisation/people-page.tsx'), 'PeoplePage'),
})

const person = createRoute({
  getParentRoute: () => house,
  path: '/organisation/people/$personId',
  component: lazyRouteComponent(() => import('./pages/organisation/person-page.tsx'), 'PersonPage'),
})

const absences = createRoute({
  getParentRoute: () => house,
  path: '/organisation/absences',
  component: lazyRouteComponent(() => import('./pages/organisation/absences-page.tsx'), 'AbsencesPage'),
})

const organisationImport = createRoute({
  getParentRoute: () => house,
  path: '/organisation/import',
  component: lazyRouteComponent(() => import('./pages/organisation/import-page.tsx'), 'ImportPage'),
})

const ledger = createRoute({
  getParentRoute: () => house,
  path: '/ledger',
  component: lazyRouteComponent(() => import('./pages/ledger/ledger-page.tsx'), 'LedgerPage'),
})

const ledgerEntries = createRoute({
  getParentRoute: () => house,
  path: '/ledger/entries',
  component: lazyRouteComponent(() => import('./pages/ledger/entries-page.tsx'), 'EntriesPage'),
})

const ledgerSubject = createRoute({
  getParentRoute: () => house,
  path: '/ledger/of/$kind/$id',
  component: lazyRouteComponent(() => import('./pages/ledger/subject-page.tsx'), 'SubjectPage'),
})

const settings = createRoute({
  getParentRoute: () => house,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
})

const routeTree = root.addChildren([
  entry.addChildren([start, signIn]),
  house.addChildren([
    index,
    today,
    apply,
    applyForm,
    inbox,
    cases,
    caseFile,
    password,
    account,
    registers,
    register,
    registerImport,
    registerNew,
    registerEdit,
    policies,
    policyImport,
    policyEdition,
    policyPrepare,
    policyTable,
    policyBindings,
    search,
    organisation,
    offices,
    people,
    person,
    absences,
    organisationImport,
    ledger,
    ledgerEntries,
    ledgerSubject,
    settings,
  ]),
])

/** The router of the application, with the cache its guards read. */
export function makeRouter(queryClient: QueryClient) {
  const router = createRouter({
    routeTree,
    context: { queryClient, landing: (): string => landing(router.routesByPath) },
    defaultErrorComponent: PageFailure,
    defaultPendingComponent: () => <Loading />,
    defaultPreload: false,
    scrollRestoration: true,
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
