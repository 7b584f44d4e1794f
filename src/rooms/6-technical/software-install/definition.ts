import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedByAll } from '#engine/procedure/route-definition.ts'

/** ソフトウェア導入許可: the chief officer and whoever keeps the system, both. */
export const softwareInstall = permit({
  key: 'software-install',
  name: 'ソフトウェアの導入許可',
  purpose: '仕事に必要なソフトウェアを、端末や情報システムに入れるときの許可です。',
  formNumber: '様式第31号',
  form: [
    field.part(
      'ソフトウェア',
      field.text('product', '名前'),
      field.text('version', '版'),
      field.text('maker', 'メーカー・配布元'),
      field.choice('source', '入手の方法', {
        bought: '購入・契約',
        free: '機器に付属・無償',
        made: '市や委託先が作ったもの',
      }),
      field.choice('license', '使用許諾', { unit: '台数・利用者数', free: '制限なし' }),
      field.count('licenses', '導入する本数', '本'),
      field.longText('purpose', '用途と、必要な理由'),
    ),
    field.part(
      '入れる先',
      field.lineOfAnyUnit('system', '情報システム', 'system', '入れる端末が使う情報システムを選びます。'),
      field.longText('terminals', '入れる端末', '管理番号と台数を書きます。'),
      field.day('on', '入れる日'),
    ),
    field.part(
      '確認',
      field.everyCheck('check', '確かめたこと', {
        terms: '許諾の条件を読み、使い方が条件に合う',
        origin: '正規の配布元から得た、改変されていないものである',
        known: '更新が提供されており、知られている脆弱性がない',
      }),
    ),
  ],
  rules: [{ rule: 'not-past', field: 'on' }],
  slots: [
    clause('permit', 'ソフトウェアの導入の許可', ['permit'], 'ソフトウェア+導入+許可 ソフトウェア+入れ+許可'),
    clause(
      'need',
      '不要なソフトウェアの禁止',
      ['prohibition-rule'],
      'ソフトウェア+導入して ソフトウェア+入れてはならない 必要がない',
    ),
  ],
  route: [decidedByAll(['chief-iso', { office: 'sec-manager', from: { field: 'system' } }], '許可')],
  validity: { lasts: 'standing' },
  afterwards: field.doneAndSeen('導入', '導入の確認'),
  answerWithin: 5,
  bulk: true,
  whenHolderMoves: 'stays',
  titledBy: 'product',
})
