import { clause } from '#engine/citation.ts'
import type { Form, FormContext } from '#engine/procedure/definition.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { textOf } from '#engine/procedure/form-rules.ts'
import { asking, permit } from '#engine/procedure/permit.ts'
import { decidedBy, passing } from '#engine/procedure/route-definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { exchangeLine } from './exchange-line.ts'
import { exchangeWords as words } from './words.ja.ts'

/** What was given back or erased has its day, not one to come; what is kept has none. */
export function endingProblems(answers: Form, { today }: Pick<FormContext, 'today'>): Problem[] {
  const on = textOf(answers, 'ended_on')
  const say = (message: string): Problem[] => [{ at: 'ended_on', message }]
  if (textOf(answers, 'ended') === 'kept') return on === '' ? [] : say(words.endedOnOpen)
  if (on === '') return say(words.endedOnMissing)
  return on > today ? say(words.endedOnLater) : []
}

/** 他団体との交換の許可: how the other side may handle it is fixed before anything is exchanged. */
export const exchange = permit({
  key: 'exchange',
  name: '他団体との情報・ソフトウェアの交換許可',
  purpose: '情報システムに関する情報やソフトウェアを、ほかの団体とやり取りするときの許可です。',
  formNumber: '様式第28号',
  form: [
    field.part(
      '相手と中身',
      field.text('partner', '相手の団体', '団体の名前と、担当の部署を書きます。'),
      field.choice('kind', 'やり取りするもの', words.kind),
      field.longText('content', '中身', '名前、版、数量を書きます。'),
      field.choice('direction', '向き', words.direction),
      field.longText('purpose', '目的'),
      field.day('on', 'やり取りする日'),
    ),
    field.part(
      '取扱いの取決め',
      field.longText('terms', '取り決めた取扱い', '使う目的、写し、返却・消去、漏れたときの連絡。'),
      field.choice('paper', '取決めの形', words.paper),
      field.choice('method', '渡す方法', words.method),
      field.everyCheck('check', '確かめたこと', words.check),
      field.files('terms_file', '取決めの写し'),
    ),
  ],
  rules: [
    { rule: 'not-past', field: 'on' },
    field.refusedWhen('paper', 'none', '取扱いを取り決めてから申請してください'),
  ],
  slots: [clause('permit', '他の団体との交換の許可', ['permit'], '他の団体+交換 他の団体+やり取り')],
  route: [passing('sec-manager'), decidedBy('ciso', '許可')],
  validity: { lasts: 'once' },
  afterwards: field.doneAndSeen('交換', '返却・消去の確認').map((each) =>
    each.act === 'start'
      ? each
      : {
          ...each,
          asks: asking(
            field.choice('ended', '返却・消去', words.ended),
            field.optional(field.day('ended_on', '返却・消去した日')),
          ),
          check: endingProblems,
        },
  ),
  book: { register: 'exchange-book', values: exchangeLine },
  answerWithin: 7,
  whenHolderMoves: 'stays',
})
