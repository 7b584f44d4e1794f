import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { confirming, decidedBy } from '#engine/procedure/route-definition.ts'
import { provisionLine } from './provision-line.ts'
import { provideWords as words } from './words.ja.ts'

/** 外部提供許可: nothing goes before every question of law has been answered. */
export const provide = permit({
  key: 'provide',
  name: '外部提供許可',
  purpose: '機密性の高い情報資産を、市の外の人や団体に渡すときの許可です。',
  formNumber: '様式第22号',
  form: [
    field.part(
      '渡すものと相手',
      field.lines('assets', '渡すもの', 'asset', words.hints.assets),
      field.text('recipient', '提供先', words.hints.recipient),
      field.longText('purpose', '提供する目的'),
      field.text('items', '提供する項目', words.hints.items),
      field.count('people', '個人情報の件数', '人', 0),
      field.day('on', '提供する日'),
    ),
    field.part(
      '根拠と法令の確認',
      field.choice('basis', '提供の根拠', words.basis),
      field.text('basis_text', '根拠の名前', words.hints.basisText),
      field.everyCheck('law', '法令の確認', words.law),
    ),
    field.part(
      '渡し方と措置',
      field.choice('method', '渡す方法', words.method),
      field.checks('measures', '講じる措置', field.protection, words.hints.measures),
      field.optional(field.text('key_delivery', '鍵・パスワードの伝え方', words.hints.key)),
    ),
  ],
  rules: [
    { rule: 'not-past', field: 'on' },
    field.guardedFrom2('measures', field.guarding),
    field.neededWhen('key_delivery', 'measures', ['encryption', 'password'], words.keyMissing),
  ],
  slots: words.slots,
  route: [confirming(decidedBy('sec-manager', '許可'), words.lawful)],
  validity: { lasts: 'once' },
  afterwards: field.doneAndSeen('提供', '受領の確認'),
  answerWithin: 3,
  lapsesWhen: { classChanges: true },
  book: { register: 'provision-book', values: provisionLine },
})
