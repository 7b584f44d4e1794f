import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { asking, permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { CONFIRMERS } from '#rooms/2-assets/thing/definition.ts'

/** 敷地外への機器の設置: approved by the highest officer; holds until the device is taken away again. */
export const offSite = permit({
  key: 'off-site',
  name: '敷地外への機器の設置承認',
  purpose: 'サーバなどの機器を、庁舎の敷地の外に置くときの承認です。',
  formNumber: '様式第58号',
  verb: ['承認', '不承認'],
  form: [
    field.part('置く機器', field.lines('devices', '置く機器', 'device')),
    field.part(
      '場所と対策',
      field.longText('purpose', '敷地の外に置く理由'),
      field.text('site', '置く場所'),
      field.text('operator', '場所を管理する者'),
      field.everyCheck('measures', '対策の確認', {
        entry: '出入りできる人が限られ、記録される',
        fire: '火災、水害、停電への備えがある',
        fixed: '持ち去られないように固定する',
        contract: '秘密保持と市の立入り・確認が契約にある',
      }),
    ),
  ],
  slots: [
    clause('approve', '敷地外への機器の設置に承認を要する条文', ['permit'], '敷地外 庁舎の外+設置'),
    clause(
      'check',
      '敷地外の機器の対策を定期に確かめることを定める条文',
      ['duty'],
      '当該機器+確認 敷地外+確認',
    ),
  ],
  route: [decidedBy('ciso', '承認')],
  validity: { lasts: 'standing' },
  afterwards: [
    { act: 'start', word: '設置', by: 'applicant' },
    {
      act: 'finish',
      word: '撤去の確認',
      by: { offices: CONFIRMERS },
      asks: asking(field.day('removed_on', '撤去した日')),
    },
  ],
  whenHolderMoves: 'stays',
  effects: {
    start: ({ startedAt }) => ({
      does: 'note',
      values: { site: 'off-site', site_checked_on: startedAt === null ? null : jstDate(startedAt) },
    }),
    finish: () => ({ does: 'note', values: { site: 'inside' } }),
  },
})
