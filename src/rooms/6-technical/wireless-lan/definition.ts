import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy, passing } from '#engine/procedure/route-definition.ts'
import { wirelessLine } from '../network/lines.ts'

/** 無線LAN利用許可: cipher and authentication are conditions of it, and so fields that must be filled in. */
export const wirelessLan = permit({
  key: 'wireless-lan',
  name: '無線LANの利用許可',
  purpose: '無線LANを設け、又は使うときの許可です。',
  formNumber: '様式第30号',
  titledBy: 'place',
  form: [
    field.part(
      '無線LAN',
      field.longText('purpose', '必要な理由'),
      field.text('ssid', '識別名(SSID)', '団体や課が分からない名前にします。'),
      field.text('place', '親機を置く場所', '庁舎、階、部屋を書きます。'),
      field.count('units', '親機の台数', '台'),
      field.choice('zone', 'つなぐ系統', { ...field.zones, guest: '来庁者向け' }),
      ...field.period('使い始める日', '使い終わる日'),
    ),
    field.part(
      '条件',
      field.choice('cipher', '暗号化の方式', { wpa3: 'WPA3', wpa2: 'WPA2(AES)', old: 'そのほか・なし' }),
      field.choice('login', '認証の方式', {
        certificate: '電子証明書',
        account: '利用者ごとのIDとパスワード',
        shared: '共通の鍵',
      }),
      field.everyCheck('duty', '守ること', {
        record: '接続の記録を取り、定期に確かめる',
        update: '親機の初めのパスワードを変え、ソフトウェアを最新に保つ',
        terminal: 'つなぐ端末を台帳に載せたものに限る',
      }),
      field.files('map', '配置図・設定の資料'),
    ),
  ],
  rules: [
    ...field.longPeriodRules,
    field.refusedWhen('cipher', 'old', 'WPA2以上の方式にしてください'),
    {
      rule: 'one-of-when',
      field: 'login',
      values: ['certificate', 'account'],
      when: { not: { field: 'zone', is: 'guest' } },
      message: '庁内とつながるものは、共通の鍵にできません',
    },
  ],
  slots: [
    clause('permit', '無線LANの許可', ['permit'], '無線LAN+許可'),
    clause('duty', '無線LANの暗号化と認証', ['config-control'], '無線LAN+暗号化 無線LAN+義務'),
  ],
  route: [passing('sec-manager'), decidedBy('chief-iso', '許可')],
  validity: field.inPeriod,
  afterwards: field.doneAndSeen('利用の開始', '廃止の確認'),
  book: { register: 'wireless', since: 'start', values: wirelessLine },
  answerWithin: 7,
  renewable: true,
  whenHolderMoves: 'stays',
})
