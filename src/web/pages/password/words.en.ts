import type { password as japanese } from './words.ja.ts'

export const password = {
  title: 'Change your password',
  must: 'This is your first sign-in. Before you begin, change the password to one that only you know.',
  lead: 'Please choose one that only you know.',
  current: 'Current password',
  next: 'New password',
  nextHint: 'At least 10 characters; none you used before or use elsewhere',
  again: 'New password (again)',
  go: 'Change password',
  done: 'Your password is changed.',
  same: 'Please choose one that differs from the current password',
  different: 'Please enter the same new password as above',
} satisfies typeof japanese
