import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy, passing } from '#engine/procedure/route-definition.ts'

/** 例外措置の許可: which clause, why, what instead, until when; application and answer are kept with the case. */
export const exception = permit({
  key: 'exception',
  name: '例外措置の許可',
  purpose: '規程のとおりにできない相当の理由があるとき、別の方法を採り、又は行わないことの許可です。',
  formNumber: '様式第41号',
  titledBy: 'clause',
  form: [
    field.part(
      '守ることが難しい条文',
      field.text('clause', '条文', '規程の名前と条文の番号を書きます。'),
      field.choice('kind', '例外の種類', { other: '異なる方法を採る', omit: '実施しない' }),
      field.longText('purpose', '理由', '守ることが難しい事情と、仕事への支障を書きます。'),
      field.optional(field.lines('assets', '関わる情報資産', 'asset')),
    ),
    field.part(
      '代わりの措置',
      field.longText('instead', '代わりに講じる措置'),
      field.longText('risk', '残る危険'),
      ...field.period('例外を始める日', '例外を終える日'),
      field.longText('ending', '規程のとおりに戻す見通し'),
      field.files('papers', '資料'),
    ),
  ],
  rules: field.longPeriodRules,
  slots: [
    clause('permit', '例外措置の許可', ['permit'], '例外措置+許可 遵守することが困難+許可 異なる方法+許可'),
    clause('papers', '例外措置の申請書と審査結果の保管', ['ledger'], '例外措置+保管 例外措置+申請書'),
  ],
  route: [passing('sec-manager'), decidedBy('ciso', '許可')],
  validity: field.inPeriod,
  afterwards: field.doneAndSeen('例外の開始', '終了の確認'),
  answerWithin: 10,
  renewable: true,
  lapsesWhen: { editionChanges: true },
  whenHolderMoves: 'stays',
})
