import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'

/** セキュリティ設定変更の許可: what is now, what it shall be, and when it goes back. */
export const settingChange = permit({
  key: 'setting-change',
  name: 'セキュリティ設定の変更許可',
  purpose: '端末や情報システムの、安全に関わる設定を変えるときの許可です。',
  formNumber: '様式第26号',
  form: [
    field.part(
      '変える設定',
      field.text('target', '対象', '端末の管理番号や、システムの名前を書きます。'),
      field.choice('kind', '設定の種類', {
        antivirus: 'ウイルス対策',
        firewall: '通信の制限',
        account: '利用者と権限',
        update: '更新の方法',
        screen: '画面のロック・暗号化',
        other: 'そのほか',
      }),
      field.longText('before', '今の設定'),
      field.longText('after', '変えたあとの設定'),
      field.longText('purpose', '変える理由'),
    ),
    field.part(
      '時期と影響',
      field.day('from', '変える日'),
      field.choice('lasting', '変えておく期間', { short: '一時的(あとで元に戻す)', long: '続けて' }),
      field.optional(field.day('to', '元に戻す日')),
      field.longText('risk', '弱くなる点と、その間の備え'),
    ),
  ],
  rules: [
    { rule: 'not-past', field: 'from' },
    { rule: 'in-order', from: 'from', to: 'to' },
    field.neededWhen('to', 'lasting', 'short', '一時的な変更は、元に戻す日を入れてください'),
  ],
  slots: [
    clause(
      'permit',
      'セキュリティの設定を変えるときの許可',
      ['permit'],
      '設定+変更してはならない 設定+許可なく 設定+変えてはならない 設定を変更+許可',
    ),
  ],
  route: [decidedBy('sec-manager', '許可')],
  validity: { lasts: 'once' },
  afterwards: field.doneAndSeen('変更', '変更後の確認'),
  answerWithin: 3,
})
