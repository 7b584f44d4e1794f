import { choicesOf, clause } from '#engine/register/columns.ts'
import { register } from '#engine/register/definition.ts'
import { entryWords } from './words.ja.ts'

const list = entryWords.list
const listed = list.columns

/** 入室許可者名簿: who may enter which area, written by the grant and never by hand. */
export const areaPermitBook = register({
  key: 'area-permit',
  name: list.name,
  noun: list.noun,
  numberPrefix: 'NK-',
  written: 'by-events',
  columns: [
    {
      key: 'number',
      label: listed.number,
      type: 'text',
      required: true,
      slot: 'text_1',
      search: true,
      list: true,
    },
    {
      key: 'area',
      label: listed.area,
      type: 'entry',
      register: 'area',
      required: true,
      slot: 'text_2',
      list: true,
      filter: true,
    },
    {
      key: 'kind',
      label: listed.kind,
      type: 'choice',
      required: true,
      choices: choicesOf(entryWords.permit.kinds),
      slot: 'text_3',
      list: true,
      filter: true,
    },
    { key: 'person', label: listed.person, type: 'person', slot: 'text_4', search: true, list: true },
    { key: 'company', label: listed.company, type: 'text', slot: 'text_5', search: true, list: true },
    { key: 'names', label: listed.names, type: 'long-text', maxLength: 1000, search: true },
    { key: 'purpose', label: listed.purpose, type: 'long-text', maxLength: 300 },
    {
      key: 'from',
      label: listed.from,
      type: 'date',
      required: true,
      slot: 'date_1',
      list: true,
      filter: true,
    },
    { key: 'to', label: listed.to, type: 'date', required: true, slot: 'date_2', list: true, filter: true },
    { key: 'permitted_on', label: listed.permitted_on, type: 'date', slot: 'date_3' },
    { key: 'permitted_by', label: listed.permitted_by, type: 'person' },
    { key: 'application', label: listed.application, type: 'application' },
  ],
  slots: [clause('keep', list.need, ['ledger'], '入退室+許可された者 許可された者')],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})

const carry = entryWords.carryBook
const carried = carry.columns

/** 搬入出記録簿: what was moved into and out of an area, with the check beforehand and the witness. */
export const carryInBook = register({
  key: 'carry-in',
  name: carry.name,
  noun: carry.noun,
  numberPrefix: 'HN-',
  written: 'by-events',
  columns: [
    {
      key: 'equipment',
      label: carried.equipment,
      type: 'text',
      required: true,
      slot: 'text_1',
      search: true,
      list: true,
    },
    {
      key: 'area',
      label: carried.area,
      type: 'entry',
      register: 'area',
      required: true,
      slot: 'text_2',
      list: true,
      filter: true,
    },
    {
      key: 'direction',
      label: carried.direction,
      type: 'choice',
      required: true,
      choices: choicesOf(entryWords.carry.directions),
      slot: 'text_3',
      list: true,
      filter: true,
    },
    { key: 'vendor', label: carried.vendor, type: 'text', slot: 'text_4', search: true },
    { key: 'impact', label: carried.impact, type: 'choice', choices: choicesOf(entryWords.carry.impacts) },
    { key: 'impact_detail', label: carried.impact_detail, type: 'long-text', maxLength: 500 },
    { key: 'impact_by', label: carried.impact_by, type: 'text' },
    { key: 'witness', label: carried.witness, type: 'person', slot: 'text_5', list: true },
    { key: 'planned_on', label: carried.planned_on, type: 'date', slot: 'date_1', list: true },
    { key: 'started_on', label: carried.started_on, type: 'date', slot: 'date_2', list: true, filter: true },
    { key: 'finished_on', label: carried.finished_on, type: 'date', slot: 'date_3' },
    { key: 'confirmed_by', label: carried.confirmed_by, type: 'person' },
    { key: 'remark', label: carried.remark, type: 'text' },
    { key: 'number', label: carried.number, type: 'text', slot: 'text_6', search: true },
    { key: 'permitted_on', label: carried.permitted_on, type: 'date' },
    { key: 'permitted_by', label: carried.permitted_by, type: 'person' },
    { key: 'application', label: carried.application, type: 'application' },
  ],
  slots: [{ slot: 'keep', need: carry.need, takes: ['ledger'], words: [['搬入出', '立ち会']] }],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
