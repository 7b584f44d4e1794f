import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldError } from './form-field.tsx'
import { fieldId } from './field-id.ts'
import type { Choice } from './select-field.tsx'
import { join } from './join.ts'

const box = 'mt-0.5 size-5 flex-none accent-key-900'
const line = 'flex items-start gap-2 leading-[1.5] max-sm:min-h-11 max-sm:py-2'

/** One yes or no. */
export function Checkbox({
  name,
  checked,
  onChange,
  children,
  error,
}: {
  name: string
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  error?: string | undefined
}): ReactNode {
  const noteId = useId()
  return (
    <div>
      <label className={line}>
        <input
          type="checkbox"
          id={fieldId(name)}
          name={name}
          checked={checked}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : noteId}
          onChange={(event) => onChange(event.target.checked)}
          className={box}
        />
        <span>{children}</span>
      </label>
      {error !== undefined && <FieldError id={noteId}>{error}</FieldError>}
    </div>
  )
}

type ChoicesProps = {
  name: string
  label: string
  hint?: ReactNode
  required?: boolean
  error?: string | undefined
  choices: readonly Choice[]
  /** Side by side where there is room. */
  row?: boolean
}

/** Any number out of few. */
export function CheckboxGroup({
  value,
  onChange,
  ...group
}: ChoicesProps & { value: readonly string[]; onChange: (value: string[]) => void }): ReactNode {
  return (
    <Choices
      {...group}
      type="checkbox"
      isChosen={(choice) => value.includes(choice)}
      choose={(choice, chosen) =>
        onChange(chosen ? [...value, choice] : value.filter((other) => other !== choice))
      }
    />
  )
}

/** Exactly one out of few, all in sight. */
export function RadioGroup({
  value,
  onChange,
  ...group
}: ChoicesProps & { value: string; onChange: (value: string) => void }): ReactNode {
  return (
    <Choices
      {...group}
      type="radio"
      isChosen={(choice) => choice === value}
      choose={(choice) => onChange(choice)}
    />
  )
}

function Choices({
  name,
  label,
  hint,
  required = false,
  error,
  choices,
  row = false,
  type,
  isChosen,
  choose,
}: ChoicesProps & {
  type: 'checkbox' | 'radio'
  isChosen: (value: string) => boolean
  choose: (value: string, chosen: boolean) => void
}): ReactNode {
  const { t } = useTranslation()
  const noteId = useId()
  const describedBy = join(hint !== undefined && `${noteId}h`, error !== undefined && `${noteId}e`)
  return (
    <fieldset aria-describedby={describedBy === '' ? undefined : describedBy}>
      <legend className="mb-2 flex items-center gap-2 leading-[1.5] font-bold">
        {label}
        {required && (
          <span className="nowrap text-[0.875rem] font-normal text-error-2">{t('parts.required')}</span>
        )}
      </legend>
      {hint !== undefined && (
        <p id={`${noteId}h`} className="-mt-1.5 mb-2 text-[0.875rem] leading-[1.5] text-solid-gray-600">
          {hint}
        </p>
      )}
      <div className={join('grid gap-2.5', row && 'sm:flex sm:flex-wrap sm:gap-x-6')}>
        {choices.map((choice, index) => (
          <label key={choice.value} className={line}>
            <input
              type={type}
              // the list of errors jumps to the first of them
              id={index === 0 ? fieldId(name) : undefined}
              name={name}
              value={choice.value}
              checked={isChosen(choice.value)}
              onChange={(event) => choose(choice.value, event.target.checked)}
              className={box}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
      {error !== undefined && <FieldError id={`${noteId}e`}>{error}</FieldError>}
    </fieldset>
  )
}
