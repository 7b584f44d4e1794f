import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { FieldError } from '../../parts/form-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { ConditionField } from './condition-field.tsx'
import { addRule } from './design-acts.ts'
import { askedFields, type FieldDraft, type RuleDraft, type RuleKind } from './design.ts'
import { fieldName } from './labels.ts'
import { ReorderButtons } from './reorder-buttons.tsx'
import { ruleSentence } from './rule-sentence.ts'
import type { Design } from './use-design.ts'

const kinds: readonly RuleKind[] = [
  'not-past',
  'in-order',
  'within-fiscal-year',
  'needed-when',
  'forbidden-when',
]

/** 決まり: what the form holds an applicant to, as sentences over its fields. */
export function RulesPart({ design }: { design: Design }): ReactNode {
  const { t } = useTranslation()
  const { draft, change, focus } = design
  return (
    <Section title={t('procedures.rules.title')}>
      <p className="mb-3 text-[0.875rem]">{t('procedures.rules.what')}</p>
      {draft.rules.length === 0 && <p className="mb-3">{t('procedures.rules.none')}</p>}
      <div className="grid gap-4">
        {draft.rules.map((rule, index) => (
          <Rule key={rule.id} rule={rule} at={index} design={design} />
        ))}
      </div>
      <fieldset className="mt-4">
        <legend className="mb-2 text-[0.875rem] font-bold">{t('procedures.rules.add')}</legend>
        <div className="flex flex-wrap gap-2">
          {kinds.map((kind, index) => (
            <Button
              key={kind}
              size="small"
              id={fieldId(index === 0 ? 'rules' : `rules.${kind}`)}
              onPress={() => {
                const next = addRule(draft, kind)
                change(next.draft)
                focus(`rule.${next.id}`)
              }}
            >
              {t(`procedures.rules.kinds.${kind}`)}
            </Button>
          ))}
        </div>
      </fieldset>
    </Section>
  )
}

function Rule({ rule, at, design }: { rule: RuleDraft; at: number; design: Design }): ReactNode {
  const { t } = useTranslation()
  const { draft, change, errorAt, focus } = design
  const place = `rule.${rule.id}`
  const fields = askedFields(draft)
  const days = fields.filter((field) => field.type === 'date')
  const own = errorAt(place)
  const set = (next: Partial<RuleDraft>): void =>
    change(
      { ...draft, rules: draft.rules.map((each) => (each.id === rule.id ? { ...each, ...next } : each)) },
      place,
    )
  const name = t('procedures.rules.one', { number: at + 1 })
  const isPair = rule.rule === 'in-order' || rule.rule === 'within-fiscal-year'
  const conditional = rule.rule === 'needed-when' || rule.rule === 'forbidden-when'
  return (
    <fieldset className="grid gap-3 rounded-8 border border-solid-gray-300 p-4 max-sm:p-3">
      <legend className="px-1 text-[0.875rem] font-bold">{name}</legend>
      <p className="leading-[1.6]">{ruleSentence(t, rule, draft)}</p>
      {own !== undefined && <FieldError id={`${rule.id}-error`}>{own}</FieldError>}
      {rule.rule === 'not-past' && (
        <FieldChoice
          name={place}
          label={t('procedures.rules.day')}
          fields={days}
          value={rule.field}
          error={errorAt(`${place}.field`)}
          onChange={(field) => set({ field })}
        />
      )}
      {isPair && (
        <div className="grid gap-3 sm:grid-cols-2">
          <FieldChoice
            name={place}
            label={t('procedures.rules.from')}
            fields={days}
            value={rule.from}
            error={errorAt(`${place}.from`)}
            onChange={(from) => set({ from })}
          />
          <FieldChoice
            name={`${place}.to`}
            label={t('procedures.rules.to')}
            fields={days}
            value={rule.to}
            error={errorAt(`${place}.to`)}
            onChange={(to) => set({ to })}
          />
        </div>
      )}
      {conditional && (
        <>
          <ConditionField
            rule={rule}
            place={place}
            draft={draft}
            error={errorAt(`${place}.when`)}
            set={set}
          />
          {rule.rule === 'needed-when' && (
            <FieldChoice
              name={`${place}.field`}
              label={t('procedures.rules.needed')}
              fields={fields.filter((field) => field.key !== rule.when)}
              value={rule.field}
              error={errorAt(`${place}.field`)}
              onChange={(field) => set({ field })}
            />
          )}
          <TextField
            compact
            name={`${place}.message`}
            label={t('procedures.rules.message')}
            hint={t('procedures.rules.messageHint')}
            required
            value={rule.message}
            error={errorAt(`${place}.message`)}
            onChange={(message) => set({ message })}
          />
        </>
      )}
      <ReorderButtons
        place={place}
        name={name}
        up={undefined}
        down={undefined}
        remove={() => {
          change({ ...draft, rules: draft.rules.filter((each) => each.id !== rule.id) }, place)
          focus('rules')
        }}
      />
    </fieldset>
  )
}

/** One field of the form out of those that fit. A field that is gone is shown as not chosen. */
export function FieldChoice({
  name,
  label,
  fields,
  value,
  error,
  emptyLabel,
  onChange,
}: {
  name: string
  label: string
  fields: readonly FieldDraft[]
  value: string
  error: string | undefined
  emptyLabel?: string
  onChange: (key: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const known = fields.some((field) => field.key === value)
  return (
    <SelectField
      compact
      name={name}
      label={label}
      value={known ? value : ''}
      emptyLabel={emptyLabel ?? t('parts.choose')}
      choices={fields.map((field) => ({ value: field.key, label: fieldName(t, field) }))}
      error={error}
      onChange={onChange}
    />
  )
}
