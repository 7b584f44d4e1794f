import { clause } from '#engine/citation.ts'
import { levelOf } from '#engine/procedure/class-level.ts'
import type { BookFacts, Form, FormContext } from '#engine/procedure/definition.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { listOf, textOf } from '#engine/procedure/form-rules.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'
import type { Value } from '#engine/register/definition.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { back, CONFIRMERS, returnRemark, taken, unlessLost } from '../thing/definition.ts'

const where = { inside: '庁舎の中', outside: '庁舎の外' } as const

/** Outside the buildings, a medium with something of 機密性2 on it (or that nobody has classified) is guarded. */
export function loanProblems(form: Form, { entries }: Pick<FormContext, 'entries'>): Problem[] {
  if (textOf(form, 'where') !== 'outside') return []
  const guarded = listOf(form, 'measures').some((each) => field.guarding.includes(each))
  return entries.some(({ values }) => levelOf(values['confidentiality']) >= 2) && !guarded
    ? [
        {
          at: 'measures',
          message:
            '機密性2以上の媒体を外で使うため、暗号化、パスワード、鍵付きのケースのどれかを選んでください',
        },
      ]
    : []
}

/** 記録媒体の貸出し: asked by whoever wants to use it, permitted by the manager, returned before another's eyes. */
export const mediumLoan = permit({
  key: 'medium-loan',
  name: '記録媒体の貸出許可',
  purpose: '課で管理している記録媒体を借りて使うときの許可です。',
  formNumber: '様式第51号',
  form: [
    field.part(
      '借りるもの',
      field.lines('media', '記録媒体', 'medium', 'あなたの課の記録媒体管理簿から選びます。'),
    ),
    field.part(
      '使い方',
      field.longText('purpose', '目的'),
      field.choice('where', '使う場所', where),
      field.optional(field.text('destination', '持っていく先')),
      ...field.period('借りる日', '返す日'),
      field.checks('measures', '講じる措置', field.protection),
    ),
  ],
  rules: [
    ...field.periodRules,
    { rule: 'within-days', from: 'from', to: 'to', parameter: 'max-days' },
    field.neededWhen('destination', 'where', ['outside'], '持っていく先を書いてください'),
  ],
  check: loanProblems,
  parameters: [{ key: 'max-days', label: '貸出期間の上限', unit: '日', standard: 30, slot: 'lend' }],
  slots: [
    clause(
      'lend',
      '記録媒体を管理し、貸し出すことを定める条文',
      ['ledger'],
      '媒体+貸出 媒体+貸し出 媒体+保管 媒体+施錠',
    ),
    clause('carry', '媒体を外に持ち出すときの許可を定める条文', ['permit'], '持ち出 持出 運搬'),
  ],
  route: [decidedBy('sec-manager', '許可')],
  validity: field.inPeriod,
  afterwards: [
    { act: 'start', word: '貸出し', by: 'applicant' },
    { act: 'finish', word: '返却の確認', by: { offices: CONFIRMERS }, remark: returnRemark },
  ],
  effects: {
    start: (facts, line) =>
      unlessLost(line, () =>
        taken(
          textOf(facts.form, 'where') === 'outside' ? 'carried-out' : 'lent',
          facts,
          textOf(facts.form, 'to'),
        ),
      ),
    finish: (facts) => back(facts),
  },
  book: { register: 'loan-book', values: loanLine },
})

function loanLine(facts: BookFacts): Record<string, Value> {
  const { form, entry } = facts
  const measures = listOf(form, 'measures').map((each) => field.labelIn(field.protection, each))
  const place =
    textOf(form, 'where') === 'outside' ? `${where.outside}(${textOf(form, 'destination')})` : where.inside
  const values: Record<string, Value> = {
    medium_name: entry.label,
    medium_number: entry.number,
    medium: entry.entryId,
    borrower: facts.applicantId,
    application_number: facts.number,
    application: facts.applicationId,
    purpose: textOf(form, 'purpose'),
    where: place,
    due: textOf(form, 'to'),
    permitted_on: facts.decidedOn,
    permitted_by: facts.deciderId,
  }
  const { confidentiality } = entry.values
  if (confidentiality !== undefined) values['confidentiality'] = confidentiality
  if (measures.length > 0) values['measures'] = measures.join('、')
  if (facts.startedAt !== null) values['lent_on'] = jstDate(facts.startedAt)
  if (facts.finishedAt !== null) values['returned_on'] = jstDate(facts.finishedAt)
  if (facts.confirmerId !== null) values['confirmed_by'] = facts.confirmerId
  if (facts.remark !== null) values['remark'] = facts.remark
  return values
}
