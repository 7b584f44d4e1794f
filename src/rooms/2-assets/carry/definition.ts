import * as field from '#engine/procedure/form-fields.ts'
import { permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'
import { carryLine } from './carry-line.ts'
import { carryWords as words } from './words.ja.ts'

/** 持出許可: asked by the person, permitted by the section manager, returned before somebody else's eyes. */
export const carryOut = permit({
  key: 'carry-out',
  name: words.procedure,
  purpose: words.purpose,
  formNumber: words.formNumber,
  form: [
    field.part(words.groups.assets, field.lines('assets', words.fields.assets, 'asset', words.hints.assets)),
    field.part(
      words.groups.plan,
      { ...field.longText('purpose', words.fields.purpose, words.hints.purpose), maxLength: 300 },
      field.text('destination', words.fields.destination, words.hints.destination),
      field.choice('means', words.fields.means, words.means),
      ...field.period(words.fields.from, words.fields.to),
    ),
    field.part(
      words.groups.measures,
      field.checks('measures', words.fields.measures, words.measures, words.hints.measures),
    ),
  ],
  parameters: [{ key: 'max-days', label: words.maxDays, unit: words.days, standard: 14, slot: 'permit' }],
  rules: [
    ...field.periodRules,
    { rule: 'within-days', from: 'from', to: 'to', parameter: 'max-days' },
    field.guardedFrom2('measures', field.guarding),
  ],
  slots: words.slots,
  route: [decidedBy('sec-manager', '許可')],
  validity: field.inPeriod,
  afterwards: [
    { act: 'start', word: words.start, by: 'applicant' },
    {
      act: 'finish',
      word: words.finish,
      by: { offices: ['sec-manager', 'sec-leader', 'dept-iso', 'chief-iso', 'ciso'] },
      remark: { label: words.remark, choices: Object.values(words.remarks) },
    },
  ],
  book: { register: 'carry-book', values: carryLine },
  answerWithin: 2,
  bulk: true,
  lapsesWhen: { classChanges: true },
  // The permission is for assets of the unit he leaves behind (第7-1-(1)-キ: what is held is handed back on a transfer).
  whenHolderMoves: 'lapses',
})
