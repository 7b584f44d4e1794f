import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'

/** 電子署名・暗号の方法の決定: only what the highest officer has laid down may be used. */
export const sendingMethod = permit({
  key: 'sending-method',
  name: '電子署名・暗号の方法の決定',
  purpose: '外に送るときの電子署名、暗号化、パスワードの方法と、鍵の管理の方法を定めるための手続です。',
  formNumber: '様式第37号',
  verb: ['決定', '決定しない'],
  form: [
    field.part(
      '方法',
      field.text('name', '方法の名前'),
      field.choice('kind', '種類', {
        signature: '電子署名',
        cipher: '暗号化',
        password: 'パスワードの設定',
        key: '鍵の管理',
      }),
      field.text('algorithm', '方式と強さ', '例:AES 256ビット、RSA 3072ビット'),
      field.text('tool', '使うソフトウェア・サービス'),
      field.longText('purpose', '使う場面', '何を、だれに送るときの方法かを書きます。'),
      field.choice('listed', '政府の推奨する暗号', {
        yes: '推奨の一覧にある',
        no: 'ない',
      }),
    ),
    field.part(
      '鍵とパスワード',
      field.longText('keys', '鍵・パスワードの管理', '作り方、渡し方、保管、更新を書きます。'),
      field.day('from', '使い始める日'),
      field.optional(field.longText('ending', 'これまでの方法の扱い')),
    ),
  ],
  rules: [
    { rule: 'not-past', field: 'from' },
    field.refusedWhen('listed', 'no', '推奨の一覧にない暗号は使えません。別の方式を選んでください'),
  ],
  slots: [
    clause('method', '署名・暗号の方法', ['config-control'], '電子署名+暗号化 署名+方法'),
    clause('only', 'ほかの方法の禁止', ['config-control', 'prohibition-rule'], '暗号+以外の方法'),
    clause('keys', '鍵の管理', ['config-control'], '暗号+鍵を管理 鍵の管理'),
  ],
  route: [decidedBy('ciso', '決定')],
  validity: { lasts: 'standing' },
  answerWithin: 10,
  whenHolderMoves: 'stays',
  titledBy: 'name',
})
