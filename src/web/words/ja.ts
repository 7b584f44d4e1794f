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
import { policies } from '../pages/policies/words.ja.ts'
import { search } from '../pages/search/words.ja.ts'
import { organisation } from '../pages/organisation/words.ja.ts'
import { ledger } from '../pages/ledger/words.ja.ts'
import { settings } from '../pages/settings/words.ja.ts'
import { shell } from '../shell/words.ja.ts'
import { parts } from '../parts/words.ja.ts'

/** Every text of the screens, in Japanese. Each place keeps its own words beside its page. */
export const ja = {
  parts,
  shell,
  start,
  signIn,
  password,
  account,
  registers,
  home,
  apply,
  inbox,
  cases,
  caseFile,
  policies,
  search,
  organisation,
  ledger,
  settings,
}

/** The shape every other language follows. */
export type Words = typeof ja
