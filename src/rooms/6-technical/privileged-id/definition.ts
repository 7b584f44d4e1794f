import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedByAny } from '#engine/procedure/route-definition.ts'

/** 特権IDの使用承認: the chief officer or whoever keeps the system, either of them; never beyond the year. */
export const privilegedId = permit({
  key: 'privileged-id',
  name: '特権IDの使用承認',
  purpose: '管理者の権限を持つIDを使うときの承認です。',
  formNumber: '様式第34号',
  verb: ['承認', '不承認'],
  form: [
    field.part(
      '使う人とID',
      field.lineOfAnyUnit('system', '情報システム', 'system', '特権IDがある情報システムを選びます。'),
      { key: 'user', label: '使う人', type: 'person', hint: '自分が使うときも選びます。' },
      field.text('account', 'ID', '使う特権IDの名前を書きます。'),
      field.choice('scope', '権限の範囲', {
        whole: '情報システムの全部',
        part: '一部の機能',
        database: 'データベース',
        network: '通信の機器',
      }),
      field.longText('purpose', '必要な理由と、行う作業'),
    ),
    field.part(
      '期間と管理',
      ...field.period(),
      field.choice('sharing', 'IDの使い方', { own: '1人で使う', shared: '複数の人で使う' }),
      field.optional(field.text('sharing_text', '使う人を見分ける方法', '使用簿、操作の記録など。')),
      field.everyCheck('care', '守ること', {
        daily: '日常の仕事には、ふつうのIDを使う',
        password: '職員の端末より強いパスワードか、多要素の認証を使う',
        vendor: '委託先の人に、特権IDの変更をさせない',
        end: '要らなくなったら、すぐに届け出る',
      }),
    ),
  ],
  rules: [
    ...field.periodRules,
    field.neededWhen('sharing_text', 'sharing', 'shared', 'だれが使ったかを見分ける方法を書いてください'),
  ],
  slots: [
    clause('permit', '特権IDを使う者を認めること', ['permit'], '特権+認めた者 特権+承認 管理者権限+認めた'),
  ],
  route: [decidedByAny(['chief-iso', { office: 'sec-manager', from: { field: 'system' } }], '承認')],
  validity: field.inPeriod,
  answerWithin: 3,
  renewable: true,
})
