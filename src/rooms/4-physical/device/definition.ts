import { clause } from '#engine/citation.ts'
import { choicesOf } from '#engine/register/choices.ts'
import { register } from '#engine/register/definition.ts'
import {
  closedByDisposal,
  found,
  listed,
  heldClassColumns,
  shown,
  whereaboutsColumns,
} from '#rooms/2-assets/thing/definition.ts'

export const deviceKinds = {
  server: 'サーバ',
  pc: 'パソコン',
  tablet: 'タブレット・スマートフォン',
  network: 'ネットワーク機器',
  nas: 'NAS・共有ディスク',
  printer: 'プリンタ',
  mfp: '複合機',
  other: 'その他の機器',
} as const
const kinds = choicesOf(deviceKinds)
export const deviceSites = { inside: '庁舎の敷地内', 'off-site': '庁舎の敷地外' } as const
const sites = choicesOf(deviceSites)

const hints = {
  site: '敷地外への設置は、承認の手続で書かれます。',
  storage: '情報をためないプリンタや端末は「いいえ」です。',
  holds: '機器の分類は、入っている資産のうち最も高いものになります。',
  fixed: 'ワイヤーなどで、盗まれたり動いたりしないようにしているか。',
}

const clauses = [
  clause('install', '機器の設置と固定を定める条文', ['config-control'], 'サーバ+設置+固定 機器+取付け'),
  clause('power', '予備電源や過電流への備えを定める条文', ['config-control'], '予備電源 過電流 停電'),
  clause('redundant', '機器の二重化を定める条文', ['config-control'], '冗長 二重化'),
  clause('maintain', '機器の定期の保守を定める条文', ['duty', 'ledger'], '定期保守 機器+保守'),
  clause(
    'wire',
    '端末の盗難を防ぐことを定める条文',
    ['config-control'],
    'ワイヤー 端末+盗難 端末+固定 シンクライアント',
  ),
  clause(
    'count',
    '機器の数と所在を確かめることを定める条文',
    ['duty', 'ledger', 'technical-check'],
    '機器+所在 端末+所在 機器+棚卸 端末+棚卸 端末+利用状況',
  ),
]

/** 機器台帳: servers, terminals and network devices, what protects them and until when they are looked after. */
export const deviceRegister = register({
  key: 'device',
  name: '機器台帳',
  noun: '機器',
  numberPrefix: 'E-',
  written: 'by-people',
  columns: [
    { key: 'name', label: '機器の名前', type: 'text', required: true, slot: 'text_1', ...listed },
    { key: 'kind', label: '種類', type: 'choice', required: true, choices: kinds, slot: 'text_2', ...shown },
    { key: 'maker', label: 'メーカー', type: 'text', ...found },
    { key: 'model', label: '型番', type: 'text', ...found },
    { key: 'serial', label: '製造番号', type: 'text', ...found },
    { key: 'mac', label: 'MACアドレス', type: 'text', ...found },
    { key: 'os', label: 'OS', type: 'text', ...found },
    { key: 'support_until', label: 'OSのサポート期限', type: 'date', slot: 'date_2', filter: true },
    { key: 'place', label: '設置場所', type: 'entry', register: 'place', slot: 'text_4', ...shown },
    { key: 'site', label: '敷地の内外', type: 'choice', choices: sites, byEvents: true, hint: hints.site },
    { key: 'site_checked_on', label: '敷地外の対策を確認した日', type: 'date', slot: 'date_4' },
    { key: 'user', label: '使う人', type: 'person', slot: 'text_6', search: true, list: true, filter: true },
    { key: 'system', label: '情報システム', type: 'entry', register: 'system' },
    { key: 'storage', label: '記憶装置', type: 'flag', hint: hints.storage },
    { key: 'encrypted', label: '記憶装置の暗号化', type: 'flag' },
    { key: 'holds', label: '入っている資産', type: 'entries', register: 'asset', hint: hints.holds },
    ...heldClassColumns,
    { key: 'ups', label: '無停電電源装置', type: 'flag' },
    { key: 'battery_on', label: '電池の交換日', type: 'date' },
    { key: 'surge', label: '落雷などへの備え', type: 'flag' },
    { key: 'fixed', label: '固定', type: 'flag', hint: hints.fixed },
    { key: 'redundant', label: '二重化', type: 'flag' },
    { key: 'redundancy_reason', label: '二重化についての判断', type: 'text' },
    { key: 'contract', label: '保守契約', type: 'text' },
    { key: 'maintained_on', label: '最近の保守の日', type: 'date' },
    { key: 'lease_until', label: 'リースの満了日', type: 'date', slot: 'date_3', filter: true },
    ...whereaboutsColumns(),
    { key: 'note', label: '備考', type: 'long-text', maxLength: 1000 },
  ],
  labelColumn: 'name',
  contains: 'holds',
  slots: clauses,
  closedBy: closedByDisposal,
  stockTake: { every: 'year', slot: 'count' },
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
