import type { cardWords as japanese } from './words.ja.ts'

export const cardWords = {
  name: 'Register of IC cards',
  noun: 'IC card',
  columns: {
    card_number: 'Card number',
    kind: 'Kind',
    holder: 'Holder',
    state: 'State',
    issued_on: 'Handed out on',
    lost_on: 'Lost on',
    reported_by: 'Reported by',
    lost_where: 'How it was lost',
    stopped_on: 'Made void on',
    returned_on: 'Handed back on',
    received_by: 'Received by',
    note: 'Note',
  },
  kinds: { staff: 'Staff card', login: 'Terminal sign-in', entry: 'Entry', guest: 'On loan' },
  states: { held: 'In use', lost: 'Lost', returned: 'Handed back' },
  hints: { card_number: 'The number on the front of the card.' },
  needs: {
    handle: 'Provision on handling IC cards',
    lose: 'Provision on reporting a lost card and making it void',
  },
} satisfies typeof japanese
