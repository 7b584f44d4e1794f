import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'
import { carryLine } from '../carry/carry-line.ts'
import { carryWords } from '../carry/words.ja.ts'

/** 運搬許可: what is of 機密性2 or above goes from one place to another, and somebody there says that it came. */
export const transport = permit({
  key: 'transport',
  name: '運搬許可',
  purpose: '機密性の高い情報資産を、別の庁舎や相手先へ運ぶときの許可です。',
  formNumber: '様式第21号',
  form: [
    field.part(
      '運ぶもの',
      field.lines('assets', '運ぶもの', 'asset', 'あなたの課の情報資産管理台帳から選びます。'),
      field.longText('purpose', '目的'),
    ),
    field.part(
      '経路と日',
      field.text('destination', '運ぶ先', '届け先の名前や場所を書きます。'),
      field.text('carrier', '運ぶ人', '職員の氏名か、事業者の名前を書きます。'),
      field.choice('means', '移動の方法', carryWords.means),
      ...field.period('運び出す日', '届く日'),
    ),
    field.part(
      '講じる措置',
      field.checks('measures', '講じる措置', field.protection, carryWords.hints.measures),
    ),
  ],
  rules: [...field.periodRules, field.guardedFrom2('measures', ['encryption', 'password', 'locked-case'])],
  slots: [
    clause('permit', '情報資産を運ぶときの許可', ['permit'], '運搬 運ぶ者+許可'),
    clause(
      'protect',
      '運ぶときに講じる措置',
      ['config-control', 'duty'],
      '運搬する者+措置 送信・運搬 運搬 運ぶ者+措置',
    ),
  ],
  route: [decidedBy('sec-manager', '許可')],
  validity: field.inPeriod,
  afterwards: field.doneAndSeen('運び出し', '到着の確認', Object.values(carryWords.remarks)),
  book: { register: 'carry-book', values: carryLine },
  answerWithin: 2,
  bulk: true,
  lapsesWhen: { classChanges: true },
})
