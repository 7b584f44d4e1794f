import { clause } from '#engine/citation.ts'
import { choicesOf } from '#engine/register/choices.ts'
import { register, type Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import {
  closedByDisposal,
  found,
  listed,
  heldClassColumns,
  shown,
  whereaboutsColumns,
} from '../thing/definition.ts'

export const mediumKinds = {
  usb: 'USBメモリ',
  disk: '外付けディスク',
  optical: '光学ディスク',
  tape: 'テープ',
  card: 'メモリカード',
  other: 'その他の媒体',
} as const
const kinds = choicesOf(mediumKinds)
export const mediumUses = {
  daily: '日常の受渡し',
  backup: '控え(バックアップ)',
  archive: '長期の保管',
} as const

const hints = {
  encrypted: '媒体そのものに暗号化の機能があり、使っているか。',
  longTerm: '書き換えずに長く保管する媒体か。',
  protected: '長期の保管をする媒体は、書込禁止にします。',
  holds: '媒体の分類は、入っている資産のうち最も高いものになります。',
}

/** Write protection that counts has been checked by somebody. */
export function mediumProblems(values: Values): Problem[] {
  return values['write_protected'] === true && values['protection_checked_by'] === undefined
    ? [{ at: 'protection_checked_by', message: '書込禁止を確かめた人を選んでください。' }]
    : []
}

const clauses = [
  clause(
    'store',
    '記録媒体を保管する場所(鍵、耐火、耐水など)を定める条文',
    ['ledger', 'config-control'],
    '媒体+保管 媒体+施錠 媒体+耐火',
  ),
  clause(
    'strictest',
    '分類の混ざる媒体を最も高い分類で扱うことを定める条文',
    ['classification'],
    '媒体+最高 媒体+最も高 分類が異なる',
  ),
  clause(
    'write-protect',
    '長期に保管する媒体の書込禁止を定める条文',
    ['ledger'],
    '長期保管+書込禁止 媒体+書込禁止 書込禁止 書込み+禁止',
  ),
  clause(
    'hazard',
    '控えなどの媒体を災害の少ない場所に置くことを定める条文',
    ['ledger'],
    '媒体+自然災害 媒体+災害',
  ),
  clause(
    'count',
    '記録媒体の数と所在を確かめることを定める条文',
    ['duty', 'ledger', 'technical-check'],
    '媒体+所在 媒体+数+確かめ 媒体+棚卸 媒体+現物',
  ),
]

/** 記録媒体管理簿: each medium with its sticker, where it is kept and what is on it. */
export const mediumRegister = register({
  key: 'medium',
  name: '記録媒体管理簿',
  noun: '記録媒体',
  numberPrefix: 'K-',
  written: 'by-people',
  columns: [
    { key: 'name', label: '品名', type: 'text', required: true, slot: 'text_1', ...listed },
    { key: 'kind', label: '種類', type: 'choice', required: true, choices: kinds, slot: 'text_2', ...shown },
    { key: 'sticker', label: '登録シールの番号', type: 'text', ...listed },
    { key: 'maker', label: 'メーカー', type: 'text', ...found },
    { key: 'serial', label: '製造番号', type: 'text', ...found },
    { key: 'capacity', label: '容量', type: 'number', decimals: 2, counter: 'GB', slot: 'number_1' },
    { key: 'use', label: '用途', type: 'choice', required: true, choices: choicesOf(mediumUses) },
    { key: 'encrypted', label: '暗号化', type: 'flag', hint: hints.encrypted },
    { key: 'long_term', label: '長期の保管', type: 'flag', hint: hints.longTerm },
    { key: 'write_protected', label: '書込禁止', type: 'flag', hint: hints.protected },
    { key: 'protection_checked_by', label: '書込禁止を確かめた人', type: 'person' },
    { key: 'place', label: '保管場所', type: 'entry', register: 'place', slot: 'text_4', ...shown },
    { key: 'holds', label: '入っている資産', type: 'entries', register: 'asset', hint: hints.holds },
    ...heldClassColumns,
    ...whereaboutsColumns({ slot: 'text_6' }),
    { key: 'bought_on', label: '購入日', type: 'date', slot: 'date_2' },
    { key: 'note', label: '備考', type: 'long-text', maxLength: 1000 },
  ],
  labelColumn: 'name',
  contains: 'holds',
  slots: clauses,
  problems: mediumProblems,
  closedBy: closedByDisposal,
  stockTake: { every: 'year', slot: 'count' },
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
