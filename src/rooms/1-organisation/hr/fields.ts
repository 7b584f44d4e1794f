/*
 * What a file of the personnel office can say of somebody, and the headings under which offices write it.
 * Browser-safe through contract.ts.
 */

/** 全件: everybody in office as of a day. 発令一覧: only who changes, one line per 発令. */
export const fileKinds = ['all', 'orders'] as const
export type FileKind = (typeof fileKinds)[number]

export const hrFields = [
  'number',
  'name',
  'family',
  'given',
  'kana',
  'familyKana',
  'givenKana',
  'unitCode',
  'unitName',
  'parentCode',
  'title',
  'rank',
  'appointment',
  'action',
  'oldUnitCode',
  'oldUnitName',
  'from',
  'until',
  'left',
  'leave',
  'back',
  'mail',
  'extension',
] as const
export type HrField = (typeof hrFields)[number]

export type FieldWords = {
  readonly label: string
  /** Headings, the likeliest first. Those of 発令一覧 come first there. */
  readonly headings: readonly string[]
  readonly inOrders?: readonly string[]
  /** Left out: both kinds of file have it. */
  readonly only?: FileKind
}

export const fieldWords: Readonly<Record<HrField, FieldWords>> = {
  number: {
    label: '職員番号',
    headings: ['職員番号', '職員コード', '職員ID', '職員No', '社員番号', '個人番号コード', '番号'],
  },
  name: { label: '氏名', headings: ['氏名', '職員氏名', '漢字氏名', '氏名漢字', '名前', '新氏名'] },
  family: { label: '氏', headings: ['氏', '姓', '名字', '漢字姓'] },
  given: { label: '名', headings: ['名', '漢字名'] },
  kana: {
    label: 'フリガナ',
    headings: ['フリガナ', 'ふりがな', '氏名カナ', 'カナ氏名', '氏名フリガナ', 'カナ', '職員氏名カナ'],
  },
  familyKana: { label: '氏カナ', headings: ['氏カナ', '姓カナ', 'セイ', 'カナ姓'] },
  givenKana: { label: '名カナ', headings: ['名カナ', 'メイ', 'カナ名'] },
  unitCode: {
    label: '所属コード',
    headings: ['所属コード', '組織コード', '部署コード', '課コード', '所属CD', '所属番号'],
    inOrders: ['新所属コード', '異動後所属コード', '発令後所属コード', '新組織コード'],
  },
  unitName: {
    label: '所属',
    headings: ['所属', '所属名', '所属名称', '組織名', '部署名', '課名', '組織名称', '部署'],
    inOrders: ['新所属', '新所属名', '異動後所属', '異動先', '発令後所属', '新所属名称'],
  },
  parentCode: {
    label: '上位所属コード',
    headings: ['上位所属コード', '上位組織コード', '上位コード', '親コード', '部コード'],
  },
  title: {
    label: '職名',
    headings: ['職名', '役職', '役職名', '補職名', '補職', '職', '職名称', '職種名'],
    inOrders: ['新職名', '新役職', '異動後職名', '新職', '発令後職名', '新補職名'],
  },
  rank: { label: '職位', headings: ['職位', '職位区分', '職階'] },
  appointment: {
    label: '任用区分',
    headings: ['任用区分', '任用形態', '雇用区分', '職員区分', '本務兼務区分', '本務兼務', '兼務区分'],
  },
  action: {
    label: '発令区分',
    headings: ['発令区分', '発令事由', '異動区分', '異動事由', '発令種別', '発令内容', '発令名称'],
    only: 'orders',
  },
  oldUnitCode: {
    label: '旧所属コード',
    headings: ['旧所属コード', '異動前所属コード', '発令前所属コード', '現所属コード'],
    only: 'orders',
  },
  oldUnitName: {
    label: '旧所属',
    headings: ['旧所属', '旧所属名', '異動前所属', '発令前所属', '現所属', '異動元'],
    only: 'orders',
  },
  from: {
    label: '発令日',
    headings: ['発令日', '発令年月日', '異動日', '異動年月日', '適用日', '所属年月日'],
  },
  until: {
    label: '任期の終わり(最後の日)',
    headings: [
      '任期満了日',
      '任期終了日',
      '任用終了日',
      '任期の末日',
      '契約終了日',
      '雇用期間終了日',
      '任期',
    ],
  },
  left: {
    label: '退職日(最後の日)',
    headings: ['退職日', '退職年月日', '離職日'],
    only: 'all',
  },
  leave: {
    label: '休職・休業',
    headings: ['休職区分', '休職', '休業区分', '在職区分', '勤務状態', '在職状態', '休職事由', '休業'],
  },
  back: { label: '復職予定日', headings: ['復職予定日', '復職日', '休職終了日', '休業終了日'] },
  mail: { label: 'メール', headings: ['メール', 'メールアドレス', 'Eメール', 'email', 'mail'] },
  extension: { label: '内線', headings: ['内線', '内線番号'] },
}

/** The fields that a kind of file can have, in the order in which they are shown. */
export function fieldsOf(kind: FileKind): HrField[] {
  return hrFields.filter((field) => (fieldWords[field].only ?? kind) === kind)
}
