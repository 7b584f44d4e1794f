import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy, passing } from '#engine/procedure/route-definition.ts'

/** 他団体との交換の許可: how the other side may handle it is fixed before anything is exchanged. */
export const exchange = permit({
  key: 'exchange',
  name: '他団体との情報・ソフトウェアの交換許可',
  purpose: '情報システムに関する情報やソフトウェアを、ほかの団体とやり取りするときの許可です。',
  formNumber: '様式第28号',
  form: [
    field.part(
      '相手と中身',
      field.text('partner', '相手の団体', '団体の名前と、担当の部署を書きます。'),
      field.choice('kind', 'やり取りするもの', {
        design: '設計書・構成図など、情報システムの情報',
        program: 'ソフトウェア・設定',
        data: '試験用などのデータ',
      }),
      field.longText('content', '中身', '名前、版、数量を書きます。'),
      field.choice('direction', '向き', { out: '渡す', in: '受け取る', both: '渡し、受け取る' }),
      field.longText('purpose', '目的'),
      field.day('on', 'やり取りする日'),
    ),
    field.part(
      '取扱いの取決め',
      field.longText('terms', '取り決めた取扱い', '使う目的、写し、返却・消去、漏れたときの連絡。'),
      field.choice('paper', '取決めの形', {
        letter: '協定書・公文書',
        none: '取り決めていない',
      }),
      field.choice('method', '渡す方法', { hand: '手渡し', line: '専用線・LGWAN', mail: '暗号化して送信' }),
      field.everyCheck('check', '確かめたこと', {
        right: '使用許諾や著作権に反しない',
        virus: 'ウイルスがないことを確かめる',
        least: '機密性の高い情報を、必要なものに限った',
      }),
      field.files('terms_file', '取決めの写し'),
    ),
  ],
  rules: [
    { rule: 'not-past', field: 'on' },
    field.refusedWhen('paper', 'none', '取扱いを取り決めてから申請してください'),
  ],
  slots: [clause('permit', '他の団体との交換の許可', ['permit'], '他の団体+交換 他の団体+やり取り')],
  route: [passing('sec-manager'), decidedBy('ciso', '許可')],
  validity: { lasts: 'once' },
  afterwards: field.doneAndSeen('交換', '受渡しの確認'),
  answerWithin: 7,
  whenHolderMoves: 'stays',
})
