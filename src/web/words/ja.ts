import { account } from '../pages/account/words.ja.ts'
import { password } from '../pages/password/words.ja.ts'
import { signIn } from '../pages/sign-in/words.ja.ts'
import { start } from '../pages/start/words.ja.ts'
import { shell } from '../shell/words.ja.ts'
import { parts } from '../parts/words.ja.ts'

/** Every text of the screens, in Japanese. Each place keeps its own words beside its page. */
export const ja = { parts, shell, start, signIn, password, account }

/** The shape every other language follows. */
export type Words = typeof ja
