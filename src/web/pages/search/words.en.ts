import type { search as japanese } from './words.ja.ts'

export const search = {
  title: 'Search',
  word: 'Words',
  hint: 'Looks in the clauses of the policies in force. Numbers such as “7-1” are found too.',
  go: 'Search',
  clauses: 'Clauses',
  found: '{{count}} found',
  none: 'No clause has “{{word}}”',
  noneWhat:
    'Only editions in force were searched. To search a draft or a former edition, open it under Policies.',
} satisfies typeof japanese
