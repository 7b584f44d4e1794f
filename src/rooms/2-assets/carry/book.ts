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
    { key: 'asset_name', label: words.columns.asset_name, type: 'text', required: true, slot: 'text_1', search: true, list: true },
    { key: 'asset_number', label: words.columns.asset_number, type: 'text', required: true, slot: 'text_2', search: true, list: true },
    {
      key: 'confidentiality',
      label: words.columns.confidentiality,
      type: 'class',
      choices: ['3', '2', '1'].map((value) => ({ value, label: `機密性${value}` })),
      slot: 'text_3',
      list: true,
      filter: true,
    },
    { key: 'application_number', label: words.columns.application_number, type: 'text', required: true, slot: 'text_4', search: true, list: true },
    { key: 'carrier', label: words.columns.carrier, type: 'person', required: true, slot: 'text_5', list: true },
    { key: 'destination', label: words.columns.destination, type: 'text', maxLength: 200, search: true },
    { key: 'due', label: words.columns.due, type: 'date', slot: 'date_1', list: true, filter: true },
    { key: 'taken_out_on', label: words.columns.taken_out_on, type: 'date', slot: 'date_2', list: true, filter: true },
    { key: 'returned_on', label: words.columns.returned_on, type: 'date', slot: 'date_3', list: true, filter: true },
    { key: 'confirmed_by', label: words.columns.confirmed_by, type: 'person' },
    { key: 'remark', label: words.columns.remark, type: 'text', maxLength: 1000 },
    { key: 'purpose', label: words.columns.purpose, type: 'long-text', maxLength: 500 },
    { key: 'means', label: words.columns.means, type: 'text' },
    { key: 'measures', label: words.columns.measures, type: 'text', maxLength: 500 },
    { key: 'personal_count', label: words.columns.personal_count, type: 'number' },
    { key: 'planned_from', label: words.columns.planned_from, type: 'date' },
    { key: 'permitted_on', label: words.columns.permitted_on, type: 'date', slot: 'date_4' },
    { key: 'permitted_by', label: words.columns.permitted_by, type: 'person' },
    { key: 'capacity', label: words.columns.capacity, type: 'text' },
    { key: 'asset', label: words.columns.asset, type: 'entry', register: 'asset', slot: 'text_6' },
    { key: 'application', label: words.columns.application, type: 'application' },
  ],
  labelColumn: 'asset_name',
  slots: [{ slot: 'keep', need: words.needs.keep }],
  retentionYears: 5,
  // Nobody edits it; the rule only says who would be asked.
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
