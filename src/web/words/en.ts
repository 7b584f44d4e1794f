import type { Words } from './ja.ts'
import { tasks } from '../pages/tasks/words.en.ts'
import { joining } from '../pages/joining/words.en.ts'
import { consent } from '../pages/consent/words.en.ts'
import { home } from '../pages/home/words.en.ts'
import { apply } from '../pages/apply/words.en.ts'
import { inbox } from '../pages/inbox/words.en.ts'
import { cases } from '../pages/cases/words.en.ts'
import { caseFile } from '../pages/case/words.en.ts'
import { account } from '../pages/account/words.en.ts'
import { password } from '../pages/password/words.en.ts'
import { signIn } from '../pages/sign-in/words.en.ts'
import { start } from '../pages/start/words.en.ts'
import { registers } from '../pages/registers/words.en.ts'
import { lineProof } from '../pages/registers/proof/words.en.ts'
import { ids } from '../pages/ids/words.en.ts'
import { cards } from '../pages/cards/words.en.ts'
import { entry } from '../pages/entry/words.en.ts'
import { checks } from '../pages/checks/words.en.ts'
import { signs } from '../pages/signs/words.en.ts'
import { whereabouts } from '../pages/whereabouts/words.en.ts'
import { stocktakes } from '../pages/stocktakes/words.en.ts'
import { classification } from '../pages/classification/words.en.ts'
import { procedures } from '../pages/procedures/words.en.ts'
import { policies } from '../pages/policies/words.en.ts'
import { review } from '../pages/policies/review/words.en.ts'
import { openValues } from '../pages/policies/values/words.en.ts'
import { normBindings } from '../pages/policies/bindings/words.en.ts'
import { findings } from '../pages/policies/findings/words.en.ts'
import { glossary } from '../pages/policies/terms/words.en.ts'
import { editions } from '../pages/policies/editions/words.en.ts'
import { search } from '../pages/search/words.en.ts'
import { hrImport } from '../pages/hr-import/words.en.ts'
import { organisation } from '../pages/organisation/words.en.ts'
import { reorganisation } from '../pages/reorganisation/words.en.ts'
import { council } from '../pages/council/words.en.ts'
import { rights } from '../pages/rights/words.en.ts'
import { transfers } from '../pages/transfers/words.en.ts'
import { ledger } from '../pages/ledger/words.en.ts'
import { settings } from '../pages/settings/words.en.ts'
import { forms } from '../pages/forms/words.en.ts'
import { shell } from '../shell/words.en.ts'
import { parts } from '../parts/words.en.ts'
import { providers } from '../pages/settings/providers/words.en.ts'
import { otherWays } from '../pages/sign-in/other/words.en.ts'

/** Every text of the screens, in English. */
export const en = {
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
} satisfies Words
