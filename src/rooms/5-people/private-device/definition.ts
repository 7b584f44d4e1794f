import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy, passing } from '#engine/procedure/route-definition.ts'
import { privateCare, privateDeviceLine, privateKinds } from './book.ts'

/** 私物機器の接続の許可: by way of the section manager, granted by the chief officer, within the fiscal year. */
export const privateDevice = permit({
  key: 'private-device',
  name: '私物機器の接続許可',
  purpose: '私物の端末や記録媒体を、市の情報システムや端末につなぐときの許可です。',
  formNumber: '様式第25号',
  titledBy: 'model',
  form: [
    field.part(
      '機器',
      field.choice('kind', '機器の種類', privateKinds),
      field.text('model', 'メーカーと機種'),
      field.text('serial', '製造番号', '本体の裏などに書かれた番号です。'),
      field.optional(field.text('system', '基本ソフトと版')),
      field.text('antivirus', 'ウイルス対策', '対策ソフトの名前と、更新した日を書きます。'),
    ),
    field.part(
      '使い方',
      field.longText('purpose', '必要な理由', '市の機器では足りない理由を書きます。'),
      field.text('target', 'つなぐ相手', 'つなぐ端末の管理番号や、システムの名前を書きます。'),
      ...field.period('使い始める日', '使い終わる日'),
      field.everyCheck('care', '守ること', privateCare),
    ),
  ],
  rules: [
    ...field.periodRules,
    field.neededWhen('system', 'kind', ['pc', 'phone'], '基本ソフトと版を書いてください'),
  ],
  slots: [
    clause(
      'permit',
      '私物の機器をつなぐときの許可',
      ['permit'],
      '私物の端末+つない 私物+統括 業務上必要な場合+統括',
    ),
  ],
  route: [passing('sec-manager'), decidedBy('chief-iso', '許可')],
  validity: field.inPeriod,
  afterwards: field.doneAndSeen('使用の開始', '取外しと消去の確認'),
  answerWithin: 5,
  renewable: true,
  book: { register: 'private-device', values: privateDeviceLine },
})
