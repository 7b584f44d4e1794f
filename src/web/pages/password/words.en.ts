import type { password as japanese } from './words.ja.ts'

export const password = {
  title: 'Change your password',
  must: 'This is your first sign-in, or the time to change. Before you begin, choose a password that only you know.',
  lead: 'Please choose one that only you know.',
  current: 'Current password',
  next: 'New password',
  nextHint: 'At least {{count}} characters; none you used before or use elsewhere',
  short: '{{count}} more characters are needed',
  steps: {
    veryEasy: 'Very easy to guess',
    easy: 'Easy to guess',
    notYet: 'Not yet hard enough to guess',
    enough: 'Hard to guess',
    strong: 'Very hard to guess',
  },
  rules: 'Rules for passwords',
  rule: {
    length: 'At least {{count}} characters.',
    guess: 'Not resting on common words, names, IDs, units, eras and dates, or rows of the keyboard.',
    history: 'Neither the current one nor one of the last {{count}}.',
    age: 'After {{count}} days it is changed at the next sign-in, because the rules of the city say so. National guidance no longer asks for this.',
    noAge: 'It need not be changed by the calendar. If it may have leaked, change it at once.',
    initial: 'The first password handed out is changed at the first sign-in.',
    store: 'Passwords are kept only in a form that does not show them (argon2id).',
  },
  again: 'New password (again)',
  go: 'Change password',
  done: 'Your password is changed.',
  same: 'Please choose one that differs from the current password',
  different: 'Please enter the same new password as above',
} satisfies typeof japanese
