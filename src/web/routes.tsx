import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readFormSearch } from './pages/apply/search.ts'
import { readCasesSearch, readInboxSearch } from './pages/cases/search.ts'
import { entryRoutes } from './pages/entry/routes.ts'
import { checkRoutes } from './pages/checks/routes.ts'
import { formRoutes } from './pages/forms/routes.ts'
import { classificationRoutes } from './pages/classification/routes.ts'
import { councilRoutes } from './pages/council/routes.ts'
import { idRoutes } from './pages/ids/routes.ts'
import { signRoutes } from './pages/signs/routes.ts'
import { procedureRoutes } from './pages/procedures/routes.ts'
import { stocktakeRoutes } from './pages/stocktakes/routes.ts'
import { transferRoutes } from './pages/transfers/routes.ts'
import {
  bindingsSearch,
  findSearch,
  normBindingsSearch,
  readingSearch,
  reviewSearch,
  compareSearch,
  impactSearch,
} from './pages/policies/addresses.ts'
import { rightRoutes } from './pages/rights/routes.ts'
import { unitRoutes } from './pages/reorganisation/routes.ts'
import { readOtherWays, type Trouble } from './pages/sign-in/other/back.ts'
import { Loading } from './parts/states.tsx'
import { entry, house, root } from './route-frame.tsx'
import { checklist, consent, joining, ownConsent, signers, tasks } from './pages/joining/routes.ts'
import { PageFailure } from './shell/lost.tsx'
import { landing } from './shell/places.ts'
import { safeTarget } from './shell/safe-target.ts'
import { sessionQuery } from './shell/session.ts'

const start = createRoute({
  getParentRoute: () => entry,
  path: '/start',
  component: lazyRouteComponent(() => import('./pages/start/start-page.tsx'), 'StartPage'),
})

type SignInSearch = { to?: string; expired?: true; trouble?: Trouble; step?: string }

const signIn = createRoute({
  getParentRoute: () => entry,
  path: '/sign-in',
  validateSearch: (search): SignInSearch => {
    const to = safeTarget(search['to'])
    return {
      ...(to === undefined ? {} : { to }),
      ...(search['expired'] === true ? { expired: true as const } : {}),
      ...readOtherWays(search),
    }
  },
  beforeLoad: async ({ context: { queryClient, landing: home }, search }) => {
    const me = await queryClient.ensureQueryData(sessionQuery)
    if (me !== null) throw redirect({ href: search.to ?? home(), replace: true })
  },
  errorComponent: PageFailure,
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
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

const registerFront = createRoute({
  getParentRoute: () => house,
  path: '/registers/$register/front',
  component: lazyRouteComponent(() => import('./pages/registers/front-page.tsx'), 'FrontPage'),
})

const registerExpired = createRoute({
  getParentRoute: () => house,
  path: '/registers/$register/expired',
  component: lazyRouteComponent(() => import('./pages/registers/expired-page.tsx'), 'ExpiredPage'),
})

const registerSettings = createRoute({
  getParentRoute: () => house,
  path: '/registers/$register/settings',
  component: lazyRouteComponent(() => import('./pages/registers/settings-page.tsx'), 'RegisterSettingsPage'),
})

const registerEntry = createRoute({
  getParentRoute: () => house,
  path: '/registers/$register/$entryId',
  component: lazyRouteComponent(() => import('./pages/registers/entry-page.tsx'), 'EntryPage'),
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
  validateSearch: normBindingsSearch,
  component: lazyRouteComponent(() => import('./pages/policies/bindings/bindings-page.tsx'), 'BindingsPage'),
})

const policySlots = createRoute({
  getParentRoute: () => house,
  path: '/policies/$editionId/slots',
  validateSearch: bindingsSearch,
  component: lazyRouteComponent(() => import('./pages/policies/bindings/slots-page.tsx'), 'SlotsPage'),
})

const policyReview = createRoute({
  getParentRoute: () => house,
  path: '/policies/$editionId/review',
  validateSearch: reviewSearch,
  component: lazyRouteComponent(() => import('./pages/policies/review/review-page.tsx'), 'ReviewPage'),
})

const policyValues = createRoute({
  getParentRoute: () => house,
  path: '/policies/$editionId/values',
  component: lazyRouteComponent(() => import('./pages/policies/values/values-page.tsx'), 'ValuesPage'),
})

const policyFindings = createRoute({
  getParentRoute: () => house,
  path: '/policies/$editionId/findings',
  component: lazyRouteComponent(() => import('./pages/policies/findings/findings-page.tsx'), 'FindingsPage'),
})

const policyTerms = createRoute({
  getParentRoute: () => house,
  path: '/policies/$editionId/terms',
  component: lazyRouteComponent(() => import('./pages/policies/terms/terms-page.tsx'), 'TermsPage'),
})

const policyCompare = createRoute({
  getParentRoute: () => house,
  path: '/policies/$editionId/compare',
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import('./pages/policies/editions/compare-page.tsx'), 'ComparePage'),
})

const policyImpact = createRoute({
  getParentRoute: () => house,
  path: '/policies/$editionId/impact',
  validateSearch: impactSearch,
  component: lazyRouteComponent(() => import('./pages/policies/editions/impact-page.tsx'), 'ImpactPage'),
})

const policyDocument = createRoute({
  getParentRoute: () => house,
  path: '/policies/documents/$policyId',
  component: lazyRouteComponent(() => import('./pages/policies/editions/document-page.tsx'), 'DocumentPage'),
})

const whereabouts = createRoute({
  getParentRoute: () => house,
  path: '/whereabouts',
  component: lazyRouteComponent(() => import('./pages/whereabouts/whereabouts-page.tsx'), 'WhereaboutsPage'),
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

const organisationMap = createRoute({
  getParentRoute: () => house,
  path: '/organisation/map',
  component: lazyRouteComponent(() => import('./pages/organisation/map/map-page.tsx'), 'MapPage'),
})

const organisationImport = createRoute({
  getParentRoute: () => house,
  path: '/organisation/import',
  component: lazyRouteComponent(() => import('./pages/organisation/import-page.tsx'), 'ImportPage'),
})

const transfersImport = createRoute({
  getParentRoute: () => house,
  path: '/organisation/transfers/import',
  component: lazyRouteComponent(() => import('./pages/hr-import/hr-import-page.tsx'), 'HrImportPage'),
})

const transfersComparison = createRoute({
  getParentRoute: () => house,
  path: '/organisation/transfers/import/$comparisonId',
  component: lazyRouteComponent(() => import('./pages/hr-import/comparison-page.tsx'), 'ComparisonPage'),
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
  entry.addChildren([start, consent, signIn]),
  house.addChildren([
    index,
    today,
    tasks,
    joining,
    signers,
    ownConsent,
    checklist,
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
    registerFront,
    registerExpired,
    registerSettings,
    registerEntry,
    ...checkRoutes(house),
    ...entryRoutes(house),
    ...idRoutes(house),
    ...stocktakeRoutes(house),
    whereabouts,
    ...classificationRoutes(house),
    ...procedureRoutes(house),
    policies,
    policyImport,
    policyEdition,
    policyPrepare,
    policyTable,
    policyBindings,
    policySlots,
    policyReview,
    policyValues,
    policyFindings,
    policyTerms,
    policyCompare,
    policyImpact,
    policyDocument,
    search,
    organisation,
    offices,
    people,
    person,
    absences,
    organisationMap,
    ...transferRoutes(house),
    organisationImport,
    ...rightRoutes(house),
    ...unitRoutes(house),
    ...councilRoutes(house),
    transfersImport,
    transfersComparison,
    ledger,
    ledgerEntries,
    ledgerSubject,
    ...signRoutes(house),
    settings,
    ...formRoutes(house),
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
