import type { Selectable } from 'kysely'
import type { BindingTable } from '../tables.ts'

export type BindingRow = Selectable<BindingTable>

/** Names the place of a mechanism: two mechanisms never share it. */
export const slotKey = (s: { readonly mechanism: string; readonly slot: string }): string =>
  `${s.mechanism}|${s.slot}`

export const impactWords = {
  kinds: { binding: '対応付け', parameter: '定める値' },
  parameter: (label: string, value: string | null, unit: string) =>
    `${label}(${value === null ? '未設定' : `${value}${unit}`})`,
  /** The name of a binding in decisions: what it binds, not its row, which every edition has anew. */
  bindingItem: (b: BindingRow) =>
    `binding|${slotKey(b)}|${b.wid}|${b.sentence}${b.norm_id === null ? '' : `|${b.norm_id}`}`,
  slotOfItem: (item: string) => item.split('|').slice(1, 3).join('|'),
  undecided: (count: number) =>
    `改正の影響のうち${count}件の扱いが決まっていません。引き継ぐ・確認し直す・やめるのどれかを決めてから施行してください。`,
  noSuchItem: 'その項目は影響の一覧にありません。一覧を開き直してください。',
  notOffered: 'この項目では選べない扱いです。',
  noTarget: '引き継ぐ先の条文を選んでください。',
  badTarget: '引き継ぐ先の条文が、この版にありません。',
  closed: '施行した版では、「確認し直す」とした項目の扱いだけを改められます。',
} as const
