import { clause } from '#engine/citation.ts'
import { register } from '#engine/register/definition.ts'
import { listed, heldClassColumns } from '../thing/definition.ts'

/** 記録媒体貸出簿: one line per medium and loan, written by grant, lending and return, never by hand. */
export const loanBook = register({
  key: 'loan-book',
  name: '記録媒体貸出簿',
  noun: '貸出しの記録',
  numberPrefix: 'L-',
  written: 'by-events',
  columns: [
    {
      key: 'medium_name',
      label: '媒体の品名',
      type: 'text',
      required: true,
      slot: 'text_1',
      ...listed,
    },
    { key: 'medium_number', label: '媒体の番号', type: 'text', slot: 'text_2', ...listed },
    ...heldClassColumns.slice(0, 1),
    { key: 'medium', label: '媒体', type: 'entry', register: 'medium', slot: 'text_4' },
    { key: 'borrower', label: '借りた人', type: 'person', slot: 'text_5', search: true, list: true },
    { key: 'application_number', label: '申請番号', type: 'text', slot: 'text_6', ...listed },
    { key: 'purpose', label: '目的', type: 'long-text', maxLength: 500 },
    { key: 'where', label: '使う場所', type: 'text', maxLength: 200, search: true },
    { key: 'measures', label: '講じた措置', type: 'text', maxLength: 500 },
    { key: 'permitted_on', label: '許可日', type: 'date', slot: 'date_4' },
    { key: 'permitted_by', label: '許可した人', type: 'person' },
    { key: 'due', label: '返却期限', type: 'date', slot: 'date_1', list: true, filter: true },
    { key: 'lent_on', label: '貸出日', type: 'date', slot: 'date_2', list: true, filter: true },
    { key: 'returned_on', label: '返却日', type: 'date', slot: 'date_3', list: true, filter: true },
    { key: 'confirmed_by', label: '返却を確認した人', type: 'person' },
    { key: 'remark', label: '異常の有無', type: 'text', maxLength: 1000 },
    { key: 'application', label: '申請', type: 'application' },
  ],
  labelColumn: 'medium_name',
  slots: [
    clause(
      'keep',
      '記録媒体の貸出しや持出しの記録を定める条文',
      ['ledger'],
      '媒体+貸出 媒体+貸し出 媒体+管理簿 持ち出+記録',
    ),
  ],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
