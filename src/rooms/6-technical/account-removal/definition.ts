import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { receivedBy } from '#engine/procedure/route-definition.ts'

/** 利用者登録の抹消の届: told to whoever keeps the system; nothing is answered. */
export const accountRemoval = permit({
  key: 'account-removal',
  name: '利用者登録の抹消の届',
  purpose: '情報システムを使わなくなったとき、利用者の登録を消すよう届け出るものです。',
  formNumber: '様式第38号',
  verb: ['受付', '受け付けない'],
  notice: true,
  form: [
    field.part(
      '届け出ること',
      field.lineOfAnyUnit('system', '情報システム', 'system', '使わなくなった情報システムを選びます。'),
      { key: 'user', label: '使わなくなった人', type: 'person' },
      field.optional(field.text('account', '利用者ID', '分かるときに書きます。')),
      field.choice('cause', '事由', {
        duty: '担当が変わった',
        transfer: '異動・出向',
        leave: '休職・育児休業など',
        retirement: '退職・任期の満了',
        system: '情報システムをやめた',
      }),
      field.day('on', '使わなくなる日'),
      field.optional(field.longText('purpose', '引き継ぐデータ・備考')),
    ),
  ],
  slots: [
    clause(
      'report',
      '使わなくなったときの届出・報告',
      ['event-response', 'duty'],
      '登録を抹消+報告 登録+抹消+届け 抹消する+報告',
    ),
  ],
  route: [receivedBy({ office: 'sec-manager', from: { field: 'system' } })],
  validity: { lasts: 'standing' },
  answerWithin: 3,
  whenHolderMoves: 'stays',
})
