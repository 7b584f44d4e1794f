import type { TFunction } from 'i18next'
import type { Draft, FieldDraft } from './design.ts'

/** 「機材の名前」, or a word for a field that has no name yet. */
export const fieldName = (t: TFunction, field: FieldDraft | undefined): string =>
  field === undefined || field.label.trim() === ''
    ? t('procedures.field.nameless')
    : t('procedures.quoted', { name: field.label.trim() })

/** The words of every place a problem can stand at, in the order of the page. */
export function placeLabels(t: TFunction, draft: Draft): Record<string, string> {
  const labels: Record<string, string> = {
    name: t('procedures.basics.name'),
    purpose: t('procedures.basics.purpose'),
    formNumber: t('procedures.basics.formNumber'),
    verb: t('procedures.basics.verb'),
    need: t('procedures.basics.need'),
    parts: t('procedures.form.title'),
  }
  for (const [index, part] of draft.parts.entries()) {
    labels[`part.${part.id}.label`] = t('procedures.form.partLabelOf', { number: index + 1 })
    for (const field of part.fields) {
      const name = fieldName(t, field)
      labels[`field.${field.key}.label`] = t('procedures.field.labelOf', { name })
      for (const what of [
        'hint',
        'choices',
        'register',
        'maxLength',
        'min',
        'max',
        'counter',
        'maxEntries',
      ] as const) {
        labels[`field.${field.key}.${what}`] = t('procedures.field.settingOf', {
          name,
          what: t(`procedures.field.${what}`),
        })
      }
      for (const [at] of field.choices.entries()) {
        labels[`field.${field.key}.choices.${at}`] = t('procedures.field.settingOf', {
          name,
          what: t('procedures.field.choice', { number: at + 1 }),
        })
      }
    }
  }
  labels['rules'] = t('procedures.rules.title')
  for (const [index, rule] of draft.rules.entries()) {
    for (const what of ['', '.field', '.from', '.to', '.when', '.message']) {
      labels[`rule.${rule.id}${what}`] = t('procedures.rules.one', { number: index + 1 })
    }
  }
  labels['route'] = t('procedures.route.title')
  for (const [index, step] of draft.route.entries()) {
    labels[`step.${step.id}`] = t('procedures.route.one', { number: index + 1 })
  }
  labels['validity'] = t('procedures.after.lasts')
  labels['start'] = t('procedures.after.start')
  labels['finish'] = t('procedures.after.finish')
  labels['answerWithin'] = t('procedures.after.answerWithin')
  return labels
}

const ranges: Readonly<Record<string, readonly [from: number, to: number]>> = {
  maxLength: [1, 2000],
  min: [0, 999_999_999],
  max: [0, 999_999_999],
  maxEntries: [1, 100],
  answerWithin: [1, 60],
}

/** What the contract finds wrong, in the words of the designer: the contract speaks of keys and of kinds of values. */
export function reworded(t: TFunction, place: string, message: string): string {
  const last = place.split('.').at(-1) ?? ''
  if (place.startsWith('rule.')) {
    if (last === 'when') return t('procedures.wrong.when')
    return last === 'message' ? message : t('procedures.wrong.field')
  }
  if (place === 'validity') return t('procedures.wrong.days')
  const range = ranges[last]
  if (range === undefined) return message
  const [from, to] = range
  return t('procedures.wrong.figure', { from, to: to.toLocaleString('ja-JP') })
}
