import { clause } from '#engine/citation.ts'
import { register } from '#engine/register/definition.ts'
import { found, listed, heldClassColumns } from '../thing/definition.ts'

/** 提供記録: what was given outside, to whom, on which ground and how; written by the permission, never by hand. */
export const provisionBook = register({
  key: 'provision-book',
  name: '提供記録',
  noun: '提供の記録',
  numberPrefix: 'PR-',
  written: 'by-events',
  columns: [
    {
      key: 'asset_name',
      label: '提供したもの',
      type: 'text',
      required: true,
      slot: 'text_1',
      ...listed,
    },
    { key: 'asset_number', label: '資産の番号', type: 'text', slot: 'text_2', ...listed },
    ...heldClassColumns.slice(0, 1),
    { key: 'recipient', label: '提供先', type: 'text', slot: 'text_4', ...listed },
    { key: 'items', label: '提供した項目', type: 'text', maxLength: 200, search: true },
    { key: 'people', label: '個人情報の件数', type: 'number', counter: '人', slot: 'number_1', list: true },
    { key: 'basis', label: '根拠', type: 'text', maxLength: 200, search: true },
    { key: 'method', label: '渡し方', type: 'text', maxLength: 200 },
    { key: 'measures', label: '講じた措置', type: 'text', maxLength: 500 },
    { key: 'purpose', label: '目的', type: 'long-text', maxLength: 500 },
    { key: 'planned_on', label: '提供する日', type: 'date', slot: 'date_1', list: true, filter: true },
    { key: 'given_on', label: '提供した日', type: 'date', slot: 'date_2', list: true, filter: true },
    { key: 'received_on', label: '受領を確認した日', type: 'date', slot: 'date_3', filter: true },
    { key: 'provider', label: '提供した人', type: 'person', slot: 'text_5', search: true },
    { key: 'permitted_on', label: '許可日', type: 'date', slot: 'date_4' },
    { key: 'permitted_by', label: '許可した人', type: 'person' },
    { key: 'asset', label: '資産', type: 'entry', register: 'asset', slot: 'text_6' },
    { key: 'application_number', label: '申請番号', type: 'text', ...found },
    { key: 'application', label: '申請', type: 'application' },
  ],
  labelColumn: 'asset_name',
  slots: [
    clause(
      'keep',
      '外部への提供の許可と記録を定める条文',
      ['permit', 'ledger'],
      '外部提供 外部に提供 外部+提供 提供+記録',
    ),
  ],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
