import { clause } from '#engine/citation.ts'
import { choicesOf } from '#engine/register/choices.ts'
import { register } from '#engine/register/definition.ts'
import { found, listed, heldClassColumns, shown } from '../thing/definition.ts'
import { methods } from './method.ts'

export const goneKinds = { asset: '情報資産', medium: '記録媒体', device: '機器' } as const
const kinds = choicesOf(goneKinds)

/** 廃棄・消去記録: what was done away with, when, by whom and how; written by the case, never by hand. */
export const disposalRegister = register({
  key: 'disposal',
  name: '廃棄・消去記録',
  noun: '廃棄・消去の記録',
  numberPrefix: 'D-',
  written: 'by-events',
  columns: [
    {
      key: 'thing_name',
      label: '廃棄したもの',
      type: 'text',
      required: true,
      slot: 'text_1',
      ...listed,
    },
    { key: 'thing_number', label: '台帳の番号', type: 'text', slot: 'text_4', ...listed },
    { key: 'kind', label: '種別', type: 'choice', choices: kinds, slot: 'text_2', ...shown },
    ...heldClassColumns.slice(0, 1),
    { key: 'serial', label: '型番・製造番号', type: 'text', maxLength: 200, search: true },
    {
      key: 'method',
      label: '処理の方法',
      type: 'choice',
      choices: choicesOf(methods),
      slot: 'text_5',
      ...shown,
    },
    { key: 'done_on', label: '処理した日', type: 'date', slot: 'date_1', ...shown },
    { key: 'done_time', label: '処理した時刻', type: 'text', maxLength: 5 },
    { key: 'done_by', label: '担当者', type: 'text', ...found },
    { key: 'vendor', label: '処理した事業者', type: 'text', ...found },
    { key: 'witness', label: '立ち会った職員', type: 'person' },
    { key: 'certificate', label: '証明書の番号', type: 'text', ...found },
    { key: 'papers', label: '証明書・写真', type: 'files' },
    { key: 'reason', label: '理由', type: 'long-text', maxLength: 500 },
    { key: 'permitted_on', label: '許可日', type: 'date', slot: 'date_2', filter: true },
    { key: 'permitted_by', label: '許可した人', type: 'person' },
    { key: 'confirmed_by', label: '完了を確認した人', type: 'person' },
    { key: 'application_number', label: '申請番号', type: 'text', slot: 'text_6', ...listed },
    { key: 'application', label: '申請', type: 'application' },
  ],
  labelColumn: 'thing_name',
  slots: [
    clause(
      'record',
      '廃棄の日時、担当者、処理内容の記録を定める条文',
      ['ledger'],
      '廃棄+日時 廃棄+記録 処理内容',
    ),
    clause(
      'unrecoverable',
      '復元できない処理をしてから廃棄することを定める条文',
      ['ledger', 'prohibition-rule', 'config-control'],
      '廃棄+復元 復元不可能 物理的に破壊',
    ),
  ],
  retentionYears: 10,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
