import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'

/** 外部での情報処理の許可: work at home or elsewhere, on a terminal of the city. */
export const outsideWork = permit({
  key: 'outside-work',
  name: '外部での情報処理の許可',
  purpose: '自宅や出張先など、庁舎の外で情報を扱う仕事をするときの許可です。',
  formNumber: '様式第23号',
  form: [
    field.part(
      '仕事と場所',
      field.longText('purpose', '行う仕事', '扱う情報と、外で行う理由が分かるように書きます。'),
      field.choice('place', '場所の種類', {
        home: '自宅',
        trip: '出張先・会場',
        satellite: '市の別の施設・サテライトオフィス',
        other: 'そのほか',
      }),
      field.text('place_text', '場所', '施設の名前や住所を書きます。'),
      ...field.period(),
    ),
    field.part(
      '扱う情報と端末',
      field.optional(field.lines('assets', '扱う情報資産', 'asset', 'あなたの課の台帳から選びます。')),
      field.text('terminal', '使う端末', '市の端末の管理番号を書きます。私物のときは、別の許可が要ります。'),
      field.choice('line', '通信の方法', {
        none: '通信しない',
        vpn: '市の閉じた通信(VPN)',
        screen: '画面転送',
        mobile: '市が契約した携帯回線',
      }),
    ),
    field.part(
      '講じる措置',
      field.everyCheck('care', '守ること', {
        seen: '家族やほかの人に画面や書類を見せない',
        left: '端末と書類を置いたままにしない',
        back: '終わったら、書類と媒体を残さず持ち帰る',
      }),
    ),
  ],
  rules: field.periodRules,
  slots: [
    clause(
      'permit',
      '外部で情報処理を行うときの許可',
      ['permit'],
      '外部で情報処理 外での仕事 情報を扱う仕事',
    ),
  ],
  route: [decidedBy('sec-manager', '許可')],
  validity: field.inPeriod,
  answerWithin: 3,
  renewable: true,
  bulk: true,
})
