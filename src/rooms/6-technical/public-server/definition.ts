import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy, passing } from '#engine/procedure/route-definition.ts'

/** 公開サーバの設置承認: the border stands before anything is published behind it. */
export const publicServer = permit({
  key: 'public-server',
  name: '公開サーバの設置承認',
  purpose: 'ウェブサーバなど、市の外の人が使うものをインターネットに公開するときの承認です。',
  formNumber: '様式第36号',
  verb: ['承認', '不承認'],
  form: [
    field.part(
      '公開するもの',
      field.text('name', '名前'),
      field.text('address', '公開する名前(URL)'),
      field.optional(field.lineOfAnyUnit('system', '情報システム', 'system')),
      field.longText('purpose', '目的と、使う人'),
      field.text('place', '置く場所', '庁舎の部屋、データセンター、クラウドサービスの名前を書きます。'),
      field.text('keeper', '管理の責任者', '部署、氏名、連絡先を書きます。'),
      field.day('on', '公開する日'),
    ),
    field.part(
      '境界と設定',
      field.choice('apart', '内部との分離', {
        apart: '内部と分けた区画に置く',
        inside: '内部に置く',
      }),
      field.text('firewall', '境界の装置', 'ファイアウォールなどの名前と設定の要点を書きます。'),
      field.text('ports', '外に開くポート', '番号と用途を書きます。これ以外は閉じます。'),
      field.longText('test', '脆弱性の検査', '検査した日、方法、結果を書きます。'),
      field.everyCheck('check', '確かめたこと', {
        tls: '通信を暗号化している',
        tamper: '書換えを見つける仕組みがある',
        logs: 'アクセスの記録を取り、保存する',
        patch: '更新を当てる人と期限を決めた',
      }),
      field.files('papers', '構成図・検査の結果'),
    ),
  ],
  rules: [
    { rule: 'not-past', field: 'on' },
    field.refusedWhen('apart', 'inside', '外の人が使うものは、内部と分けてください'),
  ],
  slots: [
    clause(
      'publish',
      '公開の境界の措置',
      ['technical-check', 'permit'],
      '公開+境界 ウェブサーバ+公開 サーバ+インターネット+公開',
    ),
    clause('apart', '外部の者が使うものの分離', ['config-control'], '外部の者+分離 外部の者+分け'),
  ],
  route: [passing('sec-manager'), decidedBy('chief-iso', '承認')],
  validity: { lasts: 'standing' },
  afterwards: field.doneAndSeen('公開', '廃止の確認'),
  effects: {
    start: ({ applicationId }) => ({ does: 'note', values: { public: true, public_permit: applicationId } }),
    finish: () => ({ does: 'note', values: { public: false, public_permit: null } }),
  },
  answerWithin: 10,
  whenHolderMoves: 'stays',
  titledBy: 'name',
})
