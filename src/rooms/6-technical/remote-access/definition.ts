import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedByAll, type Seat } from '#engine/procedure/route-definition.ts'

/** 情報システム管理者, as many texts say without defining it. */
const undefinedKeeper: Seat = {
  undefinedRole: 'system-admin',
  word: '情報システム管理者',
  from: { field: 'system' },
}

/** 外部アクセス許可: the chief officer and a role that many texts name and nowhere define; the city is asked who. */
export const remoteAccess = permit({
  key: 'remote-access',
  name: '外部からのアクセス許可',
  purpose: '庁舎の外から、庁内のネットワークや情報システムを使うときの許可です。',
  formNumber: '様式第35号',
  form: [
    field.part(
      '使うもの',
      field.lineOfAnyUnit('system', '情報システム', 'system', '外から使う情報システムを選びます。'),
      field.longText('purpose', '必要な理由', '外から使わなければならない理由を書きます。'),
      field.text('place', '使う場所'),
      ...field.period(),
    ),
    field.part(
      '端末と通信',
      field.text('terminal', '端末', '管理番号、機種、基本ソフトを書きます。'),
      field.choice('owner', '端末の持ち主', { city: '市', private: '私物' }),
      field.choice('identity', '本人確認の方法', {
        factors: '多要素の認証',
        card: 'ICカード・電子証明書',
        password: 'パスワードだけ',
      }),
      field.choice('line', '通信の方法', { closed: 'VPN・画面転送', plain: '暗号化しない' }),
      field.everyCheck('care', '端末の措置', {
        virus: 'ウイルス対策が最新の定義で動いている',
        patch: '基本ソフトとソフトウェアが最新である',
        disk: '端末に情報を残さない。残すときは暗号化する',
      }),
    ),
  ],
  rules: [
    ...field.periodRules,
    field.refusedWhen('identity', 'password', '本人確認を、パスワードだけにすることはできません'),
    field.refusedWhen('line', 'plain', '通信は暗号化してください'),
  ],
  slots: [
    clause('permit', '外部からのアクセスの許可', ['permit'], '外部から+アクセスする 外部から+許可'),
    clause('least', '外部からのアクセスの限定', ['config-control'], '外部+必要最小限'),
    clause('secure', '本人確認と暗号化', ['config-control'], '外部から+本人確認 外部から+暗号化'),
    clause('terminal', '外部から使う端末の措置', ['config-control'], '外部から+端末'),
  ],
  route: [decidedByAll(['chief-iso', undefinedKeeper], '許可')],
  validity: field.inPeriod,
  answerWithin: 5,
  renewable: true,
})
