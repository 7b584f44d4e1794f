import type { glossary as japanese } from './words.ja.ts'

export const glossary = {
  title: 'Glossary',
  lead: 'Words whose meaning the text defines. Wherever they stand in the text they lead to this meaning.',
  none: 'There are no terms',
  noneWhat: 'No sentence of this text defines a word.',
  noneFound: 'No term matches "{{word}}"',
  find: 'Find a term',
  word: 'Term',
  meaning: 'Meaning',
  clause: 'Defined in',
  occurs: 'Occurs in',
  times: '{{count}} places',
  count: '{{count}} terms',
  by: {
    sentence: 'Defining sentence',
    'short-name': 'Short name',
    table: 'Table',
    'other-document': 'Defined by another document',
  },
  twice: 'Defined in two places',
  tip: '{{word}} ({{number}})',
} satisfies typeof japanese
