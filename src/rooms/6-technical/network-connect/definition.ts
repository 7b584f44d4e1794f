import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'

/** ネットワーク接続の許可: nothing is plugged in that the chief officer does not know of. */
export const networkConnect = permit({
  key: 'network-connect',
  name: 'ネットワークへの接続許可',
  purpose: '端末や情報システムを、庁内のネットワークにつなぐときの許可です。',
  formNumber: '様式第33号',
  form: [
    field.part(
      'つなぐもの',
      field.choice('kind', '種類', {
        terminal: '端末',
        server: 'サーバ',
        printer: '複合機・プリンタ',
        network: '通信の機器',
        other: 'そのほか',
      }),
      field.text('model', 'メーカーと機種'),
      field.text('number', '管理番号・製造番号'),
      field.text('address', '機器固有の番号(MACアドレス)', '例:00-11-22-AA-BB-CC'),
      field.count('units', '台数', '台'),
      field.longText('purpose', 'つなぐ理由'),
    ),
    field.part(
      'つなぐ先と期間',
      field.choice('zone', '系統', field.zones),
      field.text('place', '置く場所', '庁舎、階、部屋、差込口の番号を書きます。'),
      ...field.period('つなぐ日', '外す日'),
      field.everyCheck('check', '確かめたこと', {
        virus: 'ウイルスがないことを確かめた',
        patch: '基本ソフトとソフトウェアを最新にした',
        login: '初めに設定されていたパスワードを変えた',
      }),
    ),
  ],
  rules: field.longPeriodRules,
  slots: [
    clause(
      'permit',
      'ネットワークへの接続の許可',
      ['permit'],
      'ネットワークに接続してはならない ネットワークにつないではならない ネットワーク+接続+許可なく',
    ),
  ],
  route: [decidedBy('chief-iso', '許可')],
  validity: field.inPeriod,
  afterwards: field.doneAndSeen('接続', '取外しの確認'),
  answerWithin: 3,
  renewable: true,
  bulk: true,
  whenHolderMoves: 'stays',
})
