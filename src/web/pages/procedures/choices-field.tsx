import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BlockedReason, Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { FieldError } from '../../parts/form-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { changeField, moveChoice, withChoice, withoutChoice } from './design-acts.ts'
import type { FieldDraft } from './design.ts'
import type { Used } from './form-part.tsx'
import { fieldName } from './labels.ts'
import { ReorderButtons } from './reorder-buttons.tsx'
import type { Design } from './use-design.ts'

/** What can be chosen. A choice that cases were filed with stays. */
export function ChoicesField({
  field,
  design,
  used,
}: {
  field: FieldDraft
  design: Design
  used: Used
}): ReactNode {
  const { t } = useTranslation()
  const noteId = useId()
  const keptId = useId()
  const { draft, change, errorAt, focus } = design
  const place = `field.${field.key}.choices`
  const error = errorAt(place)
  const isKept = ({ value }: { value: string }): boolean => used.choices.has(`${field.key} ${value}`)
  const add = (): void => {
    const next = withChoice(draft, field.key)
    change(next.draft, place)
    focus(`${place}.${field.choices.length}`)
  }
  return (
    <fieldset aria-describedby={error === undefined ? undefined : noteId}>
      <legend className="mb-1.5 text-[0.875rem] leading-[1.5] font-bold">
        {t('procedures.field.choices')}
      </legend>
      <ol className="grid gap-2">
        {field.choices.map((choice, index) => {
          const own = `${place}.${index}`
          const name = t('procedures.field.choice', { number: index + 1 })
          const kept = isKept(choice)
          const go = (by: -1 | 1): void => {
            change(moveChoice(draft, field, index, by))
            focus(`${place}.${index + by}.${by === -1 ? 'up' : 'down'}`, `${place}.${index + by}`)
          }
          return (
            <li key={choice.value} className="flex flex-wrap items-end gap-x-3 gap-y-2">
              <div className="min-w-48 flex-1">
                <TextField
                  compact
                  name={own}
                  label={t('procedures.field.choiceOf', { name: fieldName(t, field), number: index + 1 })}
                  value={choice.label}
                  error={errorAt(own)}
                  onChange={(label) =>
                    change(
                      changeField(draft, field.key, {
                        choices: field.choices.map((each, at) => (at === index ? { ...each, label } : each)),
                      }),
                      place,
                    )
                  }
                />
              </div>
              <ReorderButtons
                place={own}
                name={
                  choice.label.trim() === '' ? name : t('procedures.quoted', { name: choice.label.trim() })
                }
                up={index === 0 ? undefined : () => go(-1)}
                down={index === field.choices.length - 1 ? undefined : () => go(1)}
                removeReasonId={kept ? keptId : undefined}
                remove={() => {
                  change(withoutChoice(draft, field.key, choice.value), place)
                  focus(place)
                }}
              />
            </li>
          )
        })}
      </ol>
      {field.choices.some(isKept) && (
        <div className="mt-2">
          <BlockedReason id={keptId}>{t('procedures.field.choiceKept')}</BlockedReason>
        </div>
      )}
      <div className="mt-2">
        <Button
          id={fieldId(place)}
          size="small"
          label={t('procedures.field.choiceAddTo', { name: fieldName(t, field) })}
          reason={field.choices.length >= 30 ? t('procedures.field.choicesFull') : undefined}
          onPress={add}
        >
          {t('procedures.field.choiceAdd')}
        </Button>
      </div>
      {error !== undefined && <FieldError id={noteId}>{error}</FieldError>}
      {field.type === 'checks' && (
        <div className="mt-2">
          <Checkbox
            name={`field.${field.key}.everyCheck`}
            checked={field.everyCheck}
            onChange={(everyCheck) => change(changeField(draft, field.key, { everyCheck }))}
          >
            {t('procedures.field.everyCheck')}
          </Checkbox>
        </div>
      )}
    </fieldset>
  )
}
