import type { TFunction } from 'i18next'
import { askedFields, CLASS, type Draft, type RuleDraft } from './design.ts'
import { fieldName } from './labels.ts'

/** A rule as the sentence it is; what is not chosen yet is shown as a gap. */
export function ruleSentence(t: TFunction, rule: RuleDraft, draft: Draft): string {
  const fields = askedFields(draft)
  const gap = t('procedures.rules.gap')
  const nameOf = (key: string): string => {
    const field = fields.find((each) => each.key === key)
    return field === undefined ? gap : fieldName(t, field)
  }
  switch (rule.rule) {
    case 'not-past':
      return t('procedures.rules.says.not-past', { field: nameOf(rule.field) })
    case 'in-order':
    case 'within-fiscal-year':
      return t(`procedures.rules.says.${rule.rule}`, { from: nameOf(rule.from), to: nameOf(rule.to) })
    case 'needed-when':
      return t('procedures.rules.says.needed-when', { when: when(), field: nameOf(rule.field) })
    case 'forbidden-when':
      return t('procedures.rules.says.forbidden-when', { when: when() })
  }
  function when(): string {
    if (rule.when === CLASS) return t('procedures.rules.whenClass', { level: rule.classFrom })
    const field = fields.find((each) => each.key === rule.when)
    const answers = (field?.choices ?? []).filter((choice) => rule.is.includes(choice.value))
    if (field === undefined || answers.length === 0) return gap
    return t('procedures.rules.whenIs', {
      field: fieldName(t, field),
      answers: answers
        .map((choice) => t('procedures.quoted', { name: choice.label }))
        .join(t('procedures.or')),
    })
  }
}
