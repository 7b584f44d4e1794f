import type { account as japanese } from './words.ja.ts'

export const account = {
  title: 'Account',
  lead: 'Who is signed in, and how this device shows things.',
  who: 'You',
  name: 'Name',
  post: 'Post',
  unit: 'Unit',
  city: 'Body',
  rights: 'Administrative rights',
  noRights: 'None. What you may apply for and decide follows from your post and unit',
  lastSignIn: 'Last sign-in',
  never: 'This is the first',
  screen: 'Display',
  password: 'Change password',
  rightNames: {
    policyManage: 'Manage clauses',
    organisationManage: 'Manage organisation',
    ledgerRead: 'Read the ledger',
    auditRead: 'Read audits',
    settingsManage: 'Manage settings',
  },
} satisfies typeof japanese
