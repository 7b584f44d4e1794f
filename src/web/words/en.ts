import type { Words } from './ja.ts'
import { account } from '../pages/account/words.en.ts'
import { password } from '../pages/password/words.en.ts'
import { signIn } from '../pages/sign-in/words.en.ts'
import { start } from '../pages/start/words.en.ts'
import { shell } from '../shell/words.en.ts'
import { parts } from '../parts/words.en.ts'

/** Every text of the screens, in English. */
export const en = { parts, shell, start, signIn, password, account } satisfies Words
