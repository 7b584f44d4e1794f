import type { inbox as japanese } from './words.ja.ts'

export const inbox = {
  title: 'Decisions',
  lead: 'Applications addressed to an office you may act for today, the longest waiting first.',
  fresh: 'New',
  days: '{{days}} open days',
  waits: 'waiting',
  filed: 'filed',
  open: 'Look at it',
  course: 'See its course',
  own: 'You cannot decide your own application.',
  goesTo: 'It has gone to {{who}}.',
  ownWaits: 'It waits for somebody else to decide.',
  raised: 'Passed up to you',
  none: 'No application waits for you',
  noneWhat: 'Looked at everything addressed to the offices you may act for today, and found none.',
  noneFound: 'No application fits',
  noneFoundWhat: 'Looked for “{{search}}” in subjects and numbers. Dropping the conditions shows all.',
  noneFoundKind: 'No application of this kind waits. Dropping the conditions shows all.',
  list: 'Waiting applications',
  order: 'longest waiting first',
} satisfies typeof japanese
