import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'

/** 異動・退職時の返却: what was used goes back into the hands of the section manager, who says that it came. */
export const handBack = permit({
  key: 'hand-back',
  name: '異動・退職時の返却',
  purpose: '異動や退職で今の仕事を離れるとき、使っていた情報資産を返すための手続です。',
  formNumber: '様式第27号',
  verb: ['受領', '受領しない'],
  form: [
    field.part(
      '離れる仕事',
      field.choice('cause', '事由', {
        transfer: '異動',
        secondment: '出向・派遣',
        leave: '休職・育児休業など',
        retirement: '退職・任期の満了',
      }),
      field.day('on', '今の仕事を離れる日'),
    ),
    field.part(
      '返すもの',
      field.optional(field.lines('assets', '台帳にある情報資産', 'asset', '使っていたものを選びます。')),
      field.longText('purpose', '返すものの一覧', '端末、媒体、書類、鍵、カードの番号も書きます。'),
      field.choice('rest', '手元に残るもの', { none: '何もない', some: 'ある' }),
    ),
    field.part(
      '約束',
      field.everyCheck('silence', '守ること', {
        copies: '私物の端末や自宅に、市の情報の写しを残していない',
        secret: '離れたあとも、仕事で知ったことを漏らさない',
      }),
    ),
  ],
  rules: [
    { rule: 'not-past', field: 'on' },
    field.refusedWhen('rest', 'some', '手元に残さず、すべて返してから出してください'),
  ],
  slots: [
    clause('return', '異動・退職での返却', ['event-response', 'duty'], '異動+返却 退職+返却'),
    clause('secret', '離れたあとの守秘', ['prohibition-rule'], '知り得た+漏ら 知った+漏ら'),
  ],
  route: [decidedBy('sec-manager', '受領')],
  validity: { lasts: 'standing' },
  answerWithin: 2,
  whenHolderMoves: 'stays',
})
