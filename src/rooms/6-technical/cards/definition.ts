import { register, type Choice } from '#engine/register/definition.ts'
import { cardWords as words } from './words.ja.ts'

const choices = (labels: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

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
    {
      key: 'card_number',
      label: words.columns.card_number,
      type: 'text',
      required: true,
      maxLength: 60,
      slot: 'text_1',
      search: true,
      list: true,
      hint: words.hints.card_number,
    },
    {
      key: 'kind',
      label: words.columns.kind,
      type: 'choice',
      required: true,
      choices: choices(words.kinds),
      slot: 'text_2',
      list: true,
      filter: true,
    },
    {
      key: 'holder',
      label: words.columns.holder,
      type: 'person',
      required: true,
      slot: 'text_3',
      search: true,
      list: true,
      filter: true,
    },
    {
      key: 'state',
      label: words.columns.state,
      type: 'choice',
      required: true,
      choices: choices(words.states),
      slot: 'text_4',
      list: true,
      filter: true,
    },
    {
      key: 'issued_on',
      label: words.columns.issued_on,
      type: 'date',
      required: true,
      slot: 'date_1',
      list: true,
    },
    { key: 'lost_on', label: words.columns.lost_on, type: 'date', slot: 'date_2', filter: true },
    { key: 'reported_by', label: words.columns.reported_by, type: 'person' },
    { key: 'lost_where', label: words.columns.lost_where, type: 'long-text', maxLength: 500 },
    { key: 'stopped_on', label: words.columns.stopped_on, type: 'date', slot: 'date_3', filter: true },
    { key: 'returned_on', label: words.columns.returned_on, type: 'date', slot: 'date_4', filter: true },
    { key: 'received_by', label: words.columns.received_by, type: 'person' },
    { key: 'note', label: words.columns.note, type: 'text', maxLength: 200 },
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
