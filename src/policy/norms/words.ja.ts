import type { Modality, NormKind } from './types.ts'

/** What an officer calls a modality. */
export const modalityWords: Readonly<Record<Modality, string>> = {
  obligation: '義務',
  prohibition: '禁止',
  permission: '許容',
  effort: '努力',
  authority: '権限',
  definition: '定義',
}

/** What an officer calls a kind of norm. */
export const kindWords: Readonly<Record<NormKind, string>> = {
  organisation: '組織',
  classification: '分類',
  permit: '許可',
  ledger: '台帳',
  duty: '務め',
  'event-response': '事案対応',
  'technical-check': '技術点検',
  'config-control': '設定管理',
  contract: '契約',
  training: '研修',
  audit: '監査',
  document: '文書',
  'prohibition-rule': '禁止事項',
  definition: '定義',
}
