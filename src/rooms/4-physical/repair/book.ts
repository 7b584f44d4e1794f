import { clause } from '#engine/citation.ts'
import { choicesOf } from '#engine/register/choices.ts'
import { register } from '#engine/register/definition.ts'
import { found, listed, heldClassColumns, shown } from '#rooms/2-assets/thing/definition.ts'

export const contents = { erased: '中身を消去した', kept: '消去できない', none: '記憶装置がない' } as const
export const results = { mended: '修理済み', replaced: '交換', failed: '修理できなかった' } as const

/** 修理持出簿: what went to a repairer, with its contents erased or under which agreement; written by the case. */
export const repairRegister = register({
  key: 'repair',
  name: '修理持出簿',
  noun: '修理の記録',
  numberPrefix: 'R-',
  written: 'by-events',
  columns: [
    {
      key: 'thing_name',
      label: '修理するもの',
      type: 'text',
      required: true,
      slot: 'text_1',
      ...listed,
    },
    { key: 'thing_number', label: '台帳の番号', type: 'text', slot: 'text_2', ...listed },
    ...heldClassColumns.slice(0, 1),
    { key: 'vendor', label: '修理する事業者', type: 'text', slot: 'text_4', ...listed },
    {
      key: 'contents',
      label: '中身の扱い',
      type: 'choice',
      choices: choicesOf(contents),
      slot: 'text_5',
      ...shown,
    },
    { key: 'nda', label: '秘密保持契約の番号', type: 'text', ...found },
    { key: 'regime', label: '秘密保持体制の確認', type: 'text', maxLength: 500 },
    { key: 'reason', label: '故障の様子', type: 'long-text', maxLength: 500 },
    { key: 'checked_on', label: '確認日', type: 'date', slot: 'date_4' },
    { key: 'checked_by', label: '確認した人', type: 'person' },
    { key: 'due', label: '戻る予定の日', type: 'date', slot: 'date_1', ...shown },
    { key: 'out_on', label: '引き渡した日', type: 'date', slot: 'date_2', ...shown },
    { key: 'back_on', label: '戻った日', type: 'date', slot: 'date_3', ...shown },
    { key: 'result', label: '結果', type: 'choice', choices: choicesOf(results) },
    { key: 'work', label: '修理の内容', type: 'text', maxLength: 200 },
    { key: 'received_by', label: '戻りを確認した人', type: 'person' },
    { key: 'applicant', label: '申請した人', type: 'person' },
    { key: 'application_number', label: '申請番号', type: 'text', slot: 'text_6', ...found },
    { key: 'application', label: '申請', type: 'application' },
  ],
  labelColumn: 'thing_name',
  slots: [
    clause(
      'keep',
      '外部の事業者に修理させるときの扱いを定める条文',
      ['ledger', 'contract'],
      '修理+消去 修理+秘密保持',
    ),
  ],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
