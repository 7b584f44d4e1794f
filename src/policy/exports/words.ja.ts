import type { Subject, TriggerType } from '../norms/types.ts'
import type { ModelNorm } from './edition-model.ts'

/** Heads of the columns of the norms as a table. */
export const columnWords = {
  number: '条番号',
  heading: '見出し',
  text: '本文',
  subject: '主体',
  join: '主体の関係',
  modality: '種別',
  kind: '区分',
  trigger: '契機',
  event: '契機の言葉',
  cadence: '周期',
  act: '許可・承認',
  applicant: '申請する者',
  approver: '許可・承認する者',
  record: '記録',
  recordFields: '記録の項目',
  deadline: '期限',
  target: '対象',
  exception: '例外',
  qualifiers: '限定の言葉',
  parameters: '定める値',
  references: '参照',
  bindings: '対応付け',
  state: '状態',
  id: '規範番号',
  wid: '恒久番号',
} as const

export const triggerWords: Readonly<Record<TriggerType, string>> = {
  periodic: '定期',
  'periodic-or-event': '定期又は必要の都度',
  event: '事由の都度',
  continuous: '常時',
  none: '',
}

export const joinWords: Readonly<Record<Subject['join'], string>> = {
  single: '',
  all: '全員',
  any: 'いずれか',
  none: '',
}

export const stateWords: Readonly<Record<ModelNorm['state'], string>> = {
  unconfirmed: '未確認',
  confirmed: '確認済み',
  corrected: '修正して確認済み',
}

export const approvalWhenWords = { before: '事前', after: '事後' } as const

/** A norm that nothing keeps, one whose mechanism is to come, and an open value that nobody has set. */
export const unbound = '未対応'
export const planned = '未整備'
export const unset = '未設定'
/** Parts the words of one cell. */
export const separator = '、'
