import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormField, type FieldProps } from './form-field.tsx'
import { Icon } from './icons.tsx'
import { join } from './join.ts'

export type Choice = { readonly value: string; readonly label: string; readonly group?: string | undefined }

export type SelectFieldProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  choices: readonly Choice[]
  /** Text of the empty choice; with '' as value. Left out: no empty choice. Defaults to 「選んでください」 when required. */
  emptyLabel?: string | undefined
}

/** A choice of one out of few, with the browser's own list: it works with every aid and on a phone. */
export function SelectField({ value, onChange, choices, emptyLabel, ...field }: SelectFieldProps): ReactNode {
  const { t } = useTranslation()
  const empty = emptyLabel ?? (field.required === true ? t('parts.choose') : undefined)
  const groups = [...new Set(choices.map((choice) => choice.group))]
  return (
    <FormField {...field}>
      {({ className, ...ids }) => (
        <div className="relative">
          <select
            {...ids}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={join(className, 'appearance-none pr-9!')}
          >
            {empty !== undefined && <option value="">{empty}</option>}
            {groups.map((group) =>
              group === undefined ? (
                choices.filter((choice) => choice.group === undefined).map(option)
              ) : (
                <optgroup key={group} label={group}>
                  {choices.filter((choice) => choice.group === group).map(option)}
                </optgroup>
              ),
            )}
          </select>
          <Icon
            name="down"
            size={16}
            className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2"
          />
        </div>
      )}
    </FormField>
  )
}

function option(choice: Choice): ReactNode {
  return (
    <option key={choice.value} value={choice.value}>
      {choice.label}
    </option>
  )
}
