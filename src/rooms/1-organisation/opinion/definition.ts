import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { opinionOf } from '#engine/procedure/route-definition.ts'

/** 実施手順への意見: the chief officer says what he thinks before a 部 lays its procedure down. */
export const procedureOpinion = permit({
  key: 'procedure-opinion',
  name: '実施手順への意見の求め',
  purpose: '部局の実施手順を作り、又は改めるとき、統括する責任者に意見を求めるものです。',
  formNumber: '様式第39号',
  verb: ['意見', '意見を述べない'],
  form: [
    field.part(
      '実施手順',
      field.text('name', '実施手順の名前'),
      field.choice('kind', '作成・改定の別', { new: '新しく作る', change: '改める', end: '廃止する' }),
      field.text('scope', '対象となる部局・業務'),
      field.longText('purpose', '要点', '定めること、改めること、その理由を書きます。'),
      field.optional(field.longText('doubt', 'とくに意見がほしい点')),
      field.day('on', '施行する予定の日'),
      field.files('draft', '案'),
    ),
  ],
  rules: [{ rule: 'not-past', field: 'on' }],
  slots: [
    clause('opinion', '実施手順の作成に意見を求めること', ['permit', 'document'], '意見を求 実施手順+意見'),
  ],
  route: [opinionOf('chief-iso')],
  validity: { lasts: 'standing' },
  answerWithin: 10,
  whenHolderMoves: 'stays',
  titledBy: 'name',
})
