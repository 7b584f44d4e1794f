import type { shell as japanese } from './words.ja.ts'

export const shell = {
  product: '基準 Kijun',
  pageTitle: '{{page}} | {{city}} Kijun',
  pageTitleBare: '{{page}} | Kijun',
  skip: 'Skip to content',
  nav: 'Main',
  menu: 'Menu',
  search: 'Search the clauses',
  count: '{{count}}',
  places: {
    home: 'Today',
    apply: 'Apply',
    inbox: 'Decide',
    registers: 'Registers',
    policies: 'Clauses',
    ledger: 'Ledger',
    organisation: 'Organisation',
    settings: 'Settings',
  },
  account: 'Account',
  signOut: 'Sign out',
  language: 'Language',
  languages: { ja: '日本語', en: 'English' },
  lastSignIn:
    'Your last sign-in was <when/>. If that was not you, change your password and tell the section in charge.',
  failures: 'Since then, failed attempts to sign in: {{failures}}.',
  firstSignIn: 'This is your first sign-in.',
  demo: 'A sample city with invented people and records; it is no real municipality.',
  notFound: {
    title: 'There is no such page',
    what: 'There is no page “{{path}}”. Check the address, or choose again from the first page.',
    go: 'To the first page',
  },
  crash: {
    title: 'This page cannot be shown',
    what: 'Something went wrong while building the page. No record is lost. If reloading does not help, tell the section in charge and add the text below.',
    reload: 'Reload the page',
    detail: 'What to tell the section in charge',
  },
} satisfies typeof japanese
