import type { otherWays as japanese } from './words.ja.ts'

export const otherWays = {
  title: 'Sign in another way',
  with: 'Sign in with {{name}}',
  login: 'Login of the city',
  password: 'Password of the city',
  trouble: {
    title: 'You could not be signed in',
    unreachable: 'The other system cannot be reached. Sign in another way, or try again later.',
    settings: 'The settings of the other system do not fit. Sign in another way and tell the policy office.',
    'called-off': 'The sign-in at the other system was called off. Please begin again.',
    answer: 'The answer of the other system could not be verified. Please begin again.',
    expired: 'The sign-in took too long, or was begun in another browser. Please begin again.',
    unknown: 'You are known there, but have no login here yet. Please ask the policy office for one.',
    other: 'The other system knows you under another name than before. Please ask the policy office.',
    refused: 'You are known there, but this login may not be used now. Please ask the policy office.',
    busy: 'There were too many attempts. Please try again later.',
  },
} satisfies typeof japanese
