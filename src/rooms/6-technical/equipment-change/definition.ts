import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedByAll } from '#engine/procedure/route-definition.ts'

/** 機器構成変更の許可: parts added, changed or altered, granted by the chief officer and the keeper of the system. */
export const equipmentChange = permit({
  key: 'equipment-change',
  name: '機器構成の変更許可',
  purpose: '機器を改造し、増設し、又は部品を取り替えるときの許可です。',
  formNumber: '様式第32号',
  form: [
    field.part(
      '機器と変更',
      field.lineOfAnyUnit('system', '情報システム', 'system', '機器が使われている情報システムを選びます。'),
      field.longText('devices', '機器', '管理番号、機種、台数を書きます。'),
      field.choice('kind', '変更の種類', {
        add: '増設',
        replace: '交換',
        alter: '改造・取外し',
      }),
      field.longText('before', '今の構成'),
      field.longText('after', '変えたあとの構成'),
      field.longText('purpose', '必要な理由'),
    ),
    field.part(
      '作業',
      field.day('on', '作業の日'),
      field.choice('worker', '作業する人', { staff: '職員', vendor: '委託先・メーカー' }),
      field.optional(field.text('vendor', '事業者の名前')),
      field.choice('memory', '記憶装置を取り外すか', { no: '取り外さない', yes: '取り外す' }),
      field.optional(field.text('memory_text', '取り外した記憶装置の扱い')),
      field.everyCheck('check', '確かめたこと', {
        effect: 'ほかの情報システムに影響しない',
        backup: '作業の前に、元に戻す用意をする',
        warranty: '保守や賃貸借の契約に反しない',
      }),
    ),
  ],
  rules: [
    { rule: 'not-past', field: 'on' },
    field.neededWhen('vendor', 'worker', 'vendor', '作業する事業者の名前を書いてください'),
    field.neededWhen('memory_text', 'memory', 'yes', '取り外した記憶装置の扱いを書いてください'),
  ],
  slots: [
    clause('permit', '機器の変更の許可', ['permit'], '改造+許可 増設+許可 業務上の必要+これを行う'),
    clause('ban', '許可のない改造・増設の禁止', ['prohibition-rule'], '改造+増設 増設+交換'),
  ],
  route: [decidedByAll(['chief-iso', { office: 'sec-manager', from: { field: 'system' } }], '許可')],
  validity: { lasts: 'once' },
  afterwards: field.doneAndSeen('作業', '作業の確認'),
  answerWithin: 5,
  whenHolderMoves: 'stays',
})
