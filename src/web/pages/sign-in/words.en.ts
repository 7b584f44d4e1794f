import type { signIn as japanese } from './words.ja.ts'

export const signIn = {
  title: 'Sign in',
  lead: 'Please enter your ID and password.',
  expired: 'Your session has ended. Please sign in again; you will return to the page you were on.',
  tenant: 'Body',
  login: 'Sign-in ID',
  password: 'Password',
  go: 'Sign in',
  refused: 'You could not be signed in',
  locked: 'Signing in is closed for a while',
  start: 'Begin with your own city',
  help: 'If you do not know your ID or password, ask the security officer of your section.',
  people: 'Sample sign-ins',
  peopleLead: 'Choose a role and the fields are filled in.',
  choose: 'Fill in as {{name}}',
  role: 'Role',
  person: 'Person',
  try: 'What to try',
  filled: 'The ID and password of {{name}} are filled in.',
} satisfies typeof japanese
