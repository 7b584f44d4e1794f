import { register } from '../definition.ts'

/** A small register with a column of every type, for tests. */
export const toolRegister = register({
  key: 'tool',
  name: '備品台帳',
  noun: '備品',
  numberPrefix: 'T-',
  written: 'by-people',
  columns: [
    { key: 'name', label: '品名', type: 'text', required: true, slot: 'text_1', search: true, list: true },
    {
      key: 'kind',
      label: '種類',
      type: 'choice',
      choices: [
        { value: 'pc', label: 'パソコン' },
        { value: 'usb', label: 'USBメモリ' },
      ],
      slot: 'text_2',
      filter: true,
      list: true,
    },
    {
      key: 'secrecy',
      label: '機密性',
      type: 'class',
      choices: [
        { value: '3', label: '機密性3' },
        { value: '2', label: '機密性2' },
        { value: '1', label: '機密性1' },
      ],
      required: true,
      slot: 'text_3',
      filter: true,
    },
    {
      key: 'pieces',
      label: '数',
      type: 'number',
      counter: '台',
      max: 10_000,
      slot: 'number_1',
      filter: true,
    },
    { key: 'weight', label: '重さ', type: 'number', decimals: 2 },
    { key: 'bought', label: '購入日', type: 'date', slot: 'date_1', filter: true },
    { key: 'locked', label: '施錠', type: 'flag', slot: 'text_4', filter: true },
    { key: 'keeper', label: '保管者', type: 'person', search: true },
    { key: 'lender', label: '貸出元', type: 'unit', slot: 'text_5', filter: true },
    { key: 'parent', label: '親の備品', type: 'entry', register: 'tool', search: true },
    { key: 'filing', label: '申請', type: 'application' },
    { key: 'note', label: '備考', type: 'long-text', maxLength: 100, search: true },
  ],
  slots: [{ slot: 'keep', need: '備品の管理を定める条文' }],
  problems: (values) =>
    values['kind'] === 'usb' && values['locked'] === false
      ? [{ at: 'locked', message: 'USBメモリは施錠してください。' }]
      : [],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})

/** A register that only events write. */
export const journalRegister = register({
  key: 'journal',
  name: '持出記録簿',
  noun: '記録',
  numberPrefix: 'J',
  written: 'by-events',
  columns: [
    {
      key: 'tool',
      label: '備品',
      type: 'entry',
      register: 'tool',
      required: true,
      search: true,
      slot: 'text_1',
    },
    { key: 'filing', label: '申請', type: 'application', slot: 'text_2' },
    { key: 'back', label: '返却日', type: 'date', slot: 'date_1', filter: true },
  ],
  slots: [],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'everyone',
})
