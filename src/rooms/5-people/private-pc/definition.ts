import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'

/** 私物パソコンの外部使用の許可: the procedure of the 部 has been read, and nothing of the city stays on it. */
export const privatePc = permit({
  key: 'private-pc',
  name: '私物パソコンの外部使用許可',
  purpose: '庁舎の外での仕事に、私物のパソコンを使うときの許可です。',
  formNumber: '様式第24号',
  form: [
    field.part(
      '仕事',
      field.longText('purpose', '使う理由', '市の端末では足りない理由も書きます。'),
      field.text('place', '使う場所'),
      ...field.period('使い始める日', '使い終わる日'),
    ),
    field.part(
      'パソコン',
      field.text('model', 'メーカーと機種'),
      field.text('serial', '製造番号'),
      field.text('system', '基本ソフトと版'),
      field.choice('antivirus', 'ウイルス対策', {
        current: '最新の定義で常に動いている',
        none: '入れていない・更新していない',
      }),
      field.choice('shared', 'ほかの人との共用', { own: '本人だけが使う', family: '家族なども使う' }),
    ),
    field.part(
      '守ること',
      field.everyCheck('manual', '実施手順の遵守', {
        read: '部局の情報セキュリティ責任者が定めた実施手順を読んだ',
        keep: '実施手順のとおりに使う',
        erase: '終わったら、市の情報を残さず消す',
      }),
    ),
  ],
  rules: [
    ...field.periodRules,
    field.refusedWhen('antivirus', 'none', 'ウイルス対策が最新でないものは使えません'),
    field.refusedWhen('shared', 'family', '共用のものは使えません。市の端末を借りてください'),
  ],
  slots: [
    clause(
      'permit',
      '外部で私物の端末を使うときの許可',
      ['permit'],
      '私物パソコン 私物の端末を使う 私物+実施手順',
    ),
  ],
  route: [decidedBy('sec-manager', '許可')],
  validity: field.inPeriod,
  afterwards: field.doneAndSeen('使用の開始', '消去の確認'),
  answerWithin: 3,
  renewable: true,
})
