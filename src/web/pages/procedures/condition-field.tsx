import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckboxGroup } from '../../parts/checkbox.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { askedFields, CLASS, type Draft, type RuleDraft } from './design.ts'
import { fieldName } from './labels.ts'

/** When a rule holds: what was answered somewhere, or how strict the class of what was chosen is. */
export function ConditionField({
  rule,
  place,
  draft,
  error,
  set,
}: {
  rule: RuleDraft
  place: string
  draft: Draft
  error: string | undefined
  set: (next: Partial<RuleDraft>) => void
}): ReactNode {
  const { t } = useTranslation()
  const fields = askedFields(draft)
  const asked = fields.filter((field) => field.type === 'choice' || field.type === 'checks')
  const classed = fields.some((field) => field.type === 'entries')
  const choices = [
    ...asked.map((field) => ({ value: field.key, label: fieldName(t, field) })),
    ...(classed ? [{ value: CLASS, label: t('procedures.rules.byClass') }] : []),
  ]
  const chosen = choices.some(({ value }) => value === rule.when) ? rule.when : ''
  const answers = asked.find((field) => field.key === chosen)?.choices ?? []
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <SelectField
        compact
        name={place}
        label={t('procedures.rules.when')}
        hint={choices.length === 0 ? t('procedures.rules.whenNone') : undefined}
        value={chosen}
        emptyLabel={t('parts.choose')}
        choices={choices}
        error={error}
        onChange={(when) => set({ when, is: [] })}
      />
      {chosen === CLASS && (
        <SelectField
          compact
          name={`${place}.classFrom`}
          label={t('procedures.rules.classFrom')}
          value={rule.classFrom}
          choices={['1', '2', '3'].map((value) => ({
            value,
            label: t('procedures.rules.classAtLeast', { level: value }),
          }))}
          onChange={(classFrom) => set({ classFrom })}
        />
      )}
      {answers.length > 0 && (
        <CheckboxGroup
          name={`${place}.is`}
          label={t('procedures.rules.is')}
          value={rule.is}
          choices={answers.map((choice, index) => ({
            value: choice.value,
            label:
              choice.label.trim() === '' ? t('procedures.field.choice', { number: index + 1 }) : choice.label,
          }))}
          onChange={(is) => set({ is })}
        />
      )}
    </div>
  )
}
