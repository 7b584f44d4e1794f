import type { Words } from './ja.ts'
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
import { policies } from '../pages/policies/words.en.ts'
import { search } from '../pages/search/words.en.ts'
import { organisation } from '../pages/organisation/words.en.ts'
import { ledger } from '../pages/ledger/words.en.ts'
import { settings } from '../pages/settings/words.en.ts'
import { shell } from '../shell/words.en.ts'
import { parts } from '../parts/words.en.ts'

/** Every text of the screens, in English. */
export const en = {
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
} satisfies Words
