import { choice, choicesOf, date, longText, person, seen, text } from '#engine/register/columns.ts'
import { register } from '#engine/register/definition.ts'
import { cardWords as words } from './words.ja.ts'

export const cardKinds = ['staff', 'login', 'entry', 'guest'] as const
export type CardKind = (typeof cardKinds)[number]

/** ICカード台帳: who holds which card; written by issue, loss, stop and return, never by hand. */
export const cardRegister = register({
  key: 'card',
  name: words.name,
  noun: words.noun,
  numberPrefix: 'C-',
  written: 'by-events',
  columns: [
    text('card_number', words.columns.card_number, {
      required: true,
      maxLength: 60,
      slot: 'text_1',
      search: true,
      list: true,
      hint: words.hints.card_number,
    }),
    choice('kind', words.columns.kind, choicesOf(words.kinds), { ...seen, required: true, slot: 'text_2' }),
    person('holder', words.columns.holder, { ...seen, required: true, slot: 'text_3', search: true }),
    choice('state', words.columns.state, choicesOf(words.states), {
      ...seen,
      required: true,
      slot: 'text_4',
    }),
    date('issued_on', words.columns.issued_on, { required: true, slot: 'date_1', list: true }),
    date('lost_on', words.columns.lost_on, { slot: 'date_2', filter: true }),
    person('reported_by', words.columns.reported_by),
    longText('lost_where', words.columns.lost_where, { maxLength: 500 }),
    date('stopped_on', words.columns.stopped_on, { slot: 'date_3', filter: true }),
    date('returned_on', words.columns.returned_on, { slot: 'date_4', filter: true }),
    person('received_by', words.columns.received_by),
    text('note', words.columns.note, { maxLength: 200 }),
  ],
  labelColumn: 'card_number',
  slots: [
    { slot: 'handle', need: words.needs.handle },
    { slot: 'lose', need: words.needs.lose },
  ],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
