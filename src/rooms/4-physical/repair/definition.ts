import { clause } from '#engine/citation.ts'
import type { BookFacts, Form, FormContext, ProcedureDefinition } from '#engine/procedure/definition.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { listOf, textOf } from '#engine/procedure/form-rules.ts'
import { asking, permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'
import type { Value } from '#engine/register/definition.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { back, CONFIRMERS, taken, unlessLost } from '#rooms/2-assets/thing/definition.ts'
import { contents, results } from './book.ts'

const regime = {
  people: '修理にあたる人と場所を確かめた',
  return: '修理のあと、複製を残さないことを確かめた',
  subcontract: '別の事業者に出さないこと(出すときは知らせること)を確かめた',
} as const

/** What cannot be erased goes only under an agreement, to a repairer whose arrangements have been looked at. */
export function repairProblems(form: Form, { entries }: Pick<FormContext, 'entries'>): Problem[] {
  const problems: Problem[] = []
  const said = textOf(form, 'contents')
  if (said === 'none' && entries.some(({ values }) => values['storage'] === true))
    problems.push({
      at: 'contents',
      message: '記憶装置のある機器です。「中身を消去した」か「消去できない」を選んでください',
    })
  if (said !== 'kept') return problems
  if (textOf(form, 'nda') === '')
    problems.push({ at: 'nda', message: '中身を消去できないため、秘密保持契約の番号を入れてください' })
  const open = Object.keys(regime).length - listOf(form, 'regime').length
  if (open > 0)
    problems.push({
      at: 'regime',
      message: `中身を消去できないため、秘密保持体制の確認がすべて要ります(あと${open}件)`,
    })
  return problems
}

const repairOf = (
  of: 'device' | 'medium',
  said: { key: string; name: string; formNumber: string; label: string },
) =>
  permit({
    key: said.key,
    name: said.name,
    purpose: `${said.label}を外部の事業者に修理させるときに、中身の消去か秘密保持契約を管理者が確認する手続です。`,
    formNumber: said.formNumber,
    verb: ['確認', '差止め'],
    form: [
      field.part(`修理する${said.label}`, field.lines('things', `修理する${said.label}`, of)),
      field.part(
        '修理',
        field.longText('purpose', '故障の様子'),
        field.text('vendor', '修理する事業者'),
        ...field.period('引き渡す日', '戻る予定の日'),
      ),
      field.part(
        '中身の扱い',
        field.choice('contents', '中身の扱い', contents),
        field.optional(field.text('nda', '秘密保持契約の番号')),
        field.checks('regime', '秘密保持体制の確認', regime),
      ),
    ],
    rules: field.longPeriodRules,
    check: repairProblems,
    slots: [
      clause('repair', '機器の修理で中身を消去することを定める条文', ['ledger', 'contract'], '修理+消去'),
      clause(
        'nda',
        '消去できないときの秘密保持契約と体制の確認を定める条文',
        ['contract', 'ledger'],
        '修理+秘密保持 修理を委託',
      ),
    ],
    route: [decidedBy('sec-manager', '確認')],
    validity: field.inPeriod,
    afterwards: [
      { act: 'start', word: '事業者への引渡し', by: 'applicant' },
      {
        act: 'finish',
        word: '戻りの確認',
        by: { offices: CONFIRMERS },
        asks: asking(
          field.choice('result', '結果', results),
          field.optional(field.text('work', '修理の内容')),
        ),
      },
    ],
    effects: {
      start: (facts, line) => unlessLost(line, () => taken('in-repair', facts, textOf(facts.form, 'to'))),
      finish: (facts) => back(facts),
    },
    book: { register: 'repair', values: repairLine },
  })

/** 機器の修理: no permission by the text, but the manager sees to the contents before anything leaves. */
export const repairOut: ProcedureDefinition = repairOf('device', {
  key: 'repair-out',
  name: '機器の修理持出し',
  formNumber: '様式第56号',
  label: '機器',
})
/** 記録媒体の修理. */
export const repairMedium: ProcedureDefinition = repairOf('medium', {
  key: 'repair-medium',
  name: '記録媒体の修理持出し',
  formNumber: '様式第57号',
  label: '記録媒体',
})

function repairLine(facts: BookFacts): Record<string, Value> {
  const { form, entry } = facts
  const values: Record<string, Value> = {
    thing_name: entry.label,
    thing_number: entry.number,
    vendor: textOf(form, 'vendor'),
    contents: textOf(form, 'contents'),
    reason: textOf(form, 'purpose'),
    checked_on: facts.decidedOn,
    checked_by: facts.deciderId,
    due: textOf(form, 'to'),
    applicant: facts.applicantId,
    application_number: facts.number,
    application: facts.applicationId,
  }
  const { confidentiality } = entry.values
  if (confidentiality !== undefined) values['confidentiality'] = confidentiality
  if (textOf(form, 'nda') !== '') values['nda'] = textOf(form, 'nda')
  const seen = listOf(form, 'regime').map((each) => field.labelIn(regime, each))
  if (seen.length > 0) values['regime'] = seen.join('、')
  if (facts.startedAt !== null) values['out_on'] = jstDate(facts.startedAt)
  if (facts.finishedAt !== null) values['back_on'] = jstDate(facts.finishedAt)
  for (const key of ['result', 'work'])
    if (textOf(facts.answers, key) !== '') values[key] = textOf(facts.answers, key)
  if (facts.confirmerId !== null) values['received_by'] = facts.confirmerId
  return values
}
