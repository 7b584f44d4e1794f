import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedByAll, passing } from '#engine/procedure/route-definition.ts'
import { connectionLine } from '../network/lines.ts'
import { externalNetworkWords as words } from './words.ja.ts'

/** 外部ネットワーク接続許可: both of the highest have to grant it, on what was found out about the other side. */
export const externalNetwork = permit({
  key: 'external-network',
  name: '外部ネットワーク接続許可',
  purpose: '庁内のネットワークを、市の外のネットワークにつなぐときの許可です。調査票を兼ねます。',
  formNumber: '様式第29号',
  titledBy: 'partner',
  form: [
    field.part(
      '接続',
      field.text('partner', '接続先', 'ネットワークの名前と、管理する団体を書きます。'),
      field.text('contact', '接続先の管理責任者', '部署、氏名、連絡先を書きます。'),
      field.longText('purpose', '目的'),
      field.optional(field.lineOfAnyUnit('system', '使う情報システム', 'system')),
      field.choice('zone', 'つなぐ系統', words.zone),
      field.choice('line', '回線', words.line),
      field.longText('traffic', '通す通信', '相手の番号(アドレス)、手順、向きを書きます。'),
      ...field.period('接続を始める日', '接続を終える日'),
    ),
    field.part(
      '調査票',
      field.longText('security', '接続先の安全の仕組み', '調べた方法と、分かったことを書きます。'),
      field.everyCheck('survey', '調べたこと', words.survey),
      field.choice('effect', '庁内の資産への影響', words.effect),
      field.optional(field.longText('effect_text', '影響を抑える措置')),
      field.text('boundary', '境界に置く装置', 'ファイアウォールなどの名前と、置く場所を書きます。'),
      field.choice('liability', '損害賠償の定め', words.liability),
      field.optional(field.longText('liability_text', '定めない理由')),
      field.files('papers', '構成図・調査の資料'),
    ),
  ],
  rules: [
    ...field.longPeriodRules,
    field.refusedWhen('effect', 'unknown', words.effectOpen),
    field.neededWhen('effect_text', 'effect', 'limited', words.effectText),
    field.neededWhen('liability_text', 'liability', 'none', words.liabilityText),
  ],
  slots: words.slots,
  route: [passing('sec-manager'), decidedByAll(['chief-iso', 'ciso'], '許可')],
  validity: field.inPeriod,
  afterwards: field.doneAndSeen('接続', '切断の確認'),
  book: { register: 'connection', since: 'start', values: connectionLine },
  answerWithin: 10,
  renewable: true,
  lapsesWhen: { classChanges: true },
  whenHolderMoves: 'stays',
})
