import {
  application,
  date,
  line,
  longText,
  number,
  person,
  ranked,
  seen,
  text,
} from '#engine/register/columns.ts'
import { register } from '#engine/register/definition.ts'
import { carryWords } from './words.ja.ts'

const words = carryWords.book

/** 持出管理簿: one line per asset and case, written by grant, taking out and return, never by hand. */
export const carryBook = register({
  key: 'carry-book',
  name: words.name,
  noun: words.noun,
  numberPrefix: 'M-',
  written: 'by-events',
  columns: [
    text('asset_name', words.columns.asset_name, {
      required: true,
      slot: 'text_1',
      search: true,
      list: true,
    }),
    text('asset_number', words.columns.asset_number, {
      required: true,
      slot: 'text_2',
      search: true,
      list: true,
    }),
    ranked(
      'confidentiality',
      words.columns.confidentiality,
      ['3', '2', '1'].map((value) => ({ value, label: `機密性${value}` })),
      { ...seen, slot: 'text_3' },
    ),
    text('application_number', words.columns.application_number, {
      required: true,
      slot: 'text_4',
      search: true,
      list: true,
    }),
    person('carrier', words.columns.carrier, { required: true, slot: 'text_5', list: true }),
    text('destination', words.columns.destination, { maxLength: 200, search: true }),
    date('due', words.columns.due, { ...seen, slot: 'date_1' }),
    date('taken_out_on', words.columns.taken_out_on, { ...seen, slot: 'date_2' }),
    date('returned_on', words.columns.returned_on, { ...seen, slot: 'date_3' }),
    person('confirmed_by', words.columns.confirmed_by),
    text('remark', words.columns.remark, { maxLength: 1000 }),
    longText('purpose', words.columns.purpose, { maxLength: 500 }),
    text('means', words.columns.means),
    text('measures', words.columns.measures, { maxLength: 500 }),
    number('personal_count', words.columns.personal_count),
    date('planned_from', words.columns.planned_from),
    date('permitted_on', words.columns.permitted_on, { slot: 'date_4' }),
    person('permitted_by', words.columns.permitted_by),
    text('capacity', words.columns.capacity),
    line('asset', words.columns.asset, 'asset', { slot: 'text_6' }),
    application('application', words.columns.application),
  ],
  labelColumn: 'asset_name',
  slots: [{ slot: 'keep', need: words.needs.keep }],
  retentionYears: 5,
  // Nobody edits it; the rule only says who would be asked.
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
