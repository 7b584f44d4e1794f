import type { search as japanese } from './words.ja.ts'

export const search = {
  title: 'Search',
  word: 'Words',
  hint: 'Assets, lines of registers, cases, people, units, clauses and meetings. Numbers such as “A-00012” or “7-1” are found too.',
  keys: '“/” opens this from any page. Arrows go from hit to hit, Enter opens.',
  go: 'Search',
  clauses: 'Clauses',
  found: '{{count}} found',
  foundMore: '{{count}} and more',
  none: 'Nothing has “{{word}}”',
  noneWhat: 'Only what you may see was searched. Try a shorter word, or a number.',
  noClause: 'No clause has “{{word}}”',
  noClauseWhat:
    'Only editions in force were searched. To search a draft or a former edition, open it under Policies.',
  tooShort: 'Assets, lines and cases are not searched for one character. Type two or more.',
  allClauses: 'All clauses',
  back: 'Back to everything',
  kinds: {
    asset: 'Assets',
    line: 'Lines of registers',
    case: 'Cases',
    person: 'People',
    unit: 'Units',
    clause: 'Clauses',
    meeting: 'Meetings',
  },
} satisfies typeof japanese
