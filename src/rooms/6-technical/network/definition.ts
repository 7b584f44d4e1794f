import { application, choice, choicesOf, clause, date, flag } from '#engine/register/columns.ts'
import { line, longText, named, number, person, seen, text } from '#engine/register/columns.ts'
import { register, type Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { layers } from '../classification.ts'

const lineKinds = choicesOf({
  line: '通信回線',
  router: 'ルーター',
  switch: 'スイッチ',
  firewall: 'ファイアウォール',
  gateway: '中継・無害化の装置',
  other: 'その他',
})
const spares = choicesOf({ none: 'なし', spare: '予備機', dual: '二重化' })
const methods = choicesOf({
  dedicated: '専用線',
  'ip-vpn': '閉域網',
  vpn: 'インターネットVPN',
  internet: 'インターネット',
  dialup: '公衆回線',
  sanitised: '無害化した通信',
})
const yesNo = choicesOf({ yes: 'はい', no: 'いいえ' })
const wirelessWays = choicesOf({
  wpa3: 'WPA3',
  'wpa2-eap': 'WPA2(個別の認証)',
  'wpa2-psk': 'WPA2(共通の鍵)',
  wep: 'WEP',
  open: 'なし',
})
const authentications = choicesOf({
  certificate: '証明書',
  account: '利用者ID',
  mac: '機器の番号',
  none: 'なし',
})

function lineProblems(values: Values): Problem[] {
  return values['far_zone'] !== undefined && values['far_zone'] === values['zone']
    ? [{ at: 'far_zone', message: '同じ系統どうしのときは、空にしてください。' }]
    : []
}

/** 回線・ネットワーク機器台帳: each line and each device of the network, in which layer it runs and how it is protected. */
export const lineRegister = register({
  key: 'line',
  name: '回線・ネットワーク機器台帳',
  noun: '回線・機器',
  numberPrefix: 'LN-',
  written: 'by-people',
  columns: [
    text('name', '名称', { ...named, slot: 'text_1' }),
    choice('kind', '種類', lineKinds, { ...seen, required: true, slot: 'text_2' }),
    choice('zone', '系統', layers, { ...seen, required: true, slot: 'text_3' }),
    choice('far_zone', 'つなぐ先の系統', layers, {
      filter: true,
      slot: 'text_4',
      hint: '系統と系統の間をつなぐときだけ。',
    }),
    line('connection', '接続点', 'connection', { slot: 'text_5', filter: true }),
    text('provider', '事業者', { maxLength: 100, search: true, list: true }),
    text('from', '一方の場所', { required: true, maxLength: 100, search: true }),
    text('to', '他方の場所', { maxLength: 100, search: true }),
    choice('redundancy', '冗長化', spares),
    flag('carries_sensitive', '機密性の高い情報を通す'),
    text('encryption', '暗号化の方法', { maxLength: 100 }),
    text('wiring', '配線の保護', { maxLength: 200, hint: '例:配線収納管、床下、施錠した盤' }),
    date('supported_until', 'サポートの終了日', { slot: 'date_1', filter: true }),
    longText('note', '備考', { maxLength: 1000 }),
  ],
  labelColumn: 'name',
  slots: [
    clause(
      'lines',
      '通信回線・装置の管理を定める条文',
      ['config-control', 'ledger'],
      '通信回線装置 通信回線及び 配線を変更 配線収納管 伝送途上 接続ポイント',
    ),
    clause(
      'routing',
      '経路と接続の制御を定める条文',
      ['config-control'],
      'フィルタリング ルーティング ネットワーク+アクセス制御を施',
    ),
    clause(
      'layers',
      '系統の間の通信の分離を定める条文',
      ['config-control'],
      '通信経路 両環境間 無害化通信 不正通信',
    ),
  ],
  problems: lineProblems,
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'policy-office'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})

function connectionProblems(values: Values): Problem[] {
  const { from, until, investigated, investigated_on: on } = values
  const problems: Problem[] = []
  if (typeof from === 'string' && typeof until === 'string' && until < from) {
    problems.push({ at: 'until', message: '接続を終えた日は、始めた日より後の日にしてください。' })
  }
  if (investigated !== undefined && on === undefined) {
    problems.push({ at: 'investigated_on', message: '調査した日を入れてください。' })
  }
  return problems
}

/** 外部接続点台帳: where the city's network meets another one, what was found out about it, and who answers for damage. */
export const connectionRegister = register({
  key: 'connection',
  name: '外部接続点台帳',
  noun: '接続点',
  numberPrefix: 'CN-',
  written: 'by-people',
  columns: [
    text('name', '接続点の名称', { ...named, slot: 'text_1' }),
    text('partner', '接続先', { required: true, maxLength: 100, slot: 'text_2', search: true, list: true }),
    choice('zone', '庁内の系統', layers, { ...seen, required: true, slot: 'text_3' }),
    choice('method', '接続の方式', methods, { ...seen, required: true, slot: 'text_4' }),
    text('firewall', '境界の装置', { maxLength: 100, hint: '例:ファイアウォールの名称' }),
    longText('investigated', '調査の結果', {
      hint: '接続先の技術と運用を調べ、庁内の情報資産に影響がないことを確かめた内容。',
    }),
    date('investigated_on', '調査した日'),
    choice('liability', '損害賠償の契約', yesNo, { hint: '接続先の責任を契約で定めたか。' }),
    text('contract', '契約の番号・件名', { maxLength: 100, search: true }),
    application('permit', '接続の許可', { byEvents: true }),
    date('from', '接続を始めた日', { ...seen, required: true, slot: 'date_1' }),
    date('until', '接続を終えた日', { ...seen, slot: 'date_2' }),
    text('cut_off', '遮断の手順', { maxLength: 200 }),
    longText('note', '備考', { maxLength: 1000 }),
  ],
  labelColumn: 'name',
  slots: [
    clause(
      'points',
      '外部との接続を限ることを定める条文',
      ['config-control'],
      '外部ネットワーク+接続+限定 接続ポイント+減らす',
    ),
    clause(
      'investigate',
      '接続先の調査を定める条文',
      ['permit', 'duty'],
      '外部ネットワーク+調査 影響が生じないことを確認',
    ),
    clause(
      'liability',
      '接続先の損害賠償の責任を定める条文',
      ['contract'],
      '外部ネットワーク+損害賠償 損害賠償 瑕疵',
    ),
    clause(
      'boundary',
      '境界の防御を定める条文',
      ['technical-check', 'config-control'],
      'ファイアウォール+境界 ウェブサーバ+公開',
    ),
    clause('cut', '接続の遮断を定める条文', ['event-response'], '外部ネットワーク+遮断'),
  ],
  problems: connectionProblems,
  inForce: { label: '続いている外部接続点', from: 'from', until: 'until', slot: 'points' },
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'policy-office'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})

/** 無線LAN台帳: each wireless network, how it is ciphered, who may enter it, and the permission it stands on. */
export const wirelessRegister = register({
  key: 'wireless',
  name: '無線LAN台帳',
  noun: '無線LAN',
  numberPrefix: 'WL-',
  written: 'by-people',
  columns: [
    text('name', 'ネットワークの名前', { ...named, maxLength: 60, slot: 'text_1' }),
    choice('zone', '系統', layers, { ...seen, required: true, slot: 'text_2' }),
    choice('encryption', '暗号化の方式', wirelessWays, { ...seen, required: true, slot: 'text_3' }),
    choice('authentication', '認証', authentications, { ...seen, required: true, slot: 'text_4' }),
    number('points', '接続装置の数', { counter: '台', max: 10_000, slot: 'number_1', list: true }),
    text('places', '使う場所', { required: true, maxLength: 200, search: true }),
    person('keeper', '設定の担当者', { search: true }),
    flag('logged', '接続の記録を取っている'),
    date('updated_on', '装置を更新した日', { slot: 'date_1', filter: true }),
    application('permit', '利用の許可', { byEvents: true }),
    longText('note', '備考', { maxLength: 1000 }),
  ],
  labelColumn: 'name',
  slots: [
    clause('protect', '無線LANの暗号化と認証を定める条文', ['config-control'], '無線LAN+暗号化 無線LAN+認証'),
  ],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'policy-office'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
