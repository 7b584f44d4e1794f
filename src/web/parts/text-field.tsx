import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormField, type FieldProps } from './form-field.tsx'
import { join } from './join.ts'

export type TextFieldProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'search' | 'email' | 'tel' | 'number'
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'email' | 'tel'
  maxLength?: number
  readOnly?: boolean
}

/** One line of text. */
export function TextField(props: TextFieldProps): ReactNode {
  const {
    value,
    onChange,
    type = 'text',
    autoComplete = 'off',
    inputMode,
    maxLength,
    readOnly,
    ...field
  } = props
  return (
    <FormField {...field}>
      {(ids) => (
        <input
          {...ids}
          type={type}
          value={value}
          autoComplete={autoComplete}
          inputMode={inputMode}
          maxLength={maxLength}
          readOnly={readOnly}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FormField>
  )
}

/** Several lines of text. */
export function TextArea({
  value,
  onChange,
  rows = 3,
  maxLength,
  ...field
}: FieldProps & {
  value: string
  onChange: (value: string) => void
  rows?: number
  maxLength?: number
}): ReactNode {
  return (
    <FormField {...field}>
      {({ className, ...ids }) => (
        <textarea
          {...ids}
          rows={rows}
          value={value}
          maxLength={maxLength}
          onChange={(event) => onChange(event.target.value)}
          className={join(className, 'h-auto! resize-y py-2.5 leading-[1.6]')}
        />
      )}
    </FormField>
  )
}

/** A password, which can be made readable while it is typed. Pasting is allowed: password stores need it. */
export function PasswordField({
  value,
  onChange,
  autoComplete,
  ...field
}: FieldProps & {
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
}): ReactNode {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <FormField {...field}>
      {({ className, ...ids }) => (
        <div className="flex gap-2">
          <input
            {...ids}
            type={shown ? 'text' : 'password'}
            value={value}
            autoComplete={autoComplete}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => onChange(event.target.value)}
            className={join(className, 'min-w-0 flex-1')}
          />
          <button
            type="button"
            aria-pressed={shown}
            aria-controls={ids.id}
            onClick={() => setShown(!shown)}
            className="nowrap rounded-6 px-2 text-[0.875rem] text-key-900 underline underline-offset-[3px] hover:bg-key-50 max-sm:min-h-11"
          >
            {t(shown ? 'parts.password.hide' : 'parts.password.show')}
          </button>
        </div>
      )}
    </FormField>
  )
}
