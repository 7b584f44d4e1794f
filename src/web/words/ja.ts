import { tasks } from '../pages/tasks/words.ja.ts'
import { joining } from '../pages/joining/words.ja.ts'
import { consent } from '../pages/consent/words.ja.ts'
import { home } from '../pages/home/words.ja.ts'
import { apply } from '../pages/apply/words.ja.ts'
import { inbox } from '../pages/inbox/words.ja.ts'
import { cases } from '../pages/cases/words.ja.ts'
import { caseFile } from '../pages/case/words.ja.ts'
import { account } from '../pages/account/words.ja.ts'
import { password } from '../pages/password/words.ja.ts'
import { signIn } from '../pages/sign-in/words.ja.ts'
import { start } from '../pages/start/words.ja.ts'
import { registers } from '../pages/registers/words.ja.ts'
import { lineProof } from '../pages/registers/proof/words.ja.ts'
import { ids } from '../pages/ids/words.ja.ts'
import { cards } from '../pages/cards/words.ja.ts'
import { entry } from '../pages/entry/words.ja.ts'
import { checks } from '../pages/checks/words.ja.ts'
import { signs } from '../pages/signs/words.ja.ts'
import { whereabouts } from '../pages/whereabouts/words.ja.ts'
import { stocktakes } from '../pages/stocktakes/words.ja.ts'
import { classification } from '../pages/classification/words.ja.ts'
import { procedures } from '../pages/procedures/words.ja.ts'
import { policies } from '../pages/policies/words.ja.ts'
import { review } from '../pages/policies/review/words.ja.ts'
import { openValues } from '../pages/policies/values/words.ja.ts'
import { normBindings } from '../pages/policies/bindings/words.ja.ts'
import { findings } from '../pages/policies/findings/words.ja.ts'
import { glossary } from '../pages/policies/terms/words.ja.ts'
import { editions } from '../pages/policies/editions/words.ja.ts'
import { search } from '../pages/search/words.ja.ts'
import { hrImport } from '../pages/hr-import/words.ja.ts'
import { organisation } from '../pages/organisation/words.ja.ts'
import { reorganisation } from '../pages/reorganisation/words.ja.ts'
import { council } from '../pages/council/words.ja.ts'
import { rights } from '../pages/rights/words.ja.ts'
import { transfers } from '../pages/transfers/words.ja.ts'
import { ledger } from '../pages/ledger/words.ja.ts'
import { settings } from '../pages/settings/words.ja.ts'
import { forms } from '../pages/forms/words.ja.ts'
import { shell } from '../shell/words.ja.ts'
import { parts } from '../parts/words.ja.ts'
import { providers } from '../pages/settings/providers/words.ja.ts'
import { otherWays } from '../pages/sign-in/other/words.ja.ts'

/** Every text of the screens, in Japanese. Each place keeps its own words beside its page. */
export const ja = {
  parts,
  shell,
  start,
  signIn,
  password,
  account,
  registers,
  lineProof,
  ids,
  cards,
  checks,
  signs,
  stocktakes,
  whereabouts,
  entry,
  classification,
  procedures,
  home,
  tasks,
  joining,
  consent,
  apply,
  inbox,
  cases,
  caseFile,
  policies,
  review,
  openValues,
  normBindings,
  findings,
  glossary,
  editions,
  search,
  organisation,
  rights,
  reorganisation,
  council,
  hrImport,
  transfers,
  ledger,
  otherWays,
  providers,
  settings,
  forms,
}

/** The shape every other language follows. */
export type Words = typeof ja
