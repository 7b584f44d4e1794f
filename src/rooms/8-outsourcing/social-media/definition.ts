import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { receivedBy } from '#engine/procedure/route-definition.ts'

/** ソーシャルメディアの利用の届: which account, who answers for it, what may be said there. */
export const socialMedia = permit({
  key: 'social-media',
  name: 'ソーシャルメディアの利用の届',
  purpose: '課の名前でソーシャルメディアを使うとき、使い方と責任者を届け出るものです。',
  formNumber: '様式第42号',
  verb: ['受付', '受け付けない'],
  notice: true,
  form: [
    field.part(
      'アカウント',
      field.text('service', '使うサービス'),
      field.text('account', 'アカウントの名前'),
      field.text('address', 'アカウントのURL'),
      field.day('on', '使い始める日'),
    ),
    field.part(
      '運用',
      field.longText('purpose', '目的と、読む人'),
      field.longText('content', '発信する内容', '発信しない内容も書きます。'),
      { key: 'keeper', label: '責任者', type: 'person' },
      field.text('posters', '投稿する人'),
      field.text('hours', '見守る時間', '例:開庁日の8時30分から17時15分まで'),
      field.everyCheck('check', '決めたこと', {
        manual: '運用の手順を作った',
        secret: '機密性2以上の情報を発信しない',
        login: 'パスワードと多要素の認証を設定した',
        forged: '乗っ取りやなりすましのときの手順を決めた',
      }),
    ),
  ],
  slots: [
    clause('report', 'ソーシャルメディアの手順と責任者', ['document', 'permit'], 'ソーシャルメディア SNS'),
  ],
  route: [receivedBy('policy-office')],
  validity: { lasts: 'standing' },
  answerWithin: 5,
  whenHolderMoves: 'stays',
  titledBy: 'account',
})
